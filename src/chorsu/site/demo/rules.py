"""Lending rules from the network down to a branch, so that "why?" has something to tell."""

from __future__ import annotations

from chorsu.lending.circulation import actions
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation

#: name, place, scope, terms
RULES: list[tuple[str, str, dict, dict]] = [
    ("Network: the usual", "", {}, {"days": 14, "renewals": 2, "limit": 6, "overdue_block": 14, "holds": 5}),
    ("Network: recordings for a week", "", {"material": "audio"}, {"days": 7, "renewals": 0}),
    ("Network: films for three days", "", {"material": "video"}, {"days": 3, "renewals": 0, "limit": 2}),
    ("Network: periodicals stay", "", {"material": "serial", "kind": "home"}, {"lend": False}),
    ("Network: children read longer", "", {"category": "child"}, {"days": 21, "limit": 5, "fine": 0}),
    ("Uzbekistan: students", "UZ", {"category": "student"}, {"days": 30, "limit": 8}),
    ("Uzbekistan: fine", "UZ", {}, {"fine": 500, "fine_limit": 30000}),
    ("Viet Nam: ten days", "VN", {}, {"days": 10, "fine": 1000, "fine_limit": 50000}),
    ("National Library: at most five", "NLUZ", {}, {"limit": 5, "shelf_days": 5}),
    ("National Library: researchers", "NLUZ", {"category": "researcher"}, {"days": 30, "limit": 15, "renewals": 4}),
    ("National Library: scores", "NLUZ", {"material": "notated-music"}, {"days": 21}),
    ("Rare books: never home", "NLUZ-RARE", {"kind": "home"}, {"lend": False}),
    ("University: textbooks for a term", "NUUL", {"category": "student", "material": "book"}, {"days": 120, "limit": 12}),
    ("Children's library: maps for a weekend", "RCHL", {"material": "map"}, {"days": 3}),
]  # fmt: skip


def build(places: dict[str, Organisation], by: Account) -> None:
    """Add the rules."""
    for name, place, scope, terms in RULES:
        actions.add_rule(by, name, terms, places.get(place), **scope)
