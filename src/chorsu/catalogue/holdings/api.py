"""Items for programs of staff."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from chorsu.catalogue.holdings import queries
from chorsu.catalogue.holdings.models import Item
from chorsu.foundation.api.doors import PageIn, PageOut, Router, caller
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.queries import visible_libraries
from chorsu.people.libraries.queries import by_code, library_of

router = Router(tags=["holdings"])
RIGHT = "holdings.see"


class ItemOut(Schema):
    """One item. `status` follows from its facts and from open loans."""

    barcode: str
    inventory: str
    library: str
    branch: str
    location: str
    call_number: str
    record: str
    title: str
    copies: int
    status: str
    due: date | None


class ItemsIn(PageIn):
    """`library`: code of a library or branch; without it, every library where you may see items."""

    library: str = ""
    barcode: str = ""
    status: Literal[
        "", "available", "reading-room", "on-loan", "on-hold-shelf", "in-transit", "in-process", "unavailable",
        "written-off",
    ] = Field("", description="Only items in this state.")  # fmt: skip


@router.get("/items", response=PageOut[ItemOut], summary="Items with their state")
def items(request: HttpRequest, asked: Query[ItemsIn]) -> dict[str, Any]:
    """Items of a library in the order of their entry. With `status`, `total` counts only as far as
    the next page: ask for `next` until it is null."""
    rows = Item.objects.order_by("pk")
    if asked.library:
        place = by_code(asked.library)
        require(caller(request), RIGHT, library_of(place) or place)
        rows = rows.filter(branch__path__startswith=place.path)
    else:
        require(caller(request), RIGHT)
        rows = rows.filter(library__in=visible_libraries(caller(request), RIGHT))
    if asked.barcode:
        rows = rows.filter(barcode=asked.barcode)
    start = (asked.page - 1) * asked.per_page
    if asked.status:
        # One more than a page tells whether another page follows; the exact total would need every loan.
        found = queries.in_state(rows, asked.status, start, asked.per_page + 1)
        more = len(found) > asked.per_page
        found = found[: asked.per_page]
        total = start + len(found) + more
    else:
        total = rows.count()
        ids = list(rows.values_list("pk", flat=True)[start : start + asked.per_page])
        found = queries.states(Item.objects.filter(pk__in=ids))
        more = start + len(found) < total
    following = request.build_absolute_uri(f"?{_next(request, asked.page + 1)}") if more else None
    return {
        "total": total, "page": asked.page, "per_page": asked.per_page, "results": _shown(found), "next": following,
    }  # fmt: skip


def _next(request: HttpRequest, page: int) -> str:
    values = request.GET.copy()
    values["page"] = str(page)
    return values.urlencode()


def _shown(found: list[queries.ItemState]) -> list[dict[str, Any]]:
    facts = Item.objects.select_related("record", "library", "branch").defer("record__description")
    rows = facts.in_bulk([item.id for item in found])
    return [
        {
            "barcode": item.barcode, "inventory": rows[item.id].inventory, "library": rows[item.id].library.code,
            "branch": rows[item.id].branch.code, "location": item.location, "call_number": item.call_number,
            "record": rows[item.id].record.pid, "title": rows[item.id].record.title, "copies": item.copies,
            "status": item.state, "due": item.due,
        }
        for item in found
    ]  # fmt: skip
