"""Readers for tests, with a card, in one line."""

from datetime import date
from typing import Any

from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.actions.persons import name_key
from chorsu.people.patrons.models import Card, Patron, PatronCategory


def make_category(code: str = "adult", library: Organisation | None = None, **values: Any) -> PatronCategory:
    """A category, the same one when asked twice."""
    values.setdefault("names", {"uz": code, "en": code.title()})
    return PatronCategory.objects.get_or_create(code=code, library=library, defaults=values)[0]


def make_patron(
    home_library: Organisation,
    family_name: str = "Karimova",
    given_name: str = "Dilnoza",
    card: str = "",
    **values: Any,
) -> Patron:
    """A reader of a library, valid for years, with a card when a number is given."""
    values.setdefault("category", make_category())
    values.setdefault("expires", date(2099, 12, 31))
    values.setdefault("name_key", name_key(family_name, given_name, values.get("patronymic", "")))
    patron = Patron.objects.create(home_library=home_library, family_name=family_name, given_name=given_name, **values)
    if card:
        make_card(patron, card)
    return patron


def make_card(patron: Patron, number: str, library: Organisation | None = None, **values: Any) -> Card:
    """A card of the patron's home library, or of another one."""
    values.setdefault("issued", date(2026, 1, 1))
    return Card.objects.create(patron=patron, library=library or patron.home_library, number=number, **values)
