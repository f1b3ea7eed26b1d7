"""What stands on a shelf."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from chorsu.catalogue.records.models import Record
from chorsu.discovery.shelves import rules
from chorsu.discovery.shelves.errors import NotOnShelf
from chorsu.discovery.shelves.models import SavedRecord


def shelf(account, sort: str = "added") -> QuerySet[SavedRecord]:
    """Everything on the shelf of the account that readers may still see, without descriptions."""
    return (
        SavedRecord.objects.filter(account=account, record__status__in=[Record.Status.SHOWN, Record.Status.MERGED])
        .select_related("record")
        .defer("record__description")
        .order_by(*rules.order_of(sort))
    )


def with_descriptions(account, limit: int = rules.MOST) -> Iterable[SavedRecord]:
    """The shelf with whole descriptions, a slice at a time: for exports."""
    rows = SavedRecord.objects.filter(account=account, record__status=Record.Status.SHOWN).select_related("record")
    return rows.order_by("pk")[:limit].iterator(chunk_size=200)


def saved(account, record: Record) -> SavedRecord | None:
    """The place of a record on the shelf, None when it is not there."""
    return SavedRecord.objects.filter(account=account, record=record).first()


def one(account, record: Record) -> SavedRecord:
    """As `saved`; raises NotOnShelf."""
    found = saved(account, record)
    if found is None:
        raise NotOnShelf
    found.record = record
    return found


def count(account) -> int:
    """How many stand on the shelf."""
    return SavedRecord.objects.filter(account=account).count()
