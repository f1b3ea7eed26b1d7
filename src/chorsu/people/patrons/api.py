"""The API of readers, for staff."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.foundation.api.doors import PageIn, PageOut, Query, Router, Schema, paged
from chorsu.people.accounts.actions import require
from chorsu.people.libraries.queries import by_code
from chorsu.people.patrons import queries
from chorsu.people.patrons.models import Patron

router = Router(tags=["Patrons"])


class PatronOut(Schema):
    """A reader; `card` is the card in use, the newest first when there are several."""

    id: int
    card: str | None
    cards: list[str]
    family_name: str
    given_name: str
    patronymic: str
    library: str
    category: str
    expires: str | None
    blocked: bool


@router.get("/patrons", response=PageOut[PatronOut], summary="List readers (staff)")
def patrons(request: HttpRequest, page: Query[PageIn], q: str = "", card: str = "", library: str = ""):
    """Readers that the calling account may see, by name. `q`: name in any script or card; `card`: exactly this card."""
    require(request.account, "patrons.see")
    rows = queries.find(queries.seen_by(request.account), q[:100], card[:64])
    if library:
        rows = rows.filter(home_library=by_code(library))
    return paged(request, queries.listed(rows), page, show)


@router.get("/patrons/{number}", response=PatronOut, summary="Show a reader (staff)")
def patron(request: HttpRequest, number: int):
    """One reader by id."""
    require(request.account, "patrons.see")
    rows = queries.listed(queries.seen_by(request.account).filter(pk=number))
    return show(rows.first() or queries.get(-1))


def show(row: Patron) -> dict[str, Any]:
    """A reader as the API says it."""
    numbers = [card.number for card in row.open_cards]
    return {
        "id": row.pk,
        "card": numbers[0] if numbers else None,
        "cards": numbers,
        "family_name": row.family_name,
        "given_name": row.given_name,
        "patronymic": row.patronymic,
        "library": row.home_library.code,
        "category": row.category.code,
        "expires": row.expires.isoformat() if row.expires else None,
        "blocked": bool(row.open_blocks),
    }
