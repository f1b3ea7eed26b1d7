"""Builds the index anew beside the serving one, catches up with what changed meanwhile, then swaps the pointer.

A killed rebuild leaves nothing that matters: the old index serves on, the next rebuild or clean-up removes the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from chorsu.catalogue.records import queries as records
from chorsu.discovery.search import sources
from chorsu.discovery.search.actions.indexing import AT_ONCE, OBJECTS_AT_ONCE, forget, marked, write
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.events import IndexSwapped
from chorsu.discovery.search.models import Mark, Rebuild
from chorsu.foundation.events.actions import publish

HEAP = 256_000_000  # bytes
FEW = 100  # marks that may be left to the worker at the swap
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did."""

    generation: str
    records: int
    pages: int
    seconds: float


Progress = Callable[[int, int], None]


def rebuild(progress: Progress | None = None, between: Callable[[], None] | None = None) -> Rebuilt:
    """Build everything anew; the old index answers until the new one is whole. Raises RebuildRunning.

    `progress(done, total)` is called after each slice; `between` too, and may raise to stop the rebuild.
    """
    began = time.monotonic()
    with place.rebuilding():
        _forget_dead()
        before = place.generation()
        name = place.new_generation()
        row = Rebuild.objects.create(folder=name, total=records.count_shown())
        try:
            pair = place.open_pair(name, HEAP)
            try:
                done, pages = _build(pair, row, progress, between)
                _catch_up(pair)
            finally:
                pair.close()
            place.point_to(name)
            with transaction.atomic():
                row.delete()
                publish(IndexSwapped(name))
        except BaseException:
            Rebuild.objects.filter(pk=row.pk).delete()
            raise
        # Another process may be writing to the old one this moment; the next tidying takes it away.
        place.sweep(keep=(before,))
    return Rebuilt(name, done, pages, round(time.monotonic() - began, 2))


def _build(
    pair: place.Pair, row: Rebuild, progress: Progress | None, between: Callable[[], None] | None
) -> tuple[int, int]:
    pair.records.assume_fresh()
    pair.pages.assume_fresh()
    done = pages = last = 0
    told = time.monotonic()
    while ids := records.shown_ids(last, AT_ONCE):
        documents, _ = sources.record_documents(ids)
        done += pair.records.index(documents)
        last = ids[-1]
        if between:
            between()
        if progress:
            progress(done, max(row.total, done))
        if time.monotonic() - told > 2:
            told = time.monotonic()
            Rebuild.objects.filter(pk=row.pk).update(done=done)
    last = 0
    while ids := sources.object_ids(last, OBJECTS_AT_ONCE):
        pages += pair.pages.index(sources.page_documents(sources.visible_objects(ids)))
        last = ids[-1]
        if between:
            between()
    pair.commit()
    return done, pages


def _catch_up(pair: place.Pair) -> None:
    for _round in range(ROUNDS):
        changed, marks = marked(AT_ONCE)
        write(pair, changed)
        forget(marks)
        if len(marks) < FEW:
            return


def _forget_dead() -> None:
    """Remove what a killed rebuild left; called while holding its lock."""
    Rebuild.objects.all().delete()
    Mark.objects.all().delete()


def clean_up() -> list[str]:
    """Remove left-over generations when no rebuild runs; returns their names."""
    if place.rebuild_runs():
        return []
    with transaction.atomic():
        Rebuild.objects.all().delete()
        if Mark.objects.exists():
            publish(IndexSwapped(place.generation()))
    return place.sweep()


def heal() -> Rebuilt | None:
    """Rebuild when the serving index was begun empty though there were records: a first start, or a new schema."""
    if not place.is_partial() or place.rebuild_runs():
        return None
    pair, wanted = place.serving(), records.count_shown()
    if wanted > (pair.records.count() if pair else 0):
        return rebuild()
    if pair is not None:
        place.complete()
    return None
