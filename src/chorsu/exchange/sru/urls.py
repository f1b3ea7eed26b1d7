from django.urls import path

from chorsu.exchange.sru import pages

app_name = "sru"
urlpatterns = [path("sru", pages.sru, name="sru"), path("sru/", pages.sru)]
