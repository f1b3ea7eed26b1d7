"""Decides for each record of a chunk what it is: new, a new version, or nothing new; and which record it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.catalogue.records import ports
from chorsu.catalogue.records.importing.storing import Chunk
from chorsu.catalogue.records.ports import Incoming


@dataclass(slots=True)
class Known:
    """A source already here."""

    source: int
    digest: str
    version: int
    deleted: bool
    record: int | None
    batch: int | None = None  # the batch of its newest version


def place(chunk: Chunk, system: str, incoming: list[Incoming]) -> None:
    """Set `outcome`, `source`, `version` and `record` on every readable record; the rest is rejected.

    A control number that comes twice in one import with different content is two records, not two versions: the later
    one is kept under a source id of its own and remarked upon.
    """
    for one in incoming:
        if one.problem:
            chunk.reject(one, one.code, one.problem)
    readable = [one for one in incoming if not one.outcome]
    known = _known(chunk, system, [one.source_id for one in readable])
    differing = [one for one in readable if one.source_id in known and known[one.source_id].digest != one.digest]
    if differing:
        known |= _known(chunk, system, [_apart(one) for one in differing])
        _newest_batches(chunk, [known[one.source_id] for one in differing])
    seen: dict[str, Incoming] = {}
    for one in readable:
        _place_one(chunk, one, known, seen)
    fresh = [one for one in readable if one.outcome == "created" and not one.record]
    for stage in ports.stages():
        if stage.match is not None and fresh:
            stage.match(chunk, fresh)
    for one in fresh:
        one.is_new_record = not one.record and one.leader is None


def _place_one(chunk: Chunk, one: Incoming, known: dict[str, Known], seen: dict[str, Incoming]) -> None:
    here = known.get(one.source_id)
    earlier = seen.get(one.source_id)
    if earlier is not None or (
        here is not None and here.digest != one.digest and here.batch == chunk.batch is not None
    ):
        if earlier is not None and earlier.digest == one.digest:
            one.outcome = "unchanged"
            return
        chunk.warn(
            one, "number-twice", f"The control number {one.source_id} comes twice in this import.", one.source_id
        )
        one.source_id = _apart(one)
        here = known.get(one.source_id)
        if one.source_id in seen:
            one.outcome = "unchanged"
            return
    elif here is not None and here.digest != one.digest and _apart(one) in known:
        one.source_id = _apart(one)  # the second bearer of its number, as an earlier import found
        here = known[one.source_id]
    seen[one.source_id] = one
    if here is None:
        one.outcome = "created"
        return
    one.source, one.record, one.version = here.source, here.record or 0, here.version + 1
    one.placed = here.record is not None
    if here.digest == one.digest and here.deleted == one.deletes:
        one.outcome = "unchanged"
    elif here.deleted and not one.deletes:
        one.outcome = "created"  # it had gone and comes back
    else:
        one.outcome = "updated"


def _apart(one: Incoming) -> str:
    return f"{one.source_id[:100]}~{one.digest[:12]}"


def _known(chunk: Chunk, system: str, source_ids: list[str]) -> dict[str, Known]:
    rows = chunk.fetch(
        "SELECT s.source_id, s.id, s.digest, s.version, s.deleted, e.record_id FROM records_sourcerecord s "
        "LEFT JOIN records_recordsource e ON e.source_id = s.id "
        "WHERE s.library_id = %s AND s.system = %s AND s.source_id {in}",
        source_ids, chunk.library, system,
    )  # fmt: skip
    return {row[0]: Known(row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows}


def _newest_batches(chunk: Chunk, sources: list[Known]) -> None:
    by_id = {known.source: known for known in sources}
    rows = chunk.fetch(
        "SELECT v.source_id, v.batch_id FROM records_sourceversion v "
        "JOIN records_sourcerecord s ON s.id = v.source_id AND s.version = v.number WHERE v.source_id {in}",
        list(by_id),
    )
    for source, batch in rows:
        by_id[source].batch = batch
