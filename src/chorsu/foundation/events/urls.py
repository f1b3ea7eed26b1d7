"""Addresses of the outbox."""

from django.urls import path

from chorsu.foundation.events import staff

urlpatterns = [
    path("staff/events/", staff.parked, name="events-parked"),
    path("staff/events/<int:number>/again", staff.again, name="events-again"),
    path("staff/events/<int:number>/forget", staff.forget, name="events-forget"),
]
