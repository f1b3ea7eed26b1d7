"""Reads and checks the audit trail."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from chorsu.foundation.audit.actions import seal_of
from chorsu.foundation.audit.models import Entry


def verify() -> Entry | None:
    """Walk the trail from its beginning; returns the first entry whose seal is broken, or None when all hold."""
    previous = ""
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2000):
        if entry.previous != previous or entry.digest != seal_of(entry):
            return entry
        previous = entry.digest
    return None


def found(
    actor: str = "", verb: str = "", target: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Entry]:
    """Entries that fit, newest first; `verb` by its beginning, `target` and `actor` exactly."""
    entries = Entry.objects.order_by("-id")
    if actor:
        entries = entries.filter(actor_name=actor)
    if verb:
        entries = entries.filter(verb__startswith=verb)
    if target:
        entries = entries.filter(target=target)
    if since:
        entries = entries.filter(at__date__gte=since)
    if until:
        entries = entries.filter(at__date__lte=until)
    return entries
