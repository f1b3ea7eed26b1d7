"""Writes a placed chunk: sources, versions, records, edges, identifiers, links; then the stages of the other rooms."""

from __future__ import annotations

from typing import Any

import orjson

from chorsu.catalogue.records import ports, rules
from chorsu.catalogue.records.deriving import is_correction, told_by_records, trust
from chorsu.catalogue.records.importing.reading import fill, named
from chorsu.catalogue.records.importing.storing import Chunk
from chorsu.catalogue.records.models import Identifier, Link, Record, RecordSource, SourceRecord, SourceVersion
from chorsu.catalogue.records.ports import Incoming

RECORD_COLUMNS = (
    "id", "description", "title", "sort_title", "creators", "year", "kind", "languages", "status", "merged_into_id",
    "change", "created", "changed",
)  # fmt: skip
DERIVED_COLUMNS = ("description", "title", "sort_title", "creators", "year", "kind", "languages", "status", "changed")


def write(chunk: Chunk, system: str, incoming: list[Incoming]) -> None:
    """Store all created and updated records of a chunk inside the transaction that is open."""
    kept = [one for one in incoming if one.outcome in ("created", "updated")]
    _sources(chunk, system, kept)
    _versions(chunk, kept)
    _records(chunk, kept)
    chunk.records = kept
    again = {one.record for one in kept if not one.is_new_record and not one.additive}
    for stage in ports.stages():
        if stage.forget is not None and again:
            stage.forget(sorted(again))
        if stage.store is not None and kept:
            stage.store(chunk)


def _sources(chunk: Chunk, system: str, kept: list[Incoming]) -> None:
    new = [one for one in kept if not one.source]
    for one, id_ in zip(new, chunk.allocate(SourceRecord, len(new)), strict=True):
        one.source = id_
    columns = ("id", "library_id", "system", "source_id", "version", "digest", "deleted", "created", "changed")
    chunk.insert(
        SourceRecord, columns,
        [(o.source, chunk.library, system, o.source_id, 1, o.digest, o.deletes, chunk.now, chunk.now) for o in new],
    )  # fmt: skip
    chunk.update(
        SourceRecord, ("version", "digest", "deleted", "changed"),
        [(o.version, o.digest, o.deletes, chunk.now, o.source) for o in kept if o.version > 1],
    )  # fmt: skip


def _versions(chunk: Chunk, kept: list[Incoming]) -> None:
    columns = (
        "source_id", "number", "packed", "format", "encoding", "digest", "deleted", "batch_id", "by_id", "created"
    )  # fmt: skip
    chunk.insert(
        SourceVersion, columns,
        [
            (o.source, o.version, o.packed, o.format, o.encoding, o.digest, o.deletes, chunk.batch, chunk.by, chunk.now)
            for o in kept
        ],
    )  # fmt: skip


def _records(chunk: Chunk, kept: list[Incoming]) -> None:
    new = [one for one in kept if one.is_new_record]
    for one, id_ in zip(new, chunk.allocate(Record, len(new)), strict=True):
        one.record = id_
    for one in kept:
        if one.leader is not None:
            one.record = one.leader.record
    by_record: dict[int, list[Incoming]] = {}
    for one in kept:
        by_record.setdefault(one.record, []).append(one)
    plain, others = [], []
    for group in by_record.values():
        (plain if len(group) == 1 and group[0].is_new_record and not group[0].deletes else others).append(group)
    chunk.insert(Record, RECORD_COLUMNS, [_row(chunk, group[0]) for group in plain])
    # A new record with several sources, or none alive, is first stored as its first source says; it is made below.
    chunk.insert(Record, RECORD_COLUMNS, [_row(chunk, group[0]) for group in others if group[0].is_new_record])
    chunk.insert(
        RecordSource, ("record_id", "source_id", "decided_by", "by_id", "decided", "score", "reason"),
        [
            (o.record, o.source, o.decided_by, None, chunk.now, o.score, o.reason[:200])
            for o in kept if o.outcome == "created" and not o.placed
        ],
    )  # fmt: skip
    chunk.changed.update(by_record)
    _identify(chunk, [(group[0].record, group[0].identifiers, group[0].links) for group in plain])
    _remake(chunk, others)


def _row(chunk: Chunk, one: Incoming) -> tuple:
    status = Record.Status.WITHDRAWN if one.deletes else Record.Status.SHOWN
    return (
        one.record, _with_source(one.description, one.source), one.title, one.sort_title, one.creators, one.year,
        one.kind, one.languages, status.value, None, 1, chunk.now, chunk.now,
    )  # fmt: skip


def _with_source(description: bytes, source: int) -> str:
    """The description's JSON with its one source in front, without parsing it."""
    return f'{{"sources":[{source}],{description[1:].decode()}'


def _remake(chunk: Chunk, groups: list[list[Incoming]]) -> None:
    """Make again the records that have other sources beside the one that came, and those that change."""
    if not groups:
        return
    arriving = {one.source for group in groups for one in group}
    told = told_by_records([group[0].record for group in groups], without=arriving)
    weight = trust([chunk.library]).get(chunk.library, 0)
    rows: list[tuple[int, dict[str, Any] | None]] = []
    identified: list[tuple[int, dict[str, Any]]] = []
    for group in groups:
        record = group[0].record
        voices = told.get(record, [])
        for one in group:
            one.additive = bool(voices) or len(group) > 1
            if not one.deletes:
                correction = is_correction(one.format, one.source_id)
                voices.append(rules.Told(one.source, orjson.loads(one.description), weight, correction))
        if not voices:
            rows.append((record, None))
            continue
        data = rules.merge(voices)
        rows.append((record, data))
        identified.append((record, data))
    _update_records(chunk, rows)
    ids = [record for record, _data in rows]
    for model in (Identifier, Link):
        chunk.execute(f'DELETE FROM "{model._meta.db_table}" WHERE record_id {{in}}', ids)  # noqa: S608
    _identify(chunk, [(record, *rules.identify(data)) for record, data in identified])


def _update_records(chunk: Chunk, rows: list[tuple[int, dict[str, Any] | None]]) -> None:
    gone = [record for record, data in rows if data is None]
    chunk.update(
        Record, ("status", "changed"),
        [(Record.Status.WITHDRAWN.value, chunk.now, record) for record in gone],
    )  # fmt: skip
    living = [(record, data) for record, data in rows if data is not None]
    states = dict(chunk.fetch("SELECT id, status FROM records_record WHERE id {in}", [record for record, _ in living]))
    updates = []
    for record, data in living:
        columns = derived_columns(data)
        # A record hidden by a cataloguer stays hidden; one that had lost its last source is shown again.
        status = "shown" if states.get(record) in (None, "withdrawn") else states[record]
        updates.append((*columns, status, chunk.now, record))
    chunk.update(Record, DERIVED_COLUMNS, updates)
    chunk.execute("UPDATE records_record SET change = change + 1 WHERE id {in}", [record for record, _ in rows])


def derived_columns(data: dict[str, Any]) -> tuple:
    """(description, title, sort_title, creators, year, kind, languages) as their columns hold them."""
    from chorsu.language.collation import sort_key

    title = rules.shown_title(data)[:500]
    languages = data.get("languages", [])
    return (
        orjson.dumps(data).decode(), title, sort_key(rules.filing_title(data)[:500], languages[0] if languages else "")[:200],
        rules.shown_creators(data)[:300], data.get("year"), data.get("kind", "book"), orjson.dumps(languages).decode(),
    )  # fmt: skip


def _identify(chunk: Chunk, rows: list[tuple[int, list, list]]) -> None:
    chunk.insert(
        Identifier, ("record_id", "scheme", "value"),
        [(record, scheme, value) for record, found, _links in rows for scheme, value in dict.fromkeys(found)],
    )  # fmt: skip
    chunk.insert(
        Link, ("record_id", "relation", "ident", "title"),
        [(record, *link) for record, _found, links in rows for link in dict.fromkeys(links)],
    )  # fmt: skip


def refresh(chunk: Chunk, record_ids: list[int]) -> None:
    """Make records again from their sources and have every stage follow: after a merge, a split, an undo."""
    told = told_by_records(record_ids)
    rows = [(record, rules.merge(told[record]) if told.get(record) else None) for record in record_ids]
    _update_records(chunk, rows)
    for model in (Identifier, Link):
        chunk.execute(f'DELETE FROM "{model._meta.db_table}" WHERE record_id {{in}}', record_ids)  # noqa: S608
    living = [(record, data) for record, data in rows if data is not None]
    _identify(chunk, [(record, *rules.identify(data)) for record, data in living])
    chunk.records = [_standing(record, data) for record, data in living]
    chunk.changed.update(record_ids)
    for stage in ports.stages():
        if stage.forget is not None:
            stage.forget(record_ids)
        if stage.store is not None and chunk.records:
            stage.store(chunk)


def _standing(record: int, data: dict[str, Any]) -> Incoming:
    """A record that stands, dressed as one that comes in, for the stages; it brings no copies."""
    one = Incoming(index=0, offset=0, record=record, outcome="updated")
    fill(one, data, [], [(stage.name, named(stage.prepare)) for stage in ports.stages() if stage.prepare])
    return one
