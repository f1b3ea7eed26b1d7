"""Addresses of accounts: one's own pages, django-allauth's pages, staff pages."""

from django.urls import include, path

from chorsu.people.accounts import pages, staff

urlpatterns = [
    path("account/", pages.overview, name="account"),
    path("account/language/", pages.language, name="account_language"),
    path("account/tokens/", pages.tokens, name="account_tokens"),
    path("account/tokens/<int:number>/revoke/", pages.revoke_token, name="account_revoke_token"),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("account/", include("allauth.account.urls")),
    path("staff/", staff.start, name="staff"),
    path("staff/desk/", staff.desk, name="staff_desk"),
    path("staff/members/", staff.members, name="staff_members"),
    path("staff/members/<str:code>/", staff.members_of, name="staff_members_of"),
    path("staff/members/<str:code>/revoke/", staff.revoke, name="staff_revoke_role"),
    path("staff/members/<str:code>/active/", staff.set_active, name="staff_set_active"),
    path("staff/networks/<str:code>/", staff.networks, name="staff_networks"),
]
