from django.urls import path

from chorsu.exchange.opds import pages

app_name = "opds"
urlpatterns = [
    path("opds/v2/", pages.json_feed, name="json"),
    path("opds/v2/<str:name>", pages.json_feed, name="json-feed"),
    path("opds/v1.2/", pages.atom_feed, name="atom"),
    path("opds/v1.2/<str:name>", pages.atom_feed, name="atom-feed"),
]
