"""Addresses of agents."""

from django.urls import path

from chorsu.catalogue.authorities import pages

urlpatterns = [path("agents/<str:pid>", pages.agent, name="agent")]
