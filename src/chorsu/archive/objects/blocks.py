"""What other rooms' pages show of digital objects: ways to read on the record page, a word in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chorsu.archive.objects import queries
from chorsu.archive.rights import queries as rights
from chorsu.people.accounts import queries as accounts


def ways_to_read(request: HttpRequest, record, **_more: Any) -> tuple[str, dict[str, Any]] | None:
    """Every object of the record: readable now, or why not and what to do."""
    found = queries.for_record(record.pk)
    if not found:
        return None
    decisions = rights.decide_many(accounts.viewer(request), found, "read")
    ways = [(one, decisions[one.pk]) for one in found if decisions[one.pk] or not _is_hidden(decisions[one.pk])]
    return ("objects/_ways.html", {"ways": ways}) if ways else None


def statuses(record_ids: Sequence[int]) -> Mapping[int, tuple[str, Any]]:
    """“Read online” for records with an object that everybody may read."""
    found = queries.for_records(record_ids)
    classes = rights.access_classes([one for several in found.values() for one in several])
    return {
        record: ("now", _("Read online"))
        for record, several in found.items()
        if any(classes[one.pk] == "public" for one in several)
    }


def _is_hidden(decision) -> bool:
    return decision.reason is not None and decision.reason.code == "rights.withdrawn"
