"""What is read about records: by public id, following merges, in bulk for the index, with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from chorsu.catalogue.records.errors import UnknownRecord, UnknownWork, Withdrawn
from chorsu.catalogue.records.models import Identifier, NotSame, Record, RecordSource, SourceRecord, Work, WorkMember
from chorsu.kernel.errors import Invalid

MERGE_HOPS = 20  # a chain of merges longer than this is a fault, not a history


@dataclass(slots=True)
class Indexable:
    """What an index needs of one record, plain. `gone` means: take it out of the index."""

    id: int
    pid: str = ""
    gone: bool = False
    change: int = 0
    description: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    sort_title: str = ""
    creators: str = ""
    year: int | None = None
    kind: str = ""
    languages: list[str] = field(default_factory=list)
    work: int | None = None
    libraries: list[int] = field(default_factory=list)  # of the sources; holdings' branches come from holdings.queries
    created: Any = None
    changed: Any = None


def among(ids: Iterable[int]) -> RawSQL:
    """These ids as one parameter, for `filter(pk__in=among(ids))`.

    Django gives each id a parameter and looks at each thrice, which for thousands costs more than the query itself.
    """
    listed = list(ids)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", (listed,))
    return RawSQL("SELECT value FROM json_each(%s)", (orjson.dumps(listed).decode(),))


def for_index(ids: Sequence[int]) -> list[Indexable]:
    """The records with these ids as the index needs them, in the order given; three queries however many ids.

    Records that are merged, suppressed, withdrawn or unknown come with `gone=True`.
    """
    from chorsu.kernel.identifiers import encode

    rows = Record.objects.in_bulk(list(ids))
    works = dict(WorkMember.objects.filter(record_id__in=ids).values_list("record_id", "work_id"))
    libraries: dict[int, list[int]] = {}
    edges = RecordSource.objects.filter(record_id__in=ids, source__deleted=False)
    for record_id, library_id in edges.values_list("record_id", "source__library_id"):
        found = libraries.setdefault(record_id, [])
        if library_id not in found:
            found.append(library_id)
    result = []
    for id_ in ids:
        row = rows.get(id_)
        if row is None or row.status != Record.Status.SHOWN:
            result.append(Indexable(id=id_, pid=encode("r", id_), gone=True))
            continue
        result.append(
            Indexable(
                id=id_,
                pid=row.pid,
                change=row.change,
                description=row.description,
                title=row.title,
                sort_title=row.sort_title,
                creators=row.creators,
                year=row.year,
                kind=row.kind,
                languages=row.languages,
                work=works.get(id_),
                libraries=libraries.get(id_, []),
                created=row.created,
                changed=row.changed,
            )  # fmt: skip
        )
    return result


def shown_ids(after: int = 0, limit: int = 10_000) -> list[int]:
    """Ids of shown records greater than `after`, ascending: for rebuilding an index page by page."""
    rows = Record.objects.filter(pk__gt=after, status=Record.Status.SHOWN).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:limit])


def count_shown() -> int:
    """How many records readers can find."""
    return Record.objects.filter(status=Record.Status.SHOWN).count()


def by_pid(pid: str) -> Record:
    """The record of a public id whatever its status. Raises UnknownRecord."""
    from chorsu.kernel.identifiers import decode

    try:
        return Record.objects.get(pk=decode("r", pid))
    except (Invalid, Record.DoesNotExist) as error:
        raise UnknownRecord(pid=pid) from error


def visible(pid: str) -> Record:
    """The record readers see under a public id, following merges. Raises UnknownRecord, Withdrawn."""
    return shown(surviving(by_pid(pid)), pid)


def shown(record: Record, pid: str = "") -> Record:
    """The record itself where readers may see it. Raises UnknownRecord, Withdrawn."""
    pid = pid or record.pid
    if record.status == Record.Status.WITHDRAWN:
        raise Withdrawn(pid=pid)
    if record.status != Record.Status.SHOWN:
        raise UnknownRecord(pid=pid)
    return record


def surviving(record: Record) -> Record:
    """The record that `record` was merged into, through any number of merges; itself when it was not."""
    for _hop in range(MERGE_HOPS):
        if record.status != Record.Status.MERGED or record.merged_into_id is None:
            return record
        record = Record.objects.get(pk=record.merged_into_id)
    return record


def surviving_id(record_id: int) -> int:
    """As `surviving`, by primary key. Raises UnknownRecord."""
    try:
        return surviving(Record.objects.get(pk=record_id)).pk
    except Record.DoesNotExist as error:
        raise UnknownRecord(pid=str(record_id)) from error


def sources(record: Record) -> list[SourceRecord]:
    """The living source records of a record, with their libraries, oldest first."""
    rows = SourceRecord.objects.filter(edge__record=record, deleted=False)
    return list(rows.select_related("library", "edge").order_by("pk"))


def declared_apart(some: Iterable[int], others: Iterable[int]) -> bool:
    """Whether a person said of any source (id) of the one list and any of the other that they are not the same."""
    these, those = among(some), among(others)
    pairs = Q(low_id__in=these, high_id__in=those) | Q(low_id__in=those, high_id__in=these)
    return NotSame.objects.filter(pairs).exists()


def by_identifier(scheme: str, value: str) -> Iterator[Record]:
    """Shown records with this identifier (normalised value), newest last."""
    rows = Record.objects.filter(identifiers__value=value, identifiers__scheme=scheme, status=Record.Status.SHOWN)
    return rows.distinct().order_by("pk").iterator()


def titles(ids: Iterable[int]) -> dict[int, Record]:
    """Records by primary key without their descriptions: for lists in other rooms."""
    return Record.objects.defer("description").in_bulk(list(ids))


def editions(record: Record, limit: int = 12) -> list[Record]:
    """Other shown records of the same work, newest first."""
    rows = Record.objects.filter(membership__work__members__record=record, status=Record.Status.SHOWN)
    return list(rows.exclude(pk=record.pk).defer("description").order_by("-year", "pk")[:limit])


def work_by_pid(pid: str) -> Work:
    """The work of a public id, following merges. Raises UnknownWork."""
    from chorsu.kernel.identifiers import decode

    try:
        work = Work.objects.get(pk=decode("w", pid))
    except (Invalid, Work.DoesNotExist) as error:
        raise UnknownWork(pid=pid) from error
    for _hop in range(MERGE_HOPS):
        if work.merged_into_id is None:
            return work
        work = Work.objects.get(pk=work.merged_into_id)
    return work


def editions_of(work: Work) -> QuerySet[Record]:
    """The shown editions of a work, newest first."""
    return Record.objects.filter(membership__work=work, status=Record.Status.SHOWN).order_by("-year", "pk")


def languages_of(work: Work) -> list[str]:
    """The languages a work's editions are in (of its first thousand editions)."""
    found: dict[str, None] = {}
    for languages in editions_of(work).values_list("languages", flat=True)[:1000]:
        found.update(dict.fromkeys(languages))
    return list(found)


def newest(limit: int = 12) -> list[Record]:
    """The records that came last, without their descriptions."""
    return list(Record.objects.filter(status=Record.Status.SHOWN).defer("description").order_by("-pk")[:limit])


def find_for_staff(words: str, status: str = "") -> QuerySet[Record]:
    """Records for the staff list: by public id, ISBN or another identifier, or the title in
    either script of Uzbek."""
    from chorsu.kernel.identifiers import decode, isbn
    from chorsu.language.collation import sort_key
    from chorsu.language.transliteration import to_cyrillic, to_latin

    rows = Record.objects.exclude(status=Record.Status.MERGED).defer("description").order_by("-pk")
    if status:
        rows = rows.filter(status=status)
    words = words.strip()
    if not words:
        return rows
    try:
        return rows.filter(pk=decode("r", words))
    except Invalid:
        pass
    number = isbn(words)
    values = [words, number.isbn13] if number else [words]
    by_number = Identifier.objects.filter(value__in=values).values("record_id")
    by_title = Q(pk__in=by_number)
    for written in {words, to_latin(words), to_cyrillic(words)}:
        by_title |= Q(sort_title__startswith=sort_key(written)) | Q(title__icontains=written)
    return rows.filter(by_title)


def figure() -> int:
    """The number of records for the front page, at most ten minutes old: counting millions takes a second."""
    from django.core.cache import cache

    return cache.get_or_set("records.figure", count_shown, 600) or 0
