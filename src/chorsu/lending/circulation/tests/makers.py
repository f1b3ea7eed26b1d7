"""A desk for tests: a library with a branch, Aziza behind the desk, Dilnoza before it, and a copy between them."""

from dataclasses import dataclass
from typing import Any

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.catalogue.records.tests.makers import make_record
from chorsu.lending.circulation.models import Rule
from chorsu.people.accounts.models import Account
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.tests.makers import make_branch, make_library
from chorsu.people.patrons.models import Patron
from chorsu.people.patrons.tests.makers import make_patron


@dataclass
class Desk:
    """Everything one loan needs."""

    library: Organisation
    branch: Organisation
    aziza: Account
    manager: Account
    dilnoza: Patron
    item: Item


def make_desk(**item: Any) -> Desk:
    """A library NLUZ with one branch, its staff, one reader with the card 2042, one copy with the barcode 118337."""
    library = make_library("NLUZ")
    branch = make_branch("NLUZ-1", library)
    record = make_record(library)
    return Desk(
        library, branch,
        aziza=make_account("aziza", "desk", library), manager=make_account("gulnora", "manager", library),
        dilnoza=make_patron(library, card="2042"),
        item=make_item(record, branch, **{"barcode": "118337", **item}),
    )  # fmt: skip


def another_copy(desk: Desk, **facts: Any) -> Item:
    """One more copy, of another title unless a record is given."""
    record = facts.pop("record", None) or make_record(desk.library, title=f"Mehrobdan chayon {Item.objects.count()}")
    return make_item(record, desk.branch, **facts)


def make_rule(name: str = "adults", place: Organisation | None = None, scope: dict | None = None, **terms: Any) -> Rule:
    """A rule row."""
    return Rule.objects.create(name=name, place=place, terms=terms, **(scope or {}))
