"""Merge, split, and say that two records are not the same; every decision can be undone."""

from __future__ import annotations

from itertools import product
from typing import Any

from django.db import transaction
from django.db.models import F

from chorsu.catalogue.records import ports, queries
from chorsu.catalogue.records.errors import AlreadyUndone, KeptApart, NotTogether
from chorsu.catalogue.records.events import RecordMerged, RecordsChanged, RecordSplit
from chorsu.catalogue.records.importing.storing import Chunk
from chorsu.catalogue.records.importing.writing import refresh
from chorsu.catalogue.records.models import Decision, NotSame, Record, RecordSource
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.events.actions import publish
from chorsu.kernel.clock import now

RIGHT = "records.merge"


@transaction.atomic
def merge(record: Record, into: Record, by: Any = None, reason: str = "") -> Decision:
    """Move every source of `record` to `into`; the old address leads there.

    Raises NotTogether, Forbidden, and KeptApart where a person declared any two of their sources not the same.
    """
    record, into = _locked(record.pk), _locked(into.pk)
    if record.pk == into.pk or record.status != Record.Status.SHOWN or into.status != Record.Status.SHOWN:
        raise NotTogether
    _allowed(by, record, into)
    sources = list(RecordSource.objects.filter(record=record).values_list("source_id", flat=True))
    theirs = list(RecordSource.objects.filter(record=into).values_list("source_id", flat=True))
    if queries.declared_apart(sources, theirs):
        raise KeptApart
    _move_edges(sources, into, by, reason)
    memos = _move(record.pk, into.pk, None)
    Record.objects.filter(pk=record.pk).update(status=Record.Status.MERGED, merged_into=into)
    _refresh([into.pk, record.pk])
    Record.objects.filter(pk=record.pk).update(status=Record.Status.MERGED)
    publish(RecordMerged(record.pk, into.pk))
    _note("joined", record, into, by, reason)
    return Decision.objects.create(
        kind=Decision.Kind.JOINED, record=record, other=into, by=_person(by), reason=reason[:300],
        details={"sources": sources}, inverse={"verb": "unmerge", "sources": sources, "memos": memos},
    )  # fmt: skip


@transaction.atomic
def split(record: Record, sources: list[int], by: Any = None, reason: str = "") -> Decision:
    """Take these sources (ids) out into a record of their own; both are remembered as not the same.

    Raises NotTogether when none or all of the record's sources are named; Forbidden.
    """
    record = _locked(record.pk)
    _allowed(by, record)
    own = set(RecordSource.objects.filter(record=record).values_list("source_id", flat=True))
    leaving = [source for source in sources if source in own]
    if not leaving or len(leaving) == len(own):
        raise NotTogether
    new = Record.objects.create()
    _move_edges(leaving, new, by, reason)
    memos = _move(record.pk, new.pk, leaving)
    _refresh([record.pk, new.pk])
    publish(RecordSplit(record.pk, new.pk))
    decision = Decision.objects.create(
        kind=Decision.Kind.SPLIT, record=record, other=new, by=_person(by), reason=reason[:300],
        details={"sources": leaving}, inverse={"verb": "rejoin", "sources": leaving, "memos": memos},
    )  # fmt: skip
    _remember(leaving, own - set(leaving), decision)
    _note("split", record, new, by, reason)
    return decision


@transaction.atomic
def deny(record: Record, other: Record, by: Any = None, reason: str = "") -> Decision:
    """Remember that two records are not the same; no rule will join their sources. Raises Forbidden."""
    _allowed(by, record, other)
    decision = Decision.objects.create(
        kind=Decision.Kind.DENIED, record=record, other=other, by=_person(by), reason=reason[:300],
        inverse={"verb": "forget"},
    )  # fmt: skip
    mine, theirs = (
        list(RecordSource.objects.filter(record=r).values_list("source_id", flat=True)) for r in (record, other)
    )
    _remember(mine, theirs, decision)
    return decision


@transaction.atomic
def undo_decision(decision: Decision, by: Any = None) -> Decision:
    """Take a merge, split or denial back. Raises AlreadyUndone, Forbidden."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_by_id is not None:
        raise AlreadyUndone
    record = _locked(decision.record_id)
    _allowed(by, record)
    if decision.inverse.get("verb") == "status":
        Record.objects.filter(pk=record.pk).update(
            status=decision.inverse["status"], change=F("change") + 1, changed=now()
        )
        publish(RecordsChanged([record.pk]))
    elif decision.other is not None:
        _turn_back(decision.inverse, record, decision.other, by)
    NotSame.objects.filter(decision=decision).delete()
    undone = Decision.objects.create(
        kind=Decision.Kind.UNDONE,
        record=record,
        other=decision.other,
        by=_person(by),
        details={"decision": decision.pk},
    )
    _note("undone", record, decision.other, by, f"decision {decision.pk}")
    decision.undone_by = undone
    decision.save(update_fields=["undone_by"])
    return undone


def _turn_back(inverse: dict[str, Any], record: Record, other: Record, by: Any) -> None:
    """Undo a merge of `record` into `other`, or a split of `other` from `record`."""
    verb = inverse.get("verb")
    if verb not in ("unmerge", "rejoin"):
        return
    _move_edges(inverse["sources"], record, by, "undone")
    for stage in ports.stages():
        if stage.move_back is not None and stage.name in inverse["memos"]:
            stage.move_back(inverse["memos"][stage.name], record.pk, other.pk)
    if verb == "unmerge":
        Record.objects.filter(pk=record.pk).update(status=Record.Status.SHOWN, merged_into=None)
        _refresh([record.pk, other.pk])
        publish(RecordSplit(other.pk, record.pk))
        return
    Record.objects.filter(pk=other.pk).update(status=Record.Status.MERGED, merged_into=record)
    _refresh([record.pk, other.pk])
    Record.objects.filter(pk=other.pk).update(status=Record.Status.MERGED)
    publish(RecordMerged(other.pk, record.pk))


def _move_edges(sources: list[int], to: Record, by: Any, reason: str) -> None:
    RecordSource.objects.filter(source_id__in=sources).update(
        record=to, decided_by="person" if by else "rules", by=_person(by), decided=now(), reason=reason[:200]
    )


def _move(origin: int, target: int, sources: list[int] | None) -> dict[str, Any]:
    return {s.name: s.move(origin, target, sources) for s in ports.stages() if s.move is not None}


def _refresh(records: list[int]) -> None:
    chunk = Chunk(0, None, None, now())
    chunk.lock()
    refresh(chunk, records)
    publish(RecordsChanged(sorted(chunk.changed)))


def _remember(some: Any, others: Any, decision: Decision) -> None:
    NotSame.objects.bulk_create(
        [NotSame(low_id=min(a, b), high_id=max(a, b), decision=decision) for a, b in product(some, others)],
        ignore_conflicts=True,
    )


def _note(what: str, record: Record, other: Record | None, by: Any, reason: str) -> None:
    audit.record(by, f"records.{what}", f"record:{record.pid}", {"other": other.pid if other else "", "reason": reason})


def _locked(pk: int) -> Record:
    return Record.objects.select_for_update().get(pk=pk)


def _person(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None


def _allowed(by: Any, *records: Record, right: str = RIGHT) -> None:
    """The right to edit is needed at a library that contributes to each of the records."""
    if by is None:
        return
    from chorsu.people.accounts.actions import require
    from chorsu.people.accounts.queries import may

    for record in records:
        libraries = [
            edge.source.library for edge in RecordSource.objects.filter(record=record).select_related("source__library")
        ]
        if not any(may(by, right, library) for library in libraries):
            require(by, right, libraries[0] if libraries else None)
