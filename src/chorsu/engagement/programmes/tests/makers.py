"""Programmes for tests: made by the same actions as on the staff pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from chorsu.catalogue.records.models import Record
from chorsu.catalogue.records.tests.makers import make_record
from chorsu.engagement.programmes import actions
from chorsu.engagement.programmes.models import BookOfTheWeek, Marathon
from chorsu.people.accounts.models import Account
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.tests.makers import make_library, make_network

WORDS = {"uz": "Ilk oʻzbek romani.", "ru": "Первый узбекский роман."}


def make_manager(library: Organisation, username: str = "tam", role: str = "manager") -> Account:
    """Somebody who may recommend books for the library."""
    return make_account(username, role, library)


def make_nluz() -> Organisation:
    """The National Library under the network."""
    return make_library("NLUZ", make_network())


def make_book(library: Organisation, by: Account, record: Record | None = None, **values: Any) -> BookOfTheWeek:
    """A book of this week."""
    values = {"week": timezone.localdate(), "texts": WORDS, "recommended_by": "Aziza Karimova"} | values
    return actions.choose_book(library, record or make_record(library), by=by, **values)


def make_marathon(
    library: Organisation, by: Account, record: Record | None = None, start: date | None = None, **values: Any
) -> Marathon:
    """A marathon of 30 days that began 19 days ago."""
    values = {"days": 30, "texts": WORDS} | values
    start = start or timezone.localdate() - timedelta(days=19)
    return actions.open_marathon(library, record or make_record(library), start, by=by, **values)
