"""Addresses of records, works and imports."""

from django.urls import path

from chorsu.catalogue.records import pages, staff

urlpatterns = [
    path("records/<str:pid>", pages.record, name="record"),
    path("records/<str:pid>/marc", pages.marc, name="record-marc"),
    path("records/<str:pid>/history", pages.history, name="record-history"),
    path("records/<str:pid>/sources/<int:number>", pages.source, name="record-source"),
    path("records/<str:pid>/cite.<str:extension>", pages.cite, name="record-cite"),
    path("works/<str:pid>", pages.work, name="work"),
    path("ark:/<str:naan>/<str:name>", pages.ark, name="ark"),
    path("staff/records/", staff.records, name="staff-records"),
    path("staff/records/<str:pid>/suppress", staff.suppress, name="staff-record-suppress"),
    path("staff/records/<str:pid>/show", staff.show, name="staff-record-show"),
    path("staff/imports/", staff.imports, name="imports"),
    path("staff/imports/<int:number>", staff.batch, name="import"),
    path("staff/imports/<int:number>/confirm", staff.confirm, name="import-confirm"),
    path("staff/imports/<int:number>/undo", staff.undo, name="import-undo"),
    path("staff/imports/<int:number>/problems.<str:extension>", staff.problems, name="import-problems"),
]
