"""Takes changed records and objects into the index. Idempotent: a document is replaced by its newest state."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from chorsu.discovery.search import sources
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.errors import IndexBusy
from chorsu.discovery.search.models import Mark, Rebuild

# Records looked up at once, and documents between two commits: about a second of work.
AT_ONCE = 1000
A_COMMIT = 5000
OBJECTS_AT_ONCE = 20
# Seconds to wait for another process's writer, and between two tries.
PATIENCE = 20.0
PAUSE = 0.25


@dataclass(slots=True)
class Changed:
    """What changed: whole records, whole objects, single pages of objects (object → page numbers)."""

    records: set[int] = field(default_factory=set)
    objects: set[int] = field(default_factory=set)
    pages: dict[int, set[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.records or self.objects or self.pages)


def slices(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    """The ids in ascending order, `size` at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]


def take_in(changed: Changed) -> int:
    """Bring the serving index up to date; durable and visible on return. Returns the number of documents written.

    Raises IndexBusy when another process holds the writer. While a rebuild runs the changes are also marked for it.
    """
    if not changed:
        return 0
    if Rebuild.objects.exists():
        _mark(changed)
    patience = PATIENCE
    while True:
        try:
            with place.writing() as pair:
                count = write(pair, changed)
        except IndexBusy:
            # A command beside the worker; it lets go when it has nothing more to do.
            if patience <= 0:
                raise
            time.sleep(PAUSE)
            patience -= PAUSE
            continue
        # A rebuilt index may have been swapped in meanwhile: then the work belongs there.
        if place.generation() == pair.folder.name:
            return count


def write(pair: place.Pair, changed: Changed) -> int:
    """Write documents into these engines and commit."""
    with _unhurried_collector():
        return _write(pair, changed)


@contextmanager
def _unhurried_collector() -> Iterator[None]:
    """Documents are many small objects without rings; looking through them for rings takes a third of the work."""
    thresholds = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _write(pair: place.Pair, changed: Changed) -> int:
    count = since = 0
    records = set(changed.records)
    whole = changed.objects | {number for number in changed.pages if number in changed.objects}
    for ids in slices(whole | changed.pages.keys(), OBJECTS_AT_ONCE):
        found = sources.visible_objects(ids)
        # Availability and access class of the record follow its objects.
        records.update(one.record_id for one in found if one.record_id)
        for number in whole.intersection(ids):
            pair.pages.delete_where("object", number)
        count += pair.pages.index(sources.page_documents([one for one in found if one.pk in whole]))
        some = {one.pk: changed.pages[one.pk] for one in found if one.pk not in whole}
        if some:
            count += pair.pages.index(sources.page_documents([one for one in found if one.pk in some], some))
    for ids in slices(records, AT_ONCE):
        documents, gone = sources.record_documents(ids)
        written = pair.records.index(documents)
        pair.records.delete(gone)
        count, since = count + written, since + written
        if since >= A_COMMIT:
            pair.commit()
            since = 0
    pair.commit()
    return count


def _mark(changed: Changed) -> None:
    rows = [Mark(kind=Mark.Kind.RECORD, key=one) for one in changed.records]
    rows += [Mark(kind=Mark.Kind.OBJECT, key=one) for one in changed.objects | changed.pages.keys()]
    Mark.objects.bulk_create(rows, batch_size=500)


def marked(limit: int) -> tuple[Changed, list[int]]:
    """The oldest marks as what changed, with the marks' own numbers."""
    rows = list(Mark.objects.order_by("pk").values_list("pk", "kind", "key")[:limit])
    changed = Changed(
        records={key for _, kind, key in rows if kind == Mark.Kind.RECORD},
        objects={key for _, kind, key in rows if kind == Mark.Kind.OBJECT},
    )
    return changed, [pk for pk, _, _ in rows]


def forget(marks: list[int]) -> None:
    """Take marks away that are in the index now."""
    for some in slices(marks, 500):
        Mark.objects.filter(pk__in=some).delete()


def drain() -> int:
    """Take in what was marked during a rebuild that is over."""
    count = 0
    while not Rebuild.objects.exists():
        changed, marks = marked(AT_ONCE)
        if not marks:
            break
        count += take_in(changed)
        forget(marks)
    return count


def index_now() -> int:
    """Deliver every waiting event and take in what is marked: for tests and commands that run alone."""
    from chorsu.foundation.events.actions import deliver_all

    handed = deliver_all()
    return handed + drain()
