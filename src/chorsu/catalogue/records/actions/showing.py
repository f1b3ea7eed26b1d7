"""Hide a record from readers, and show it again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from chorsu.catalogue.records.actions.joining import _allowed, _locked, _person
from chorsu.catalogue.records.errors import NotTogether
from chorsu.catalogue.records.events import RecordsChanged
from chorsu.catalogue.records.models import Decision, Record
from chorsu.foundation.events.actions import publish
from chorsu.kernel.clock import now


def suppress(record: Record, by: Any = None, reason: str = "") -> Decision:
    """Take a record out of every list readers see; nothing is lost. Raises Forbidden, NotTogether."""
    return _turn(record, Record.Status.SHOWN, Record.Status.SUPPRESSED, Decision.Kind.SUPPRESSED, by, reason)


def show(record: Record, by: Any = None, reason: str = "") -> Decision:
    """Show a suppressed record again. Raises Forbidden, NotTogether."""
    return _turn(record, Record.Status.SUPPRESSED, Record.Status.SHOWN, Decision.Kind.SHOWN, by, reason)


@transaction.atomic
def _turn(record: Record, old: str, new: str, kind: str, by: Any, reason: str) -> Decision:
    from chorsu.foundation.audit.actions import record as write_audit

    record = _locked(record.pk)
    _allowed(by, record, right="records.edit")
    if record.status != old:
        raise NotTogether
    Record.objects.filter(pk=record.pk).update(status=new, change=F("change") + 1, changed=now())
    decision = Decision.objects.create(
        kind=kind, record=record, by=_person(by), reason=reason[:300], inverse={"verb": "status", "status": old}
    )
    write_audit(by, f"records.{kind}", f"record:{record.pid}", {"reason": reason})
    publish(RecordsChanged([record.pk]))
    return decision
