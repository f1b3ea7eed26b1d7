"""Keeps the index up with the house: one subscriber for everything, so that one process holds the writer."""

from __future__ import annotations

from typing import Any

from chorsu.archive.objects.events import ObjectChanged, ObjectReady, ObjectWithdrawn, PagesRecognised
from chorsu.archive.rights.events import RightsChanged
from chorsu.catalogue.holdings.events import ItemsChanged
from chorsu.catalogue.records.events import RecordMerged, RecordsChanged, RecordSplit
from chorsu.discovery.search.actions import drain, take_in
from chorsu.discovery.search.actions.indexing import Changed
from chorsu.discovery.search.events import IndexSwapped
from chorsu.foundation.events.subscribing import subscribe
from chorsu.lending.circulation.events import LoanEnded, LoanStarted


@subscribe(
    RecordsChanged, RecordMerged, RecordSplit, ItemsChanged, LoanStarted, LoanEnded,
    ObjectReady, ObjectChanged, ObjectWithdrawn, PagesRecognised, RightsChanged, IndexSwapped,
    name="search.index", batch=100,
)  # fmt: skip
def keep_up(events: list[Any]) -> None:
    """Index what a batch of events speaks of, once each. Done twice it does the same."""
    changed = Changed()
    for happened in events:
        match happened:
            case RecordsChanged(records) | ItemsChanged(records):
                changed.records.update(records)
            case RecordMerged(record, other) | RecordSplit(record, other):
                changed.records.update((record, other))
            case LoanStarted(record=record) | LoanEnded(record=record):
                changed.records.add(record)
            case PagesRecognised(object=number, pages=pages):
                changed.pages.setdefault(number, set()).update(pages)
            case ObjectReady(number) | ObjectChanged(number) | ObjectWithdrawn(number) | RightsChanged(number):
                changed.objects.add(number)
    take_in(changed)
    if any(isinstance(one, IndexSwapped) for one in events):
        drain()
