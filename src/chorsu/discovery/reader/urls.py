"""Addresses of the reading room."""

from django.urls import path

from chorsu.discovery.reader import pages

urlpatterns = [
    path("read/<slug:pid>", pages.read, name="read"),
    path("read/<slug:pid>/qr.svg", pages.qr, name="read_qr"),
    path("account/reading/", pages.my_reading, name="my_reading"),
    path("account/reading/forget", pages.forget_all, name="my_reading_forget_all"),
    path("account/reading/<slug:pid>/forget", pages.forget, name="my_reading_forget"),
]
