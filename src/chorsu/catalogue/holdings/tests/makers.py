"""Items for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from chorsu.catalogue.holdings.models import Holding, Item
from chorsu.catalogue.records.models import Record
from chorsu.catalogue.records.tests.makers import make_branch, make_record

_numbers = count(1)


def make_holding(record: Record | None = None, branch: Any = None, **facts: Any) -> Holding:
    """A holding of the record at the branch (both made when not given)."""
    record = record or make_record()
    branch = branch or make_branch()
    return Holding.objects.create(record=record, branch=branch, **facts)


def make_item(record: Record | None = None, branch: Any = None, **facts: Any) -> Item:
    """A ready item on the shelf with a barcode of its own; `facts` are fields of Item."""
    from chorsu.people.libraries.queries import library_of

    record = record or make_record()
    branch = branch or make_branch()
    holding = Holding.objects.filter(record=record, branch=branch).first() or make_holding(record, branch)
    facts.setdefault("barcode", f"UZ{next(_numbers):08d}")
    return Item.objects.create(holding=holding, record=record, branch=branch, library=library_of(branch), **facts)
