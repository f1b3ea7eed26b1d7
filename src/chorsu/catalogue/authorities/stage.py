"""What authorities do for an import: find or make the agents a record names and tie them to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import orjson

from chorsu.catalogue.authorities import rules
from chorsu.catalogue.authorities.models import Agent, Contribution
from chorsu.catalogue.records.ports import Chunk, Stage

NAME = "authorities"
WRITINGS = 20  # of one agent


def store(chunk: Chunk) -> None:
    """Agents of the chunk's records, each writing of a name kept; one query for what is known."""
    alive = [one for one in chunk.records if not one.deletes and one.prepared.get(NAME)]
    keys = {entry[0] for one in alive for entry in one.prepared[NAME]}
    known: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    names: dict[int, list[dict]] = {}
    for id_, key, born, listed in chunk.fetch(
        "SELECT a.id, a.key, a.birth, a.names FROM authorities_agent a WHERE a.key {in}", sorted(keys)
    ):
        known[key].append((id_, born))
        names[id_] = listed if isinstance(listed, list) else orjson.loads(listed)
    new: dict[int, tuple] = {}
    learned: dict[int, tuple] = {}
    grown: set[int] = set()
    wanted = sum(1 for one in alive for entry in one.prepared[NAME] if entry[0] not in known)
    ids: Iterator[int] = iter(())
    ties = []
    for one in alive:
        done: set[tuple[int, str]] = set()
        for key, kind, name, dates, born, role, writings in one.prepared[NAME]:
            chosen = rules.choose(known[key], born)
            if chosen is None:
                id_ = next(ids, None)
                if id_ is None:
                    ids = iter(chunk.allocate(Agent, max(wanted, 1)))
                    wanted, id_ = 16, next(ids)
                known[key].append((id_, born))
                names[id_] = []
                new[id_] = (id_, kind, name, dates, born, key)
            else:
                id_, learns = chosen
                if learns:
                    known[key] = [(other, born if other == id_ else year) for other, year in known[key]]
                    learned[id_] = (born, dates, id_)
                    if id_ in new:
                        new[id_] = (id_, kind, name, dates, born, key)
            if _write(names[id_], writings):
                grown.add(id_)
            if (id_, role) not in done:
                done.add((id_, role))
                ties.append((id_, one.record, role))
    chunk.insert(
        Agent, ("id", "kind", "name", "dates", "birth", "key", "names", "created"),
        [(*row, orjson.dumps(names[id_]).decode(), chunk.now) for id_, row in new.items()],
    )  # fmt: skip
    chunk.update(Agent, ("birth", "dates"), [row for id_, row in learned.items() if id_ not in new])
    chunk.update(Agent, ("names",), [(orjson.dumps(names[id_]).decode(), id_) for id_ in grown if id_ not in new])
    joined = {one.record for one in alive if one.additive}
    there = set(
        chunk.fetch(
            "SELECT c.agent_id, c.record_id, c.role FROM authorities_contribution c WHERE c.record_id {in}",
            sorted(joined),
        )
    )
    fresh = [tie for tie in dict.fromkeys(ties) if tie not in there]
    chunk.insert(Contribution, ("agent_id", "record_id", "role"), fresh)


def _write(known: list[dict], writings: list[tuple[str, str]]) -> bool:
    have = {entry["name"] for entry in known}
    added = False
    for name, script in writings:
        if name not in have and len(known) < WRITINGS:
            have.add(name)
            known.append({"name": name, "script": script} if script else {"name": name})
            added = True
    return added


def forget(records: list[int]) -> None:
    """Untie the agents of records that are about to be described anew; the agents stay."""
    Contribution.objects.filter(record_id__in=records).delete()


STAGE = Stage(NAME, prepare="chorsu.catalogue.authorities.rules:prepare", store=store, forget=forget)
