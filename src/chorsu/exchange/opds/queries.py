"""What a viewer can read: records from the search, their digital objects through the gate, by few queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, File
from chorsu.archive.rights import queries as rights
from chorsu.catalogue.records.models import Record
from chorsu.discovery.search.ports import Bucket
from chorsu.discovery.search.queries import Asked, find
from chorsu.exchange.opds.rules import PER_PAGE, Wanted


@dataclass(frozen=True, slots=True)
class Copy:
    """One thing to open: `file` is None where it is read page by page or may not be taken away."""

    object: DigitalObject
    open_access: bool
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A record with at least one object this viewer may read."""

    record: Record
    copies: tuple[Copy, ...]

    @property
    def picture(self) -> DigitalObject | None:
        """The first object of which there is a small picture."""
        for copy in self.copies:
            if copy.object.kind in {"images", "pdf"} or copy.object.properties.get("cover"):
                return copy.object
        return None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a feed. `counts`: facet name → values with the number of publications."""

    publications: tuple[Publication, ...] = ()
    total: int = 0
    counts: Mapping[str, tuple[Bucket, ...]] = field(default_factory=dict)
    ready: bool = True


def classes(viewer) -> tuple[str, ...]:
    """Access classes worth looking at for this viewer; the gate has the last word on every object."""
    found = ["public"]
    if viewer.account_id:
        found.append("signed-in")
    if viewer.on_site:
        found.append("on-site")
    return tuple(found)


def shelf(wanted: Wanted, viewer) -> Shelf:
    """What is asked for, newest first, or by relevance where words are given."""
    filters = {"access": classes(viewer)}
    if wanted.language:
        filters["language"] = (wanted.language,)
    if wanted.kind:
        filters["kind"] = (wanted.kind,)
    asked = Asked(
        text=wanted.words, filters=filters, sort="relevance" if wanted.words else "added", page=wanted.page,
        per_page=PER_PAGE,
    )  # fmt: skip
    found = find(asked, viewer, facets=("language", "kind"))
    rows = [found.rows[one] for one in found.ids if one in found.rows]
    rows = [row for row in rows if row.status == Record.Status.SHOWN]
    return Shelf(tuple(publications(rows, viewer)), found.total, found.facets, found.ready)


def languages(viewer) -> tuple[tuple[Bucket, ...], bool]:
    """The languages there is something to read in, most first; and whether the search answers at all."""
    found = find(Asked(filters={"access": classes(viewer)}, per_page=1), viewer, facets=("language",))
    return tuple(found.facets.get("language", ())), found.ready


def publications(rows: list[Record], viewer) -> list[Publication]:
    """The records that hold something this viewer may read."""
    digital = objects.for_records([row.pk for row in rows]) if rows else {}
    every = [one for several in digital.values() for one in several if one.state == DigitalObject.State.READY]
    if not every:
        return []
    may_read = rights.decide_many(viewer, every, "read")
    every = [one for one in every if may_read[one.pk]]
    may_take = rights.decide_many(viewer, every, "download")
    access = rights.access_classes(every)
    files = _files([one for one in every if may_take[one.pk]])
    found = []
    for row in rows:
        copies = tuple(
            Copy(one, access[one.pk] == "public", files.get(one.pk))
            for one in digital.get(row.pk, ())
            if one.pk in may_read and may_read[one.pk]
        )
        if copies:
            found.append(Publication(row, copies))
    return found


def _files(every: list[DigitalObject]) -> dict[int, File]:
    """The one file a reading app takes of each object; scans have none."""
    wanted = {"epub": ("access/book.epub",), "pdf": ("master/document.pdf",)}
    kinds = {one.pk: one.kind for one in every if one.kind != "images"}
    result: dict[int, File] = {}
    rows = File.objects.filter(representation__object__in=kinds).select_related("representation").order_by("name")
    for file in rows:
        number = file.representation.object_id
        kind = kinds[number]
        recording = kind in {"audio", "video"} and file.name.startswith("master/recording")
        if recording or file.name in wanted.get(kind, ()):
            result.setdefault(number, file)
    return result
