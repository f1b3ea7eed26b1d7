"""The newest living version of each source record of a library, in the order they first came, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import F

from chorsu.catalogue.records.models import SourceRecord, SourceVersion
from chorsu.people.libraries.models import Organisation

SLICE = 500


class Kept(NamedTuple):
    """One version: its bytes as they came, format and encoding."""

    raw: bytes
    format: str
    encoding: str


def count(library: Organisation) -> int:
    """How many source records there are to write."""
    return SourceRecord.objects.filter(library=library, deleted=False).count()


def current(library: Organisation) -> Iterator[Kept]:
    """Every current version; memory stays flat, one query for SLICE of them."""
    last = 0
    rows = SourceVersion.objects.filter(
        source__library=library, source__deleted=False, deleted=False, number=F("source__version")
    ).order_by("source_id")
    # Keyset slices instead of one long cursor: behind a connection pooler a cursor would not survive.
    while found := list(rows.filter(source_id__gt=last)[:SLICE]):
        for version in found:
            yield Kept(version.raw, version.format, version.encoding)
        last = found[-1].source_id
