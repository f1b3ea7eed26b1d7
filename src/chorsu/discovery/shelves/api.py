"""The API of my shelf."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Status

from chorsu.catalogue.records import queries as records
from chorsu.discovery.shelves import actions, queries
from chorsu.discovery.shelves.models import SavedRecord
from chorsu.foundation.api.doors import PageIn, PageOut, Query, Router, Schema, paged

router = Router(tags=["My shelf"])


class SavedIn(Schema):
    """A record to put on the shelf."""

    record: str
    note: str | None = Field(None, max_length=1000)


class SavedOut(Schema):
    """A record on the shelf."""

    record: str
    title: str
    creators: str
    year: int | None
    note: str
    added: str
    url: str


@router.get("/shelf", response=PageOut[SavedOut], summary="List my shelf")
def shelf(request: HttpRequest, page: Query[PageIn], sort: str = "added"):
    """What stands on the shelf of the calling account; `sort`: added, title, author, year."""
    return paged(request, queries.shelf(request.account, sort), page, show)


@router.post("/shelf", response={201: SavedOut}, summary="Put a record on my shelf")
def put(request: HttpRequest, body: SavedIn):
    """Put a record on the shelf; one that is there stays, with a new note when one is given."""
    record = records.visible(body.record)
    saved = actions.put_on_shelf(request.account, record, body.note)
    saved.record = record
    return Status(201, show(saved))


@router.delete("/shelf/{pid}", response={204: None}, summary="Take a record off my shelf")
def take_off(request: HttpRequest, pid: str):
    """Take a record off the shelf; also when it was not there."""
    actions.take_off_shelf(request.account, records.by_pid(pid))
    return Status(204, None)


def show(saved: SavedRecord) -> dict[str, Any]:
    """A place on the shelf as the API says it."""
    record = saved.record
    return {
        "record": record.pid,
        "title": record.title,
        "creators": record.creators,
        "year": record.year,
        "note": saved.note,
        "added": saved.added.isoformat(),
        "url": record.get_absolute_url(),
    }
