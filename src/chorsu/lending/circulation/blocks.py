"""What lending puts on the record page: the way into the queue, for any copy and at one branch."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.holdings.queries import BranchAvailability
from chorsu.catalogue.records.models import Record


def hold(request: HttpRequest, record: Record) -> tuple[str, dict[str, Any]] | None:
    """“Place a hold” below the title, where a library has a copy on its books."""
    if not Item.objects.filter(record=record, stock="on-books", access="lend").exists():
        return None
    return "circulation/_hold.html", {"record": record, "branch": None}


def hold_here(request: HttpRequest, record: Record, branch: BranchAvailability) -> tuple[str, dict[str, Any]] | None:
    """“Place a hold” at the end of a branch's line, where that branch has a copy to lend."""
    if not branch.available and branch.due is None:
        return None
    return "circulation/_hold.html", {"record": record, "branch": branch.branch}
