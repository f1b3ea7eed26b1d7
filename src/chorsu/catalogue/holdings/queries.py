"""What is held where, and what of it can be had now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from chorsu.catalogue.holdings import rules
from chorsu.catalogue.holdings.models import Holding, Item
from chorsu.catalogue.holdings.ports import movements

STEP = 500


@dataclass(slots=True)
class ItemState:
    """One item as readers see it. `state` is a word of `rules.STATES`."""

    id: int
    holding: int
    record: int
    library: int
    branch: int
    location: str
    call_number: str
    barcode: str
    copies: int
    state: str
    due: date | None = None


@dataclass(slots=True)
class BranchAvailability:
    """What one branch has of one record. `available` and `total` count copies (group accounting included)."""

    library: int
    branch: int
    location: str = ""
    call_number: str = ""
    statement: str = ""
    total: int = 0
    available: int = 0
    reading_room: int = 0
    due: date | None = None  # soonest return, where nothing is available
    items: list[ItemState] = field(default_factory=list)

    @property
    def here_now(self) -> int:
        """Copies that can be had now, at home or in the reading room."""
        return self.available + self.reading_room


def availability(record_ids: Sequence[int]) -> dict[int, list[BranchAvailability]]:
    """For each record its branches with what they have: two queries here and those of the lending room.

    Written-off items do not count. Branches come in the order of their holdings.
    """
    result: dict[int, list[BranchAvailability]] = {id_: [] for id_ in record_ids}
    by_branch: dict[tuple[int, int], BranchAvailability] = {}
    rows = Holding.objects.filter(record_id__in=record_ids).order_by("pk")
    for holding in rows.values("pk", "record_id", "branch_id", "location", "call_number", "statement"):
        key = (holding["record_id"], holding["branch_id"])
        entry = by_branch.get(key)
        if entry is None:
            entry = by_branch[key] = BranchAvailability(
                library=0, branch=holding["branch_id"], location=holding["location"],
                call_number=holding["call_number"], statement=holding["statement"],
            )  # fmt: skip
            result[holding["record_id"]].append(entry)
    for item in states(Item.objects.filter(record_id__in=record_ids)):
        entry = by_branch.get((item.record, item.branch))
        if entry is None:
            entry = by_branch[(item.record, item.branch)] = BranchAvailability(library=item.library, branch=item.branch)
            result[item.record].append(entry)
        entry.library = item.library
        entry.location = entry.location or item.location
        entry.call_number = entry.call_number or item.call_number
        if item.state == rules.WRITTEN_OFF:
            continue
        entry.items.append(item)
        entry.total += item.copies
        if item.state == rules.AVAILABLE:
            entry.available += item.copies
        elif item.state == rules.READING_ROOM:
            entry.reading_room += item.copies
        elif item.due:
            entry.due = min(entry.due, item.due) if entry.due else item.due
    return result


def states(items: QuerySet[Item]) -> list[ItemState]:
    """Each item of the query with its state now."""
    rows = list(
        items.order_by("pk").values(
            "pk",
            "holding_id",
            "record_id",
            "library_id",
            "branch_id",
            "holding__location",
            "holding__call_number",
            "barcode",
            "copies",
            "stock",
            "presence",
            "process",
            "condition",
            "access",
        )  # fmt: skip
    )
    moving = movements(row["pk"] for row in rows)
    result = []
    for row in rows:
        movement = moving.get(row["pk"])
        word = rules.state(
            stock=row["stock"], presence=row["presence"], process=row["process"], condition=row["condition"],
            access=row["access"], movement=movement.state if movement else "",
        )  # fmt: skip
        result.append(
            ItemState(
                id=row["pk"],
                holding=row["holding_id"],
                record=row["record_id"],
                library=row["library_id"],
                branch=row["branch_id"],
                location=row["holding__location"],
                call_number=row["holding__call_number"],
                barcode=row["barcode"],
                copies=row["copies"],
                state=word,
                due=movement.due if movement else None,
            )  # fmt: skip
        )
    return result


MAY_BE: dict[str, dict[str, Any]] = {
    rules.AVAILABLE: {"stock": "on-books", "presence": "present", "process": "ready", "access": "lend"},
    rules.READING_ROOM: {"stock": "on-books", "presence": "present", "access": "reading-room"},
    rules.IN_PROCESS: {"stock": "on-books", "process__in": ("in-process", "ordered")},
    rules.WRITTEN_OFF: {"stock": "written-off"},
}


def in_state(items: QuerySet[Item], wanted: str, start: int, count: int) -> list[ItemState]:
    """Items in a state, `count` of them after the first `start`; walks the list in steps, never all of it at once.

    What lending knows (on loan, held, travelling) is asked for each step, so the order and the paging stay true.
    """
    rows = items.filter(**MAY_BE.get(wanted, {})).order_by("pk")
    found: list[ItemState] = []
    passed, last = 0, 0
    while len(found) < count:
        ids = list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:STEP])
        if not ids:
            break
        last = ids[-1]
        for item in states(Item.objects.filter(pk__in=ids)):
            if item.state == wanted:
                passed += 1
                if passed > start and len(found) < count:
                    found.append(item)
    return found


def holding_libraries(record_ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """For each record the (library, branch) pairs that have items of it: for the index's facets. One query."""
    result: dict[int, list[tuple[int, int]]] = {}
    rows = Item.objects.filter(record_id__in=record_ids, stock=Item.Stock.ON_BOOKS)
    for record, library, branch in rows.values_list("record_id", "library_id", "branch_id").distinct():
        result.setdefault(record, []).append((library, branch))
    return result


def by_barcode(barcode: str, library: object | None = None) -> Item | None:
    """The item with this barcode in the library; without a library, the only one there is anywhere (else None)."""
    rows = Item.objects.filter(barcode=barcode).select_related("record", "branch", "library", "holding")
    if library is not None:
        rows = rows.filter(library=library)
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def count_items(libraries: Iterable[int] | None = None) -> int:
    """How many copies are on the books (rows; group accounting counts a row once)."""
    rows = Item.objects.filter(stock=Item.Stock.ON_BOOKS)
    return rows.filter(library__in=libraries).count() if libraries is not None else rows.count()


def figure() -> int:
    """The number of copies for the front page, at most ten minutes old."""
    from django.core.cache import cache

    return cache.get_or_set("holdings.figure", count_items, 600) or 0
