"""A description written here, by a cataloguer or by another room: it is a source record like any other."""

from __future__ import annotations

import zlib
from hashlib import blake2b
from typing import Any

import orjson
from django.db import transaction

from chorsu.catalogue.records import ports
from chorsu.catalogue.records.deriving import CATALOGUER
from chorsu.catalogue.records.events import RecordsChanged
from chorsu.catalogue.records.importing.placing import place
from chorsu.catalogue.records.importing.reading import fill, named
from chorsu.catalogue.records.importing.storing import Chunk
from chorsu.catalogue.records.importing.writing import write
from chorsu.catalogue.records.models import Record, SourceRecord
from chorsu.catalogue.records.ports import Incoming
from chorsu.formats.description import Copy, Description
from chorsu.foundation.events.actions import publish
from chorsu.kernel.clock import now

SYSTEM = "here"
EDIT_RIGHT = "records.edit"


def add_record(
    description: Description,
    library: Any,
    by: Any = None,
    copies: list[Copy] | None = None,
    match: bool = True,
    source_id: str = "",
) -> Record:
    """Keep a description as a source record of `library` and return the record it became, or joined.

    match: False keeps it apart whatever it resembles. source_id: a lasting name, so that a repeat changes the same
    source. Raises Forbidden.
    """
    if by is not None:
        from chorsu.people.accounts.actions import require

        require(by, EDIT_RIGHT, library)
    return _keep(description, library, by, copies or [], match, source_id)


def redescribe(record: Record, description: Description, library: Any, by: Any = None) -> Record:
    """A cataloguer's change: kept as the library's own source of this record and heard first. Raises Forbidden."""
    if by is not None:
        from chorsu.people.accounts.actions import require

        require(by, EDIT_RIGHT, library)
    return _keep(description, library, by, [], False, f"record:{record.pk}", record)


@transaction.atomic
def _keep(
    description: Description,
    library: Any,
    by: Any,
    copies: list[Copy],
    match: bool,
    source_id: str,
    record: Record | None = None,
) -> Record:
    data = description.to_dict()
    raw = orjson.dumps(data)
    one = Incoming(index=0, offset=0, format=CATALOGUER, encoding="utf-8", decided_by="person" if by else "rules")
    one.digest = blake2b(raw, digest_size=16).hexdigest()
    one.packed = zlib.compress(raw, 1)
    told = [{n: getattr(copy, n) for n in Copy.__slots__ if getattr(copy, n)} for copy in copies]
    fill(one, data, told, [(stage.name, named(stage.prepare)) for stage in ports.stages() if stage.prepare])
    chunk = Chunk(library.pk, None, getattr(by, "pk", None), now())
    chunk.lock()
    one.source_id = source_id or f"new:{_next_source()}"
    if record is not None:
        one.record = record.pk
    _place(chunk, one, match)
    if one.outcome != "unchanged":
        write(chunk, SYSTEM, [one])
        publish(RecordsChanged(sorted(chunk.changed)))
    return Record.objects.get(pk=one.record)


def _place(chunk: Chunk, one: Incoming, match: bool) -> None:
    if match:
        place(chunk, SYSTEM, [one])
        return
    kept, one.prepared = one.prepared, {}
    place(chunk, SYSTEM, [one])  # without keys nothing is found
    one.prepared = kept


def _next_source() -> int:
    last = SourceRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return last + 1
