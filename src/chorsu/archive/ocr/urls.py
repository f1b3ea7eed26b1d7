"""Addresses of recognition, for staff."""

from django.urls import path

from chorsu.archive.ocr import staff

urlpatterns = [path("staff/objects/<slug:pid>/recognise", staff.recognise, name="staff_object_recognise")]
