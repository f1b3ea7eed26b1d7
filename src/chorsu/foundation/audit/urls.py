"""Addresses of the audit trail."""

from django.urls import path

from chorsu.foundation.audit import staff

urlpatterns = [
    path("staff/audit/", staff.trail, name="audit"),
    path("staff/audit/check", staff.check, name="audit-check"),
]
