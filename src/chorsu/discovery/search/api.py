"""The search for programs: the same question and the same hits as the page."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from chorsu.discovery.search import queries
from chorsu.discovery.search.answering import answer
from chorsu.discovery.search.queries import Asked, asking
from chorsu.foundation.api.doors import Router
from chorsu.people.accounts.queries import viewer

router = Router(tags=["search"])


class Suggested(Schema):
    """`kind`: title, author or subject."""

    kind: str
    text: str
    detail: str
    url: str


class AvailabilityOut(Schema):
    """`status`: read-now, on-shelf, not-on-shelf, restricted or none; `libraries`: codes of those that hold copies."""

    status: str
    online: bool
    copies: int
    available: int
    libraries: list[str]


class PageHitOut(Schema):
    """A page that holds the words; `snippet` is HTML with `<mark>`."""

    page: int
    label: str
    snippet: str
    url: str


class HitOut(Schema):
    """`formats`: print and kinds of digital objects; `highlights`: HTML with `<mark>` by field."""

    id: str
    title: str
    creators: list[str]
    year: int | None
    languages: list[str]
    formats: list[str]
    availability: AvailabilityOut
    highlights: dict[str, str]
    kind: str
    url: str
    read_url: str | None
    pages: list[PageHitOut]
    page_total: int


class BucketOut(Schema):
    """`value` goes into the address as it is."""

    value: str
    label: str
    count: int


class AnswerOut(Schema):
    """`corrected`: searched instead of `q`; `relaxed`: not every word had to be there; `took_ms`: the engine alone."""

    total: int
    results: list[HitOut]
    facets: dict[str, list[BucketOut]]
    page: int
    per_page: int
    did_you_mean: str | None
    corrected: str | None
    relaxed: bool
    messages: list[str]
    took_ms: float


def _parameter(name: str, said: str, several: bool = False) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    schema = {"type": "array", "items": text} if several else text
    return {"in": "query", "name": name, "required": False, "schema": schema, "description": said}


# Told to the OpenAPI description only: `Asked.read` reads them, and passes over what it cannot read.
FILTERS = [
    *(_parameter(name, "Filter; may be repeated, then one of the values must hold.", True) for name in asking.FILTERS),
    _parameter("from", "First year."),
    _parameter("to", "Last year."),
    _parameter("facets", "`no` leaves the counts out."),
    _parameter("literal", "`1` corrects nothing and requires every word."),
    _parameter("works", "`1` shows one edition of each work."),
]


@router.get(
    "/search",
    response=AnswerOut,
    auth=None,
    summary="Search records and pages",
    openapi_extra={"parameters": FILTERS},
)
def search(request: HttpRequest, q: str = "", page: int = 1, per_page: int = 20, sort: str = "relevance") -> Any:
    """Records, and the pages inside them that hold the words. Filters are those of the page of results."""
    who = viewer(request)
    asked = Asked.read(request.GET)
    more = {} if request.GET.get("facets") != "no" else {"facets": ()}
    found = queries.find(asked, who, **more)
    # The answer is ours already; checking every value of it again would cost more than the search.
    return _json(answer(asked, found, queries.show(found, who, editions=False)))


@router.get("/search/suggest", response=list[Suggested], auth=None, summary="Suggest while typing")
def suggest(request: HttpRequest, q: str = "") -> Any:
    """Titles, authors and subjects that go on from what was typed, in any script."""
    return [{"kind": one.kind, "text": one.text, "detail": one.detail, "url": one.url} for one in queries.suggest(q)]


def _json(data: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps(data), content_type="application/json; charset=utf-8")
