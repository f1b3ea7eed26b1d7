"""Addresses of libraries: readers' pages and staff pages."""

from django.urls import path

from chorsu.people.libraries import pages, staff

urlpatterns = [
    path("libraries/", pages.index, name="libraries"),
    path("libraries/<str:code>/", pages.detail, name="library"),
    path("staff/libraries/", staff.index, name="staff_libraries"),
    path("staff/libraries/<str:code>/", staff.overview, name="staff_library"),
    path("staff/libraries/<str:code>/add/", staff.add, name="staff_library_add"),
    path("staff/libraries/<str:code>/edit/", staff.edit, name="staff_library_edit"),
    path("staff/libraries/<str:code>/move/", staff.move, name="staff_library_move"),
    path("staff/libraries/<str:code>/hours/", staff.hours, name="staff_library_hours"),
    path("staff/libraries/<str:code>/closures/<int:number>/remove/", staff.remove_closure, name="staff_closure_remove"),
    path("staff/libraries/<str:code>/policy/", staff.policy, name="staff_library_policy"),
]
