"""What other pages show of reading: a way back into books begun."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.archive.objects import queries as objects
from chorsu.archive.rights import queries as rights
from chorsu.discovery.reader import queries
from chorsu.people.accounts import queries as accounts

Drawn = tuple[str, dict[str, Any]]


def go_on(request: HttpRequest) -> Drawn | None:
    """On the home page, for those who are signed in and began something."""
    if not request.user.is_authenticated:
        return None
    found = queries.going_on(request.user, accounts.viewer(request))
    return ("reader/_go_on.html", {"positions": found}) if found else None


def my_reading(request: HttpRequest) -> Drawn | None:
    """On the account page; stays away while nothing was begun."""
    found = list(queries.positions(request.user)[:5])
    if not found:
        return None
    return "reader/_my_reading.html", {"rows": queries.readable(accounts.viewer(request), found)}


def read_now(request: HttpRequest, record, **_more: Any) -> Drawn | None:
    """The main button of a record that this viewer can read at once; further on where reading was begun."""
    found = objects.for_record(record.pk)
    if not found:
        return None
    decisions = rights.decide_many(accounts.viewer(request), found, "read")
    open_ones = [one for one in found if decisions[one.pk]]
    if not open_ones:
        return None
    kept = queries.position_of(request.user, open_ones[0]) if request.user.is_authenticated else None
    return "reader/_read_now.html", {"object": open_ones[0], "kept": kept}
