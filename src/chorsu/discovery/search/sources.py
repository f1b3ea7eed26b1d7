"""Gathers what is indexed from the rooms below, in a fixed number of queries however many records are asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.catalogue.holdings.models import Holding, Item
from chorsu.catalogue.holdings.ports import movements
from chorsu.catalogue.holdings.rules import AVAILABLE, READING_ROOM, state
from chorsu.catalogue.records.models import Record, RecordSource
from chorsu.catalogue.records.queries import among
from chorsu.discovery.search.documents import PageFacts, RecordFacts, page_document, record_document
from chorsu.discovery.search.ports import Document
from chorsu.people.libraries.models import Kind, Organisation

TREE_KEPT = 60.0  # seconds
READABLE = frozenset({"public", "signed-in"})
# State of a copy → word of the availability facet; every other state is waiting.
OFFERED = {AVAILABLE: "shelf", READING_ROOM: "on-site"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands: the codes from the root down to itself, and the code of its library."""

    codes: tuple[str, ...]
    library: str


_tree: tuple[float, dict[int, Standing]] = (-TREE_KEPT, {})


def tree(wanted: Set[int] = frozenset()) -> dict[int, Standing]:
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
    """The documents of these records, and the ids that must leave the index.

    Plain tuples instead of models, and the description parsed once by the fast parser: an import of a hundred
    thousand records passes here.
    """
    shown = Record.objects.filter(pk__in=among(ids), status=Record.Status.SHOWN)
    rows = list(
        shown.order_by()
        .annotate(said=Cast("description", TextField()))
        .values_list("pk", "said", "sort_title", "created", "membership__work")
    )
    living = [row[0] for row in rows]
    these = among(living)
    branches: dict[int, set[int]] = {one: set() for one in living}
    edges = RecordSource.objects.filter(record_id__in=these, source__deleted=False).order_by()
    held = Holding.objects.filter(record_id__in=these).order_by()
    for pairs in (edges.values_list("record_id", "source__library_id"), held.values_list("record_id", "branch_id")):
        for record, place in pairs:
            branches[record].add(place)
    shelf = _copies(living, branches)
    digital = objects.for_records(living)
    classes = rights.access_classes([one for found in digital.values() for one in found]) if digital else {}
    places = tree({place for found in branches.values() for place in found})
    # Thousands of records stand in the same few places.
    standings: dict[frozenset[int], tuple[set[str], set[str]]] = {}
    documents = []
    for pk, said, sort_title, created, work in rows:
        held_at = frozenset(branches[pk])
        if held_at not in standings:
            standing = [places[place] for place in held_at if place in places]
            standings[held_at] = (
                {code for one in standing for code in one.codes},
                {one.library for one in standing if one.library},
            )
        codes, libraries = standings[held_at]
        access = {classes[one.pk] for one in digital[pk]} if pk in digital else frozenset()
        documents.append(
            record_document(
                RecordFacts(
                    id=pk,
                    description=orjson.loads(said),
                    sort_title=sort_title,
                    added=int(created.timestamp()),
                    work=work or 0,
                    places=codes,
                    libraries=libraries,
                    availability=_availability(shelf.get(pk, frozenset()), access),
                    access=access,
                )
            )
        )
    return documents, list(set(ids).difference(living))


def _copies(ids: Sequence[int], branches: dict[int, set[int]]) -> dict[int, set[str]]:
    """Record → what its copies offer (shelf, on-site, queue); their branches are added to `branches`."""
    rows = list(
        Item.objects.filter(record_id__in=among(ids), stock=Item.Stock.ON_BOOKS)
        .order_by()
        .values_list("pk", "record_id", "branch_id", "stock", "presence", "process", "condition", "access")
    )
    moving = movements(row[0] for row in rows)
    shelf: dict[int, set[str]] = {}
    for pk, record, branch, stock, presence, process, condition, access in rows:
        word = state(
            stock=stock, presence=presence, process=process, condition=condition, access=access,
            movement=moving[pk].state if pk in moving else "",
        )  # fmt: skip
        branches[record].add(branch)
        shelf.setdefault(record, set()).add(OFFERED.get(word, "queue"))
    return shelf


def _availability(copies: Set[str], access: Set[str]) -> Set[str]:
    """The words of the availability facet: a queue is worth saying only where nothing else is offered.

    >>> sorted(_availability({"queue", "shelf"}, {"public"})), _availability({"queue"}, {"closed"})
    (['online', 'shelf'], {'queue'})
    """
    words = set(copies)
    if not access.isdisjoint(READABLE):
        words.add("online")
    if "on-site" in access:
        words.add("on-site")
    if len(words) > 1:
        words.discard("queue")
    return words


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
