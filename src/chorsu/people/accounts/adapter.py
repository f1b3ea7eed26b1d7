"""Tells django-allauth what it cannot know: the visitor's address behind our proxies."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from chorsu.people.accounts import queries


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own adapter with our address of the visitor: its rate limits count by it."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that `CHORSU_TRUSTED_PROXIES` lets us believe."""
        return queries.client_address(request)
