"""Parts of other rooms' pages: the reader's card and privacy under “My account”, and where a visitor is at home."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons import queries
from chorsu.people.patrons.models import ErasureRequest, Patron


def patron_of(request: HttpRequest) -> Patron | None:
    """The reader who is signed in, looked up once a request."""
    if "_patron" not in request.__dict__:
        request.__dict__["_patron"] = queries.of_account(getattr(request, "user", None))
    return request.__dict__["_patron"]


def home_of(request: HttpRequest) -> Organisation | None:
    """The home library of the reader who is signed in."""
    patron = patron_of(request)
    return patron.home_library if patron else None


def card_section(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The reader's card, validity and blocks."""
    patron = patron_of(request)
    if patron is None:
        return "patrons/_no_card.html", {}
    cards = patron.cards.filter(active=True).select_related("library")
    context = {"patron": patron, "cards": cards, "blocks": queries.blocks(patron), "expired": queries.expired(patron)}
    return "patrons/_card.html", context


def privacy_section(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """What the reader agreed to, own data, being forgotten."""
    patron = patron_of(request)
    if patron is None:
        return None
    asked = ErasureRequest.objects.filter(patron=patron).first()
    return "patrons/_privacy.html", {"patron": patron, "asked": asked}
