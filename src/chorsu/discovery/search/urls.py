"""The addresses of the search."""

from django.urls import path

from chorsu.discovery.search import pages

app_name = "search"
urlpatterns = [
    path("search", pages.search, name="search"),
    path("search.rss", pages.rss, name="rss"),
    path("search/advanced", pages.advanced, name="advanced"),
    path("search/suggest", pages.suggest, name="suggest"),
    path("opensearch.xml", pages.opensearch, name="opensearch"),
]
