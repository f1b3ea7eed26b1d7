"""Addresses of readers: their own pages and staff pages."""

from django.urls import path, re_path

from chorsu.people.patrons import managing, pages, staff

urlpatterns = [
    path("account/consents/", pages.consents, name="patron_consents"),
    path("account/data/", pages.own_data, name="patron_data"),
    path("account/forget/", pages.ask_erasure, name="patron_forget"),
    path("staff/categories/", managing.categories, name="staff_categories"),
    path("staff/erasures/", managing.erasures, name="staff_erasures"),
    path("staff/patrons/", staff.index, name="staff_patrons"),
    path("staff/patrons/new/", staff.register, name="staff_patron_register"),
    path("staff/patrons/<int:number>/", staff.detail, name="staff_patron"),
    path("staff/patrons/<int:number>/edit/", staff.edit, name="staff_patron_edit"),
    re_path(
        r"^staff/patrons/(?P<number>\d{1,12})/(?P<what>renew|card|block|unblock|account|unlink)/$",
        staff.change,
        name="staff_patron_change",
    ),
]
