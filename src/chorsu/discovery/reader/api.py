"""The API of reading: what a reader program needs of a book, words inside it, places kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Status

from chorsu.archive.objects import queries as objects
from chorsu.discovery.reader import actions, queries, rules
from chorsu.discovery.reader.doors import asked_page, open_object
from chorsu.discovery.reader.models import Position
from chorsu.foundation.api.doors import PageIn, PageOut, Query, Router, Schema, paged

router = Router(tags=["Reading"])


class BoxOut(Schema):
    """A place on the page image, in its pixels."""

    x: int
    y: int
    w: int
    h: int


class HitOut(Schema):
    """One place found; `snippet` is plain text, `match` the part of it that was found."""

    page: int
    label: str
    snippet: str
    before: str
    match: str
    after: str
    boxes: list[BoxOut]
    width: int
    height: int


class InsideOut(Schema):
    """What a search inside a book gave; `phrase` tells whether the words stand together."""

    query: str
    hits: list[HitOut]
    total: int
    pages: int
    phrase: bool
    more: bool


class ReadingOut(Schema):
    """What a reader program needs to begin: each page as [width, height, name]."""

    object: str
    title: str
    kind: str
    pages: list[tuple[int, int, str]]
    contents: list[dict[str, Any]]


class ParagraphsOut(Schema):
    """The running text of a page; `languages` are those the object is in."""

    object: str
    number: int
    label: str
    languages: list[str]
    script: str
    paragraphs: list[str]


class Locator(Schema):
    """`page` of pages, `cfi` (and chapter) of e-books, `time` in seconds of recordings."""

    page: int | None = None
    cfi: str | None = Field(None, max_length=1000)
    time: float | None = None


class PositionIn(Schema):
    """A place and how far into the whole it is, 0 to 1."""

    locator: Locator
    fraction: float = 0.0
    device: str = Field("", max_length=80)


class PositionOut(Schema):
    """Where the account stopped."""

    object: str
    title: str
    record: str | None
    locator: dict[str, Any]
    fraction: float
    device: str
    updated: str
    url: str


@router.get("/objects/{pid}/reading", response=ReadingOut, auth=None, summary="Outline of a book for reader programs")
def reading(request: HttpRequest, pid: str):
    """Size and name of every page, and the table of contents."""
    found = open_object(request, pid, "read", "page")
    rows = objects.pages(found).values_list("width", "height", "label", "number")
    return {
        "object": found.pid,
        "title": found.title,
        "kind": found.kind,
        "pages": [(w, h, rules.page_name(found.kind, label, number)) for w, h, label, number in rows],
        "contents": objects.contents(found),
    }


@router.get("/objects/{pid}/search", response=InsideOut, auth=None, summary="Search inside a book")
def search_inside(request: HttpRequest, pid: str, q: str = Query("", max_length=queries.MOST_QUERY)):
    """Places where the words stand, in any script and form, with the boxes of the words on the page images."""
    found = open_object(request, pid, "text", "snippet")
    inside = queries.search_inside(found, q)
    return {
        "query": inside.query,
        "hits": [
            {
                "page": hit.page, "label": hit.label, "snippet": hit.snippet, "before": hit.before, "match": hit.match,
                "after": hit.after, "width": hit.width, "height": hit.height,
                "boxes": [{"x": box.x, "y": box.y, "w": box.w, "h": box.h} for box in hit.boxes],
            }
            for hit in inside.hits
        ],
        "total": len(inside.hits),
        "pages": inside.pages,
        "phrase": inside.phrase,
        "more": inside.more,
    }  # fmt: skip


@router.get(
    "/objects/{pid}/pages/{number}/paragraphs", response=ParagraphsOut, auth=None, summary="Read the text of a page"
)
def paragraphs(request: HttpRequest, pid: str, number: str, script: str = ""):
    """The running text of a page; Uzbek in Latin or Cyrillic letters with `script=latn|cyrl`."""
    found = open_object(request, pid, "text")
    page = asked_page(found, number)
    return {
        "object": found.pid,
        "number": page.number,
        "label": rules.page_name(found.kind, page.label, page.number),
        "languages": found.languages,
        "script": script,
        "paragraphs": queries.paragraphs(objects.page_text(page), script),
    }


@router.get("/positions", response=PageOut[PositionOut], summary="List where I stopped")
def positions(request: HttpRequest, page: Query[PageIn]):
    """Places kept for the calling account, the latest first."""
    return paged(request, queries.positions(request.account), page, show)


@router.get("/positions/{pid}", response=PositionOut, summary="Show where I stopped")
def position(request: HttpRequest, pid: str):
    """The place kept in one book."""
    return show(queries.kept_position(request.account, objects.by_pid(pid)))


@router.put("/positions/{pid}", response=PositionOut, summary="Keep where I stop")
def keep(request: HttpRequest, pid: str, body: PositionIn):
    """Keep a place; the one before is replaced."""
    found = open_object(request, pid, "read")
    place = body.locator.dict(exclude_none=True)
    return show(actions.keep_position(request.account, found, place, body.fraction, body.device))


@router.delete("/positions/{pid}", response={204: None}, summary="Forget where I stopped")
def forget(request: HttpRequest, pid: str):
    """Forget the place in one book; also when none was kept, and when the book is closed by now."""
    actions.forget_position(request.account, objects.by_pid(pid))
    return Status(204, None)


def show(kept: Position) -> dict[str, Any]:
    """A place as the API says it."""
    return {
        "object": kept.object.pid,
        "title": kept.object.title,
        "record": kept.object.record.pid if kept.object.record else None,
        "locator": kept.locator,
        "fraction": kept.fraction,
        "device": kept.device,
        "updated": kept.updated.isoformat(),
        "url": kept.address,
    }
