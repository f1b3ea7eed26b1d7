"""Records and imports for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Schema, Status, UploadedFile

from chorsu.catalogue.records import actions, queries, slots
from chorsu.catalogue.records.errors import UnknownBatch
from chorsu.catalogue.records.models import Batch, Record, SourceVersion
from chorsu.catalogue.records.presenting import STYLES, ark, citation
from chorsu.catalogue.records.verbatim import Verbatim, versions_of
from chorsu.foundation.api.doors import PageIn, PageOut, Router, caller, paged
from chorsu.kernel.errors import NotFound
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.queries import visible_libraries
from chorsu.people.libraries.queries import by_code

router = Router(tags=["records"])
IMPORT = "records.import"


class RecordOut(Schema):
    """An edition: what lists show, its whole description, who says so, and what other rooms add."""

    id: str
    ark: str
    title: str
    creators: list[str]
    year: int | None
    kind: str
    languages: list[str]
    work: str | None
    change: int
    created: datetime
    changed: datetime
    description: dict[str, Any]
    sources: list[dict[str, Any]]
    availability: list[dict[str, Any]] = []
    objects: list[dict[str, Any]] = []


class SourceOut(Schema):
    """One source record with its fields as they came: [tag, indicators, [[code, value]…], data]."""

    library: str
    number: str
    format: str
    encoding: str
    received: datetime
    deleted: bool
    download: str
    fields: list[tuple[str, str, list[tuple[str, str]], str]]


class BatchOut(Schema):
    """An import. `state`: checked (a dry run), running, done, failed, undoing, undone."""

    id: int
    library: str
    label: str
    state: str
    format: str
    encoding: str
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    warned: int
    seconds: float
    problem: str
    job: int | None
    started: datetime
    finished: datetime | None


class ProblemOut(Schema):
    """A row of the error sheet."""

    row: int
    offset: int
    identifier: str
    code: str
    reason: str
    excerpt: str
    rejected: bool


@router.get("/records/{pid}", response=RecordOut, auth=None, summary="One record")
def record(request: HttpRequest, pid: str) -> dict[str, Any]:
    """The record under a public id, merges followed."""
    found = queries.visible(pid)
    member = getattr(found, "membership", None)
    return {
        "id": found.pid, "ark": ark(found), "title": found.title,
        "creators": [name for name in found.creators.split("; ") if name], "year": found.year, "kind": found.kind,
        "languages": found.languages, "work": member.work.pid if member else None, "change": found.change,
        "created": found.created, "changed": found.changed, "description": found.description,
        "sources": [
            {"id": source.pk, "library": source.library.code, "number": source.source_id}
            for source in queries.sources(found)
        ],
        **slots.fields([found.pk])[found.pk],
    }  # fmt: skip


@router.get("/records/{pid}/marc", response=list[SourceOut], auth=None, summary="The source records of a record")
def marc(request: HttpRequest, pid: str) -> list[dict[str, Any]]:
    """Every source as it came, cut into fields; `download` gives its bytes."""
    found = queries.visible(pid)
    return [_source(found, view) for view in versions_of(found)]


def _source(found: Record, view: Verbatim) -> dict[str, Any]:
    version: SourceVersion = view.version
    return {
        "library": version.source.library.code, "number": version.source.source_id, "format": version.format,
        "encoding": version.encoding, "received": version.created, "deleted": version.deleted,
        "download": f"/records/{found.pid}/sources/{version.pk}", "fields": view.fields,
    }  # fmt: skip


@router.get("/records/{pid}/citation", auth=None, summary="The record as a citation")
def cite(request: HttpRequest, pid: str, style: str = "gost") -> HttpResponse:
    """`style`: gost, apa, bibtex or ris; plain text."""
    if style not in STYLES:
        raise NotFound
    return HttpResponse(citation(queries.visible(pid), style), content_type="text/plain; charset=utf-8")


@router.post("/imports", response={202: BatchOut}, summary="Import a file of records")
def start_import(
    request: HttpRequest,
    file: File[UploadedFile],
    library: Form[str],
    format: Form[str] = "auto",
    encoding: Form[str] = "auto",
    dry_run: Form[bool] = False,
) -> Status:
    """Queues the import; ask for the batch until its state is done."""
    batch = actions.start_import(file, by_code(library), format, encoding, dry_run=dry_run, by=caller(request))
    return Status(202, _batch(batch))


@router.get("/imports", response=PageOut[BatchOut], summary="Imports of the libraries you import for")
def imports(request: HttpRequest, page: Query[PageIn]) -> dict[str, Any]:
    """Newest first."""
    require(caller(request), IMPORT)
    rows = Batch.objects.filter(library__in=visible_libraries(caller(request), IMPORT)).select_related("library")
    return paged(request, rows, page, _batch)


@router.get("/imports/{number}", response=BatchOut, summary="How an import stands")
def one_import(request: HttpRequest, number: int) -> dict[str, Any]:
    """Counts and state."""
    return _batch(_found(request, number))


@router.get("/imports/{number}/problems", response=PageOut[ProblemOut], summary="The error sheet of an import")
def problems(request: HttpRequest, number: int, page: Query[PageIn]) -> dict[str, Any]:
    """Rejected records and remarks, in the order of the file."""
    return paged(request, _found(request, number).problems.order_by("pk"), page)


@router.post("/imports/{number}/undo", response={202: BatchOut}, summary="Undo an import")
def undo(request: HttpRequest, number: int) -> Status:
    """Queues the undoing."""
    batch = _found(request, number)
    actions.start_undo(batch, by=caller(request))
    return Status(202, _batch(_found(request, number)))


def _found(request: HttpRequest, number: int) -> Batch:
    batch = Batch.objects.select_related("library").filter(pk=number).first()
    if batch is None:
        raise UnknownBatch(number=number)
    require(caller(request), IMPORT, batch.library)
    return batch


def _batch(batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.pk, "library": batch.library.code, "label": batch.label, "state": batch.state,
        "format": batch.found_format or batch.format, "encoding": batch.found_encoding or batch.encoding,
        "read": batch.read, "created": batch.created, "updated": batch.updated, "unchanged": batch.unchanged,
        "rejected": batch.rejected, "warned": batch.warned, "seconds": batch.seconds, "problem": batch.problem,
        "job": batch.job, "started": batch.started, "finished": batch.finished,
    }  # fmt: skip
