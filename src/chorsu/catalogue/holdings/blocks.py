"""What holdings put on the record page and into its JSON: who holds it, and what can be had now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chorsu.catalogue.holdings import queries, rules
from chorsu.catalogue.holdings.queries import BranchAvailability
from chorsu.catalogue.records import slots
from chorsu.catalogue.records.models import Record
from chorsu.foundation.ui.wording import day
from chorsu.people.libraries.models import Organisation

SHOWN = 8  # branches on the page at first; the rest is one step away


def where(request: HttpRequest, record: Record) -> tuple[str, dict[str, Any]] | None:
    """The section "who holds it" with live availability."""
    branches = queries.availability([record.pk])[record.pk]
    if not branches:
        return None
    places = Organisation.objects.in_bulk({b.branch for b in branches} | {b.library for b in branches if b.library})
    lines: list[dict[str, Any]] = [
        {"at": b, "place": places[b.branch], "library": places.get(b.library), "status": word(b)} for b in branches
    ]
    lines.sort(key=lambda line: (-line["at"].here_now, line["place"].sort_name))
    everything = request.GET.get("branches") == "all"
    shown = lines if everything else lines[:SHOWN]
    for line in shown:
        line["actions"] = _actions(request, record, line["at"])
    here = sum(b.here_now for b in branches)
    context = {
        "record": record, "lines": shown, "more": len(lines) - len(shown), "copies": here,
        "libraries": len({b.library for b in branches if b.here_now}),
    }  # fmt: skip
    for line in shown:
        line["shelf"] = shelf(line["at"])
    return "holdings/_where.html", context


def _actions(request: HttpRequest, record: Record, branch: BranchAvailability) -> list[SafeString]:
    return slots.drawn("branch", request, record, branch=branch)


def shelf(branch: BranchAvailability) -> str:
    """Location and call number in one line."""
    return " · ".join(filter(None, (branch.location, branch.call_number)))


def word(branch: BranchAvailability) -> tuple[str, str]:
    """(kind, words) on how a branch's copies can be had: the best of them counts."""
    if branch.available:
        text = ngettext(
            "%(available)s of %(total)s copy on the shelf",
            "%(available)s of %(total)s copies on the shelf",
            branch.total,
        )
        return "ok", text % {"available": branch.available, "total": branch.total}
    if branch.reading_room:
        return "ok", _("to read in the library")
    if branch.due:
        return "wait", _("due back %(day)s") % {"day": day(branch.due)}
    if any(item.state == rules.ON_LOAN for item in branch.items):
        return "wait", _("on loan")
    if any(item.state in (rules.IN_TRANSIT, rules.ON_HOLD_SHELF) for item in branch.items):
        return "wait", _("kept for another reader")
    if any(item.state == rules.IN_PROCESS for item in branch.items):
        return "wait", _("being processed")
    return "out", _("not available") if branch.total or not branch.statement else _("see the statement")


def statuses(record_ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """One word on each record that has items: for lists of editions and for staff."""
    result = {}
    for id_, branches in queries.availability(record_ids).items():
        here = len({b.library for b in branches if b.here_now})
        if here:
            text = ngettext("in %(count)s library", "in %(count)s libraries", here) % {"count": here}
            result[id_] = ("ok", text)
        elif branches:
            result[id_] = word(min(branches, key=lambda b: (b.due is None, b.due or 0)))
    return result


def field(record_ids: Sequence[int]) -> Mapping[int, list[dict[str, Any]]]:
    """`availability` of the record's JSON."""
    found = queries.availability(record_ids)
    ids = {number for branches in found.values() for b in branches for number in (b.branch, b.library)}
    codes = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "code"))
    return {
        id_: [
            {
                "library": codes.get(b.library) or codes.get(b.branch), "branch": codes.get(b.branch),
                "location": b.location, "call_number": b.call_number, "statement": b.statement, "total": b.total,
                "available": b.available, "reading_room": b.reading_room, "due": b.due.isoformat() if b.due else None,
            }
            for b in branches
        ]
        for id_, branches in found.items()
    }  # fmt: skip
