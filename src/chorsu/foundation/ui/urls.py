"""Addresses of the look: the home page, the switches, covers and the style guide."""

from django.urls import path

from chorsu.foundation.ui import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("language/", pages.language, name="language"),
    path("appearance/", pages.appearance, name="appearance"),
    path("covers/<str:pid>.svg", pages.cover, name="cover"),
    path("ui/", pages.guide, name="ui_guide"),
    path("ui/covers/<int:number>.svg", pages.sample_cover, name="ui_sample_cover"),
]
