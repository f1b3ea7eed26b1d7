"""Pages that hold the words, with snippets: only where the gate grants them to this viewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.highlight import snippet
from chorsu.discovery.search.ports import Search
from chorsu.kernel.identifiers import encode

PAGES_A_HIT = 2
LOOKED_AT = 120  # page hits ranked for one page of results


@dataclass(frozen=True, slots=True)
class PageHit:
    """One page: the number the reader counts by, its printed label, the words around what was found."""

    number: int
    label: str
    snippet: SafeString
    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class Inside:
    """How many pages of a record hold the words, and the best of them."""

    total: int
    pages: tuple[PageHit, ...]


def pages_of(found, ids: Sequence[int], digital: Mapping[int, list[DigitalObject]], viewer=None) -> dict[int, Inside]:
    """Record → its page hits, for the records of one page of results."""
    from chorsu.discovery.search.queries.finding import visible_classes

    pair = place.serving()
    readable = {one.pk: one for several in digital.values() for one in several}
    if pair is None or found.plan.pages is None or not readable:
        return {}
    may = rights.decide_many(viewer, readable.values(), "snippet")
    granted = [number for number, decision in may.items() if decision]
    if not granted:
        return {}
    search = Search(
        node=found.plan.pages, filters={"access": visible_classes(viewer), "object": tuple(granted)}, words=()
    )
    best: dict[int, list[tuple[int, int]]] = {}
    for page, object_id, number in pair.pages.values(search, ("object", "number"), LOOKED_AT):
        record = readable[int(object_id or 0)].record_id
        kept = best.setdefault(int(record or 0), [])
        if len(kept) < PAGES_A_HIT:
            kept.append((int(page or 0), int(number or 0)))
    wanted = [page for pages in best.values() for page, _ in pages]
    if not wanted:
        return {}
    keys = {(object_id, number): pk for pk, object_id, number in
            Page.objects.filter(pk__in=wanted).values_list("pk", "object_id", "number")}  # fmt: skip
    hits: dict[int, PageHit] = {}
    asked = quote(" ".join(sorted(found.plan.words)) or " ".join(found.marks.keys))
    for object_id, number, label, text in objects.page_texts(page_ids=wanted):
        pk = keys.get((object_id, number))
        said = snippet(text, found.marks)
        if pk is not None and said:
            one = readable[object_id]
            hits[pk] = PageHit(
                number=number,
                label=label,
                snippet=mark_safe(said),
                lang=(one.languages or [""])[0],
                url=f"/read/{encode('o', object_id)}#page={number}&q={asked}",
            )
    result = {}
    for record in ids:
        pages = tuple(sorted((hits[pk] for pk, _ in best.get(record, ()) if pk in hits), key=lambda hit: hit.number))
        if pages:
            result[record] = Inside(max(found.page_counts.get(record, 0), len(pages)), pages)
    return result
