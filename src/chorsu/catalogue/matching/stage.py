"""What matching does for an import: finds the record a newcomer joins, keeps its keys, groups editions into works."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import orjson

from chorsu.catalogue.matching import rules
from chorsu.catalogue.matching.models import MatchKey
from chorsu.catalogue.records.models import Work, WorkMember
from chorsu.catalogue.records.ports import Chunk, Incoming, Stage

NAME = "matching"
LOOKS = 8  # descriptions compared for one newcomer


def match(chunk: Chunk, fresh: list[Incoming]) -> None:
    """Give each newcomer the record it joins: one that stands, or an earlier newcomer of the same chunk (`leader`)."""
    wanted = {key for one in fresh for kind, key in _keys(one) if kind != "work"}
    blocks: dict[int, list[int]] = defaultdict(list)
    for key, record in chunk.fetch(
        "SELECT m.key, m.record_id FROM matching_matchkey m WHERE m.key {in}", sorted(wanted)
    ):
        blocks[key].append(record)
    sketches = _sketches(chunk, {record for records in blocks.values() for record in records})
    here: dict[int, list[Incoming]] = defaultdict(list)
    apart = _declared_apart(chunk, [one.source for one in fresh if one.source])
    for one in fresh:
        if not one.prepared.get(NAME):
            continue
        _join(one, blocks, sketches, here, apart.get(one.source, _NOTHING))
        if one.record == 0 and one.leader is None and not one.deletes:
            for kind, key in _keys(one):
                if kind != "work":
                    here[key].append(one)


@dataclass(slots=True)
class _Apart:
    """What a person declared not the same as one source: other sources, and the records those belong to."""

    sources: set[int] = field(default_factory=set)
    records: set[int] = field(default_factory=set)


_NOTHING = _Apart()


def _declared_apart(chunk: Chunk, sources: list[int]) -> dict[int, _Apart]:
    """A source that is here already but in no record may be under a person's word, which outranks the rules."""
    result: dict[int, _Apart] = {}
    for mine, its in (("low_id", "high_id"), ("high_id", "low_id")):
        for source, other, record in chunk.fetch(
            f"SELECT n.{mine}, n.{its}, e.record_id FROM records_notsame n "  # noqa: S608
            f"LEFT JOIN records_recordsource e ON e.source_id = n.{its} WHERE n.{mine} {{in}}",
            sources,
        ):
            known = result.setdefault(source, _Apart())
            known.sources.add(other)
            known.records.add(record or 0)
    return result


def _join(
    one: Incoming,
    blocks: dict[int, list[int]],
    sketches: dict[int, rules.Sketch],
    here: dict[int, list[Incoming]],
    apart: _Apart,
) -> None:
    mine: rules.Sketch = one.prepared[NAME][1]
    best: tuple[float, int, Incoming | None, str] | None = None
    looked: set[int] = set()
    for kind, key in _keys(one):
        if kind == "work":
            continue
        for record in blocks.get(key, ())[:LOOKS]:
            if record in looked or record not in sketches or record in apart.records:
                continue
            looked.add(record)
            verdict = rules.compare(mine, sketches[record], kind)
            if verdict.same and (best is None or verdict.score > best[0]):
                best = (verdict.score, record, None, verdict.reason)
        for other in here.get(key, ())[:LOOKS]:
            if other.source and other.source in apart.sources:
                continue
            verdict = rules.compare(mine, other.prepared[NAME][1], kind)
            if verdict.same and (best is None or verdict.score > best[0]):
                best = (verdict.score, 0, other, verdict.reason)
    if best is not None:
        one.score, one.record, one.leader, one.reason = best
        one.decided_by = rules.VERSION


def _sketches(chunk: Chunk, records: set[int]) -> dict[int, rules.Sketch]:
    rows = chunk.fetch(
        "SELECT r.id, r.description FROM records_record r WHERE r.status IN ('shown', 'suppressed') AND r.id {in}",
        sorted(records),
    )
    return {id_: rules.sketch(data if isinstance(data, dict) else orjson.loads(data)) for id_, data in rows}


def store(chunk: Chunk) -> None:
    """Keep the keys of new and changed records, and put new ones into their works."""
    alive = [one for one in chunk.records if not one.deletes and one.prepared.get(NAME)]
    keys = sorted({key for one in alive for _kind, key in _keys(one)})
    counts: dict[int, int] = defaultdict(int)
    pairs: set[tuple[int, int]] = set()
    fellows: dict[int, list[int]] = defaultdict(list)
    for kind, key, record in chunk.fetch(
        "SELECT m.kind, m.key, m.record_id FROM matching_matchkey m WHERE m.key {in}", keys
    ):
        counts[key] += 1
        pairs.add((key, record))
        if kind == "work":
            fellows[key].append(record)
    rows = []
    for one in alive:
        for kind, key in _keys(one):
            if (key, one.record) in pairs or counts[key] >= rules.BLOCK_LIMIT:
                continue
            counts[key] += 1
            pairs.add((key, one.record))
            rows.append((one.record, kind, key))
    chunk.insert(MatchKey, ("record_id", "kind", "key"), rows)
    _group(chunk, alive, fellows)


def _group(chunk: Chunk, alive: list[Incoming], fellows: dict[int, list[int]]) -> None:
    """Records that share a work key share a work; a work is made when a second record comes."""
    around = {record for records in fellows.values() for record in records} | {one.record for one in alive}
    work_of: dict[int, int] = dict(
        chunk.fetch("SELECT w.record_id, w.work_id FROM records_workmember w WHERE w.record_id {in}", sorted(around))
    )
    founded: list[tuple[Incoming, list[int]]] = []
    joining: list[tuple[int, int | Incoming, str]] = []
    pending: dict[int, Incoming] = {}  # record → founder of a work that has no id yet
    for one in alive:
        if one.record in work_of or one.record in pending:
            continue
        near = [record for kind, key in _keys(one) if kind == "work" for record in fellows.get(key, ())]
        near = [record for record in dict.fromkeys(near) if record != one.record]
        known = next((work_of[record] for record in near if record in work_of), None)
        founder = next((pending[record] for record in near if record in pending), None)
        if known is not None:
            work_of[one.record] = known
            joining.append((one.record, known, "same title and author"))
        elif founder is not None:
            pending[one.record] = founder
            joining.append((one.record, founder, "same title and author"))
        elif near:
            founded.append((one, near))
            for record in (near[0], one.record):
                pending[record] = one
                joining.append((record, one, "same title and author"))
        for kind, key in _keys(one):
            if kind == "work":
                fellows[key].append(one.record)
    ids = {id(one): work for (one, _near), work in zip(founded, chunk.allocate(Work, len(founded)), strict=True)}
    chunk.insert(
        Work, ("id", "title", "creators", "merged_into_id", "created"),
        [(ids[id(one)], one.title, one.creators, None, chunk.now) for one, _near in founded],
    )  # fmt: skip
    rows = [(w if isinstance(w, int) else ids[id(w)], record, rules.VERSION, why) for record, w, why in joining]
    chunk.insert(WorkMember, ("work_id", "record_id", "decided_by", "reason"), rows)
    chunk.changed.update(record for record, _work, _why in joining)


def _keys(one: Incoming) -> list[tuple[str, int]]:
    prepared = one.prepared.get(NAME)
    return prepared[0] if prepared else []


def forget(records: list[int]) -> None:
    """Take away the keys of records that are about to be described anew, and the works of those that are gone."""
    MatchKey.objects.filter(record_id__in=records).delete()
    WorkMember.objects.filter(record_id__in=records).exclude(record__status="shown").delete()


STAGE = Stage(NAME, prepare="chorsu.catalogue.matching.rules:prepare", match=match, store=store, forget=forget)
