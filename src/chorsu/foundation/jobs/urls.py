"""Addresses of background work."""

from django.urls import path

from chorsu.foundation.jobs import staff

urlpatterns = [
    path("staff/jobs/", staff.jobs, name="jobs"),
    path("staff/jobs/<int:number>/", staff.job, name="jobs-job"),
    path("staff/jobs/<int:number>/cancel", staff.cancel, name="jobs-cancel"),
    path("staff/jobs/<int:number>/retry", staff.retry, name="jobs-retry"),
]
