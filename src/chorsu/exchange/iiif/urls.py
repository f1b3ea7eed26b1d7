"""Addresses of the IIIF doors; an image is named by its object and the number of the page."""

from django.urls import path, re_path

from chorsu.exchange.iiif import pages

app_name = "iiif"
_IMAGE = r"^iiif/3/(?P<pid>\w{1,40})-(?P<number>\d{1,6})"
urlpatterns = [
    path("iiif/manifests/<str:pid>", pages.manifest, name="manifest"),
    re_path(rf"{_IMAGE}/?$", pages.base, name="image-base"),
    re_path(rf"{_IMAGE}/info\.json$", pages.described, name="image-info"),
    re_path(
        rf"{_IMAGE}/(?P<region>[^/]+)/(?P<size>[^/]+)/(?P<rotation>[^/]+)/(?P<quality>[^/.]+)\.(?P<format>\w+)$",
        pages.image,
        name="image",
    ),
]
