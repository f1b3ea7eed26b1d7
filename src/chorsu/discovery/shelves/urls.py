"""Addresses of the shelf."""

from django.urls import path

from chorsu.discovery.shelves import pages

urlpatterns = [
    path("account/shelf/", pages.index, name="my_shelf"),
    path("account/shelf/export.<slug:ending>", pages.export, name="my_shelf_export"),
    path("account/shelf/<slug:pid>/put", pages.put, name="my_shelf_put"),
    path("account/shelf/<slug:pid>/note", pages.note, name="my_shelf_note"),
    path("account/shelf/<slug:pid>/take-off", pages.take_off, name="my_shelf_take_off"),
]
