"""The button on the record page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.discovery.shelves import queries


def button(request: HttpRequest, record, **_more: Any) -> tuple[str, dict[str, Any]]:
    """“Put on my shelf”, or “On my shelf” with a way to take it off; visitors are led to sign in."""
    signed_in = request.user.is_authenticated
    there = queries.saved(request.user, record) if signed_in else None
    return "shelves/_button.html", {"record": record, "there": there, "signed_in": signed_in}
