"""Records as harvesters get them: keyset pages by (changed, id) straight from the database, never from the index."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from chorsu.catalogue.records.models import Record, RecordSource
from chorsu.exchange.oaipmh.errors import OaiError
from chorsu.people.libraries.models import Organisation

PAGE = 100


@dataclass(frozen=True, slots=True)
class Set:
    """A set: its spec and its name."""

    spec: str
    name: str


def sets() -> list[Set]:
    """One set a library and one a kind of resource."""
    libraries = Organisation.objects.filter(kind="library", active=True).order_by("code")
    kinds = Record.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [
        Set("lib", "Libraries"), *(Set(f"lib:{library.code}", library.name) for library in libraries),
        Set("type", "Kinds of resource"), *(Set(f"type:{kind}", kind) for kind in kinds),
    ]  # fmt: skip


def listed(since: datetime | None, before: datetime, spec: str) -> QuerySet[Record]:
    """Every record changed in the window, deleted ones too, in the order of the list. Raises OaiError noRecordsMatch."""
    rows = Record.objects.filter(changed__lt=before).order_by("changed", "pk")
    if since:
        rows = rows.filter(changed__gte=since)
    kind, _, value = spec.partition(":")
    if kind == "lib":
        edges = RecordSource.objects.filter(source__library__code=value) if value else RecordSource.objects.all()
        rows = rows.filter(pk__in=edges.values("record_id"))
    elif kind == "type":
        rows = rows.filter(kind=value) if value else rows
    elif spec:
        raise OaiError("noRecordsMatch", "There is no such set; ListSets names them.")
    return rows


def after(rows: QuerySet[Record], changed: datetime, number: int) -> QuerySet[Record]:
    """What comes behind a place in the list."""
    return rows.filter(Q(changed__gt=changed) | Q(changed=changed, pk__gt=number))


def libraries_of(records: list[Record]) -> dict[int, list[str]]:
    """The codes of the libraries whose sources each record is made of: one query."""
    result: dict[int, list[str]] = {}
    edges = RecordSource.objects.filter(record__in=records).values_list("record_id", "source__library__code")
    for record, code in edges.distinct().order_by("source__library__code"):
        result.setdefault(record, []).append(code)
    return result


def earliest() -> datetime:
    """The first change the repository knows of."""
    first = Record.objects.order_by("changed", "pk").values_list("changed", flat=True).first()
    return first or datetime(2026, 1, 1, tzinfo=UTC)
