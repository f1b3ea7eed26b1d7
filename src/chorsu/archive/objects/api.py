"""The API of digital objects: list, show, and the text of a page with its words."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Status
from ninja.files import UploadedFile

from chorsu.archive.objects import ports, queries
from chorsu.archive.objects.gating import ask
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.catalogue.records.models import Record
from chorsu.foundation.api.doors import PageIn, PageOut, Query, Router, Schema, paged, require
from chorsu.kernel import identifiers
from chorsu.people.accounts import queries as accounts
from chorsu.people.libraries.queries import by_code

router = Router(tags=["Digital objects"])


class FileOut(Schema):
    """A file that can be fetched."""

    name: str
    representation: str
    mime: str
    size: int
    url: str


class ObjectOut(Schema):
    """A digital object; `access` is the class that holds today, `may_read` whether the caller gets in."""

    id: str
    title: str
    kind: str
    state: str
    library: str
    record: str | None
    languages: list[str]
    pages: int
    failed: int
    confidence: float | None
    duration: float | None
    access: str
    url: str
    created: str


class ObjectDetail(ObjectOut):
    """An object with its contents and files; files are listed for those who may read it."""

    may_read: bool
    reason: str | None
    contents: list[dict[str, Any]]
    files: list[FileOut]


class PageRow(Schema):
    """A page in a list."""

    number: int
    label: str
    width: int
    height: int
    state: str
    problem: str
    confidence: float | None
    words: int
    language: str


class WordOut(Schema):
    """A word and its place in pixels of the page image; confidence 0 to 1."""

    text: str
    x: int
    y: int
    w: int
    h: int
    confidence: float


class PageText(Schema):
    """The text of a page."""

    object: str
    number: int
    label: str
    state: str
    width: int
    height: int
    language: str
    text: str
    confidence: float | None
    words: list[WordOut]


class DepositIn(Schema):
    """What is brought: `library` by code, `record` by public identifier, `languages` separated by commas."""

    library: str
    title: str
    record: str = ""
    languages: str = ""
    rights: str = "public"


class DepositOut(Schema):
    """The new object and the job that prepares it."""

    object: str
    state: str
    job: int


@router.post("/objects", response={202: DepositOut}, summary="Bring in page images, a book or a recording (staff)")
def deposit(request: HttpRequest, about: Form[DepositIn], files: File[list[UploadedFile]]):
    """Upload one file or all images of a book; preparation and recognition run in the background."""
    library = by_code(about.library)
    require(request, "archive.ingest", library)
    record = Record.objects.filter(pk=identifiers.decode("r", about.record)).first() if about.record else None
    languages = [part for part in re.split(r"[,\s]+", about.languages) if part]
    made, job = ports.deposit(files, library, about.title, record, languages, about.rights, request.account)
    return Status(202, {"object": made.pid, "state": made.state, "job": job.pk})


@router.get("/objects", response=PageOut[ObjectOut], auth=None, summary="List digital objects")
def objects(request: HttpRequest, page: Query[PageIn], record: str = "", library: str = "", kind: str = ""):
    """Objects that can be read, the newest first; members of staff see those of their libraries in every state."""
    rows = DigitalObject.objects.select_related("library", "record").order_by("-pk")
    own = accounts.visible(request.account, "archive.see", "library")
    open_states = rows.filter(state__in=["ready", "processing"], version__gt=0)
    rows = (rows.filter(own) | open_states).distinct() if request.account.is_authenticated else open_states
    if record:
        rows = rows.filter(record=identifiers.decode("r", record))
    if library:
        rows = rows.filter(library=by_code(library))
    if kind:
        rows = rows.filter(kind=kind)
    answer = paged(request, rows, page)
    classes = rights.access_classes(answer["results"])
    answer["results"] = [_show(one, classes[one.pk]) for one in answer["results"]]
    return answer


@router.get("/objects/{pid}", response=ObjectDetail, auth=None, summary="Show a digital object")
def object_(request: HttpRequest, pid: str):
    """One object with its table of contents and files."""
    found = queries.by_pid(pid)
    ask(request, found, "discover")
    decision = rights.decide(accounts.viewer(request), found, "read")
    files = queries.files_of(found) if decision else []
    return {
        **_show(found, rights.access_class(found)),
        "may_read": decision.granted,
        "reason": str(decision.reason) if decision.reason else None,
        "contents": found.contents if decision else [],
        "files": [
            {
                "name": file.name, "representation": file.representation.kind, "mime": file.mime, "size": file.size,
                "url": f"/files/{found.pid}/{file.name}",
            }
            for file in files
            if file.representation.kind != "text"
        ],
    }  # fmt: skip


@router.get("/objects/{pid}/pages", response=PageOut[PageRow], auth=None, summary="List the pages of an object")
def pages(request: HttpRequest, pid: str, page: Query[PageIn]):
    """Pages in reading order, without their text."""
    found = queries.by_pid(pid)
    ask(request, found, "page")
    return paged(request, queries.pages(found), page, _row)


@router.get("/objects/{pid}/pages/{number}", response=PageText, auth=None, summary="Show the text of a page")
def page_text(request: HttpRequest, pid: str, number: int):
    """The text as on the page, and each word with its place and how surely it was read."""
    found = queries.by_pid(pid)
    ask(request, found, "text")
    page = queries.page(found, number)
    text = queries.page_text(page)
    return {
        "object": found.pid,
        "number": page.number,
        "label": page.label,
        "state": page.state,
        "width": page.width,
        "height": page.height,
        "language": page.language,
        "text": text.text,
        "confidence": page.confidence if page.confidence is not None else text.confidence,
        "words": [
            {"text": word.text, "x": word.x, "y": word.y, "w": word.w, "h": word.h, "confidence": word.confidence}
            for word in text.words
        ],
    }


def _show(one: DigitalObject, access: str) -> dict[str, Any]:
    return {
        "id": one.pid,
        "title": one.title,
        "kind": one.kind,
        "state": one.state,
        "library": one.library.code,
        "record": identifiers.encode("r", one.record_id) if one.record_id else None,
        "languages": one.languages,
        "pages": one.page_count,
        "failed": one.failed_pages,
        "confidence": one.confidence,
        "duration": one.duration,
        "access": access,
        "url": f"/read/{one.pid}",
        "created": one.created.isoformat(),
    }


def _row(page: Page) -> dict[str, Any]:
    return {
        "number": page.number, "label": page.label, "width": page.width, "height": page.height, "state": page.state,
        "problem": page.problem, "confidence": page.confidence, "words": page.word_count, "language": page.language,
    }  # fmt: skip
