from django.urls import path

from chorsu.exchange.oaipmh import pages

app_name = "oaipmh"
urlpatterns = [path("oai", pages.oai, name="oai")]
