"""Undo an import: every source goes back to what it was before; what somebody used since stays and is explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from chorsu.catalogue.records import ports
from chorsu.catalogue.records.errors import AlreadyUndone, StillRunning
from chorsu.catalogue.records.events import BatchFinished, RecordsChanged
from chorsu.catalogue.records.importing.storing import Chunk
from chorsu.catalogue.records.importing.writing import refresh
from chorsu.catalogue.records.models import Batch, BatchProblem, RecordSource, SourceRecord, SourceVersion
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.events.actions import publish
from chorsu.kernel.clock import now
from chorsu.kernel.errors import gettext_noop

SIZE = 500
CHANGED_SINCE = gettext_noop("A later import or a cataloguer changed this record, so it stays as it is now.")


def undo_batch(
    batch: Batch,
    by: Any = None,
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], object] | None = None,
) -> Batch:
    """Give every source a version as before the import: a deletion where the import brought it, else the older text.

    Records left without a source are withdrawn (their address says so); items that were lent or changed since stay,
    each with a row in the batch's sheet. Can be stopped and goes on. Raises Forbidden, StillRunning, AlreadyUndone.
    """
    if by is not None:
        from chorsu.people.accounts.actions import require

        require(by, "records.import", batch.library)
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.state in (Batch.State.UNDONE, Batch.State.CHECKED):
            raise AlreadyUndone
        if batch.state == Batch.State.RUNNING and _job_lives(batch):
            raise StillRunning
        batch.state = Batch.State.UNDOING
        batch.save(update_fields=["state"])
    total = SourceVersion.objects.filter(batch=batch).values("source").distinct().count()
    last = done = 0
    while True:
        rows = SourceVersion.objects.filter(batch=batch, source_id__gt=last).order_by("source_id")
        sources = list(rows.values_list("source_id", flat=True).distinct()[:SIZE])
        if not sources:
            break
        if stopped is not None:
            stopped()
        _undo(batch, sources, by)
        last = sources[-1]
        done += len(sources)
        if progress is not None:
            progress(done, total)
    with transaction.atomic():
        batch.state = Batch.State.UNDONE
        batch.finished = now()
        batch.save(update_fields=["state", "finished"])
        publish(BatchFinished(batch.pk))
    return batch


@transaction.atomic
def _undo(batch: Batch, ids: list[int], by: Any) -> None:
    chunk = Chunk(batch.library_id, None, getattr(by, "pk", None), now())
    chunk.lock()
    sources = {source.pk: source for source in SourceRecord.objects.filter(pk__in=ids)}
    versions: dict[int, dict[int, SourceVersion]] = {}
    for version in SourceVersion.objects.filter(source_id__in=ids).order_by("number"):
        versions.setdefault(version.source_id, {})[version.number] = version
    touched: list[int] = []
    left: list[tuple[SourceRecord, str]] = []
    for id_, source in sources.items():
        newest = versions[id_][source.version]
        if newest.batch_id != batch.pk:
            if not (newest.deleted and newest.batch_id is None):
                left.append((source, CHANGED_SINCE))
            continue
        _restore(source, versions[id_], batch, chunk)
        touched.append(id_)
    for stage in ports.stages():
        if stage.undo is not None and touched:
            for sentence in stage.undo(batch.pk, touched):
                left.append((sources[touched[0]], sentence))
    records = sorted(set(RecordSource.objects.filter(source_id__in=touched).values_list("record_id", flat=True)))
    if records:
        refresh(chunk, records)
        publish(RecordsChanged(sorted(chunk.changed)))
    BatchProblem.objects.bulk_create(
        BatchProblem(
            batch=batch,
            row=0,
            identifier=source.source_id[:120],
            code="left-at-undo",
            reason=sentence[:500],
            rejected=False,
        )  # fmt: skip
        for source, sentence in left
    )


def _restore(source: SourceRecord, versions: dict[int, SourceVersion], batch: Batch, chunk: Chunk) -> None:
    """Append a version that says what the newest version before this batch said, or that there was none."""
    before = next((v for _n, v in sorted(versions.items(), reverse=True) if v.batch_id != batch.pk), None)
    source.version += 1
    gone = before is None or before.deleted
    SourceVersion.objects.create(
        source=source, number=source.version, packed=b"" if before is None else before.packed,
        format=before.format if before else versions[source.version - 1].format,
        encoding=before.encoding if before else "", digest=before.digest if before else "", deleted=gone,
        by_id=chunk.by, created=chunk.moment,
    )  # fmt: skip
    source.digest = before.digest if before else ""
    source.deleted = gone
    source.changed = chunk.moment
    source.save(update_fields=["version", "digest", "deleted", "changed"])


def _job_lives(batch: Batch) -> bool:
    """Whether somebody still works on the import; one started at the command line is taken to be alive for an hour."""
    from chorsu.foundation.jobs.models import Job

    if batch.job is None:
        return (now() - batch.started).total_seconds() < 3600
    return Job.objects.filter(pk=batch.job, state__in=("queued", "running")).exists()


@transaction.atomic
def start_undo(batch: Batch, by: Any = None) -> Any:
    """Put the undoing of a batch into the queue; returns the job. Raises Forbidden, AlreadyUndone, StillRunning."""
    from chorsu.foundation.jobs.actions import enqueue

    if by is not None:
        from chorsu.people.accounts.actions import require

        require(by, "records.import", batch.library)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state in (Batch.State.UNDONE, Batch.State.CHECKED):
        raise AlreadyUndone
    if batch.state == Batch.State.RUNNING and _job_lives(batch):
        raise StillRunning
    job = enqueue(
        "records.undo-import", arguments={"batch": batch.pk}, label=batch.label, by=by, library=batch.library,
        unique=f"undo-{batch.pk}",
    )  # fmt: skip
    Batch.objects.filter(pk=batch.pk).update(job=job.pk, state=Batch.State.UNDOING)
    audit.record(by, "records.undo-import", f"import:{batch.pk}", {"file": batch.label}, library=batch.library)
    return job
