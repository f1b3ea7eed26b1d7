"""Addresses of programmes."""

from django.urls import path, re_path

from chorsu.engagement.programmes import pages, staff

app_name = "programmes"
_KIND = r"staff/programmes/(?P<kind>books|marathons)/"

urlpatterns = [
    path("weeks/", pages.weeks, name="weeks"),
    path("marathons/", pages.marathons, name="marathons"),
    path("marathons/<int:number>/", pages.marathon, name="marathon"),
    path("marathons/<int:number>/join/", pages.join, name="join"),
    path("marathons/<int:number>/leave/", pages.leave, name="leave"),
    re_path(rf"^{_KIND}$", staff.programmes, name="staff"),
    re_path(rf"^{_KIND}add/$", staff.add, name="add"),
    re_path(rf"^{_KIND}(?P<number>\d{{1,9}})/$", staff.change, name="change"),
    re_path(rf"^{_KIND}(?P<number>\d{{1,9}})/remove/$", staff.remove, name="remove"),
]
