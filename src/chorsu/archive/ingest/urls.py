"""Addresses of ingest, for staff."""

from django.urls import path

from chorsu.archive.ingest import staff

urlpatterns = [path("staff/objects/new/", staff.deposit, name="staff_object_new")]
