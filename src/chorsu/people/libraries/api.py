"""The API of libraries: the list and one library."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.foundation.api.doors import PageIn, PageOut, Query, Router, Schema, paged
from chorsu.people.libraries import queries, settings_registry
from chorsu.people.libraries.models import Organisation

router = Router(tags=["Libraries"])


class LibraryOut(Schema):
    """An organisation; `names` by language code, `parent` the code of the one above."""

    code: str
    kind: str
    name: str
    names: dict[str, str]
    isil: str
    parent: str | None
    place: str
    address: str
    phone: str
    email: str
    website: str
    latitude: float | None
    longitude: float | None
    mode: str
    active: bool


class LibraryDetail(LibraryOut):
    """With what holds there: time zone, whether it is open now, the week (Monday first), modules, branches."""

    timezone: str
    open_now: bool | None
    week: list[list[list[str]]]
    modules: dict[str, bool]
    branches: list[str]


@router.get("/libraries", response=PageOut[LibraryOut], auth=None, summary="List libraries")
def libraries(request: HttpRequest, page: Query[PageIn], q: str = "", place: str = "", kind: str = "library"):
    """Active organisations of a kind, by name; `q` matches names in any script, codes and towns."""
    rows = queries.find(q[:100], kind=kind, place=place[:120]).select_related("parent")
    return paged(request, rows, page, show)


@router.get("/libraries/{code}", response=LibraryDetail, auth=None, summary="Show a library")
def library(request: HttpRequest, code: str):
    """One organisation by its code."""
    found = queries.by_code(code)
    known = queries.hours_known(found)
    return {
        **show(found),
        "timezone": queries.timezone_of(found).key,
        "open_now": queries.is_open_at(found) if known else None,
        "week": [[[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in day] for day in queries.week(found)],
        "modules": {module.key: queries.module_on(found, module.key) for module in settings_registry.modules()},
        "branches": list(queries.branches(found).values_list("code", flat=True)[:200]),
    }


def show(row: Organisation) -> dict[str, Any]:
    """An organisation as the API says it."""
    fields = ("code", "kind", "name", "names", "isil", "place", "address", "phone", "email", "website")
    values = {field: getattr(row, field) for field in fields}
    parent = row.parent.code if row.parent_id else None
    return {
        **values,
        "parent": parent,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "mode": row.mode,
        "active": row.active,
    }
