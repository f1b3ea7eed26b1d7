"""Gathers what is indexed from the rooms below, in a fixed number of queries however many records are asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.catalogue.holdings import queries as holdings
from chorsu.catalogue.holdings.models import Holding, Item
from chorsu.catalogue.holdings.rules import AVAILABLE, READING_ROOM, WRITTEN_OFF
from chorsu.catalogue.records import queries as records
from chorsu.discovery.search.documents import PageFacts, RecordFacts, page_document, record_document
from chorsu.discovery.search.ports import Document
from chorsu.people.libraries.models import Kind, Organisation

TREE_KEPT = 60.0  # seconds
READABLE = ("public", "signed-in")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands: the codes from the root down to itself, and the code of its library."""

    codes: tuple[str, ...]
    library: str


_tree: tuple[float, dict[int, Standing]] = (-TREE_KEPT, {})


def tree(wanted: set[int] = frozenset()) -> dict[int, Standing]:
    """All places; read again every minute, and at once when a wanted place is unknown."""
    global _tree
    read, places = _tree
    now = time.monotonic()
    if now - read > TREE_KEPT or not wanted <= places.keys():
        rows = {pk: (code, path, kind) for pk, code, path, kind in
                Organisation.objects.values_list("pk", "code", "path", "kind").iterator()}  # fmt: skip
        places = {}
        for pk, (code, path, _) in rows.items():
            line = [rows[int(part)] for part in path.strip("/").split("/") if part and int(part) in rows]
            libraries = [one for one, _, kind in line if kind == Kind.LIBRARY]
            places[pk] = Standing(tuple(one for one, _, _ in line) or (code,), libraries[-1] if libraries else "")
        _tree = (now, places)
    return places


def record_documents(ids: Sequence[int]) -> tuple[list[Document], list[int]]:
    """The documents of these records, and the ids that must leave the index."""
    rows = records.for_index(ids)
    living = [row for row in rows if not row.gone]
    numbers = [row.id for row in living]
    branches: dict[int, set[int]] = {row.id: set(row.libraries) for row in living}
    for record, branch in Holding.objects.filter(record_id__in=numbers).values_list("record_id", "branch_id"):
        branches[record].add(branch)
    shelf: dict[int, set[str]] = {}
    for item in holdings.states(Item.objects.filter(record_id__in=numbers)):
        if item.state == WRITTEN_OFF:
            continue
        branches[item.record].add(item.branch)
        word = {AVAILABLE: "shelf", READING_ROOM: "on-site"}.get(item.state, "queue")
        shelf.setdefault(item.record, set()).add(word)
    digital = objects.for_records(numbers)
    classes = rights.access_classes([one for found in digital.values() for one in found]) if digital else {}
    places = tree({branch for found in branches.values() for branch in found})
    documents = []
    for row in living:
        words = shelf.get(row.id, set())
        access = {classes[one.pk] for one in digital.get(row.id, ())}
        if access.intersection(READABLE):
            words = words | {"online"}
        if "on-site" in access:
            words = words | {"on-site"}
        if len(words) > 1:
            words = words - {"queue"}
        standing = [places[branch] for branch in branches[row.id] if branch in places]
        documents.append(
            record_document(
                RecordFacts(
                    id=row.id,
                    description=row.description,
                    sort_title=row.sort_title,
                    added=int(row.created.timestamp()) if row.created else 0,
                    work=row.work or 0,
                    places={code for one in standing for code in one.codes},
                    libraries={one.library for one in standing if one.library},
                    availability=words,
                    access=access,
                )
            )
        )
    return documents, [row.id for row in rows if row.gone]


def visible_objects(ids: Sequence[int]) -> list[DigitalObject]:
    """Those of these objects whose pages may be found."""
    states = (DigitalObject.State.READY, DigitalObject.State.PROCESSING)
    return list(DigitalObject.objects.filter(pk__in=ids, state__in=states, version__gt=0))


def object_ids(after: int = 0, limit: int = 500) -> list[int]:
    """Numbers of objects greater than `after`, ascending."""
    return list(DigitalObject.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])


def page_documents(found: Sequence[DigitalObject], pages: dict[int, set[int]] | None = None) -> Iterator[Document]:
    """The documents of all pages with text of these objects, or of the `pages` named (object → page numbers)."""
    if not found:
        return
    known = {one.pk: one for one in found}
    classes = rights.access_classes(found)
    rows = Page.objects.filter(object__in=list(known), text_version__gt=0, word_count__gt=0)
    if pages is not None:
        wanted = {number for numbers in pages.values() for number in numbers}
        rows = rows.filter(number__in=wanted)
    numbers = {(o, n): pk for pk, o, n in rows.values_list("pk", "object_id", "number").iterator(chunk_size=5000)}
    if pages is not None:
        numbers = {key: pk for key, pk in numbers.items() if key[1] in pages.get(key[0], ())}
        texts = objects.page_texts(page_ids=list(numbers.values()))
    else:
        texts = objects.page_texts(object_ids=list(known))
    for object_id, number, _label, text in texts:
        pk = numbers.get((object_id, number))
        if pk is None:
            continue
        one = known[object_id]
        yield page_document(
            PageFacts(
                id=pk, object=object_id, number=number, text=text, access=classes[object_id],
                record=one.record_id or 0,
            )
        )  # fmt: skip
