"""Agents for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Schema

from chorsu.catalogue.authorities import queries
from chorsu.foundation.api.doors import PageIn, PageOut, Router, paged

router = Router(tags=["authorities"])


class NameOut(Schema):
    """One writing of a name; `script` is ISO 15924 where it is known."""

    name: str
    script: str = ""


class AgentOut(Schema):
    """A person, body, meeting or family."""

    id: str
    kind: str
    name: str
    dates: str
    names: list[NameOut]


class WorkLineOut(Schema):
    """A record in a list."""

    id: str
    title: str
    creators: str
    year: int | None


@router.get("/agents/{pid}", response=AgentOut, auth=None, summary="One agent")
def agent(request: HttpRequest, pid: str) -> dict[str, Any]:
    """All names under one number."""
    found = queries.by_pid(pid)
    return {"id": found.pid, "kind": found.kind, "name": found.name, "dates": found.dates, "names": found.names}


@router.get("/agents/{pid}/records", response=PageOut[WorkLineOut], auth=None, summary="Records of an agent")
def records(request: HttpRequest, pid: str, page: Query[PageIn]) -> dict[str, Any]:
    """Newest first."""
    rows = queries.records_of(queries.by_pid(pid))
    return paged(request, rows, page, lambda r: {"id": r.pid, "title": r.title, "creators": r.creators, "year": r.year})
