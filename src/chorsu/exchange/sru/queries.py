"""Hits from a position on, by the same search that readers use; a fixed number of queries however many are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.catalogue.records.errors import UnknownRecord, Withdrawn
from chorsu.catalogue.records.models import Record
from chorsu.catalogue.records.queries import visible
from chorsu.discovery.search.queries import Asked, find
from chorsu.exchange.sru.errors import Diagnostic
from chorsu.exchange.sru.rules import DEEPEST
from chorsu.exchange.sru.translating import Said


@dataclass(frozen=True, slots=True)
class Hits:
    """How many there are, and those wanted; None where a record is gone since it was indexed."""

    total: int
    records: tuple[Record | None, ...] = ()


def hits(said: Said, start: int, most: int) -> Hits:
    """The hits from position `start` (1 the first), at most `most`. Raises Diagnostic 2 and 61."""
    if said.record:
        return _one(said.record, start, most)
    size = max(most, 1)
    first = (start - 1) // size + 1
    found = _page(said, first, size) if start <= DEEPEST else _page(said, 1, 1)
    if start > 1 and (start > found.total or start > DEEPEST):
        raise Diagnostic(61, str(min(found.total, DEEPEST)))
    if not most:
        return Hits(found.total)
    ids, rows = list(found.ids), dict(found.rows)
    skip = (start - 1) % size
    if skip and first * size < found.total:
        # The window lies across two pages of the search.
        following = _page(said, first + 1, size)
        ids += following.ids
        rows.update(following.rows)
    wanted = (rows.get(one) for one in ids[skip : skip + most])
    return Hits(found.total, tuple(one if one and one.status == Record.Status.SHOWN else None for one in wanted))


def _page(said: Said, number: int, size: int):
    found = find(Asked(text=said.text, sort=said.sort, page=number, per_page=size, literal=True), facets=())
    if not found.ready:
        raise Diagnostic(2, "The search index is being built.")
    return found


def _one(pid: str, start: int, most: int) -> Hits:
    try:
        record = visible(pid)
    except (UnknownRecord, Withdrawn):
        return Hits(0)
    if start > 1:
        raise Diagnostic(61, "1")
    return Hits(1, (record,) if most else ())
