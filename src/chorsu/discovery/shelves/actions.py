"""What changes a shelf. No event: a shelf is its owner's affair."""

from __future__ import annotations

from django.db import transaction

from chorsu.catalogue.records.models import Record
from chorsu.discovery.shelves import queries, rules
from chorsu.discovery.shelves.errors import ShelfFull
from chorsu.discovery.shelves.models import SavedRecord
from chorsu.kernel import clock


def put_on_shelf(account, record: Record, note: str | None = None, added=None) -> SavedRecord:
    """Put a record on the account's shelf; one that is there stays, with a new note when one is given.

    `added` is for putting back what was taken off by mistake. Raises ShelfFull.
    """
    with transaction.atomic():
        found = queries.saved(account, record)
        if found is None:
            if rules.is_full(queries.count(account)):
                raise ShelfFull(count=rules.MOST)
            found, _made = SavedRecord.objects.get_or_create(
                account=account,
                record=record,
                defaults={"note": (note or "").strip()[:1000], "added": added or clock.now()},
            )
        elif note is not None:
            found.note = note.strip()[:1000]
            found.save(update_fields=["note"])
    return found


def take_off_shelf(account, record: Record) -> bool:
    """Take a record off; False when it was not there."""
    deleted, _by_model = SavedRecord.objects.filter(account=account, record=record).delete()
    return bool(deleted)
