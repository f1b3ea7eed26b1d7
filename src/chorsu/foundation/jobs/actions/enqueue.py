"""Puts work on the queue, takes it off again, and starts failed work anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from chorsu.foundation.jobs import rules
from chorsu.foundation.jobs.errors import JobFinished, JobNotFailed
from chorsu.foundation.jobs.models import Job
from chorsu.foundation.jobs.registry import job_type


def enqueue(
    name: str,
    *,
    arguments: dict[str, Any] | None = None,
    label: str = "",
    by: Any = None,
    library: Any = None,
    unique: str | None = None,
    run_after: datetime | None = None,
    priority: int | None = None,
    queue: str | None = None,
) -> Job:
    """Put a job on the queue; inside a transaction it appears when that commits.

    With `unique`, an open job of the same key is returned instead of a second one. Raises UnknownJob.
    """
    kind = job_type(name)
    now = timezone.now()
    job = Job(
        name=name,
        label=label[:300],
        queue=queue or kind.queue,
        priority=kind.priority if priority is None else priority,
        arguments=arguments or {},
        run_after=run_after or now,
        unique_key=unique,
        retries=kind.retries,
        created=now,
        created_by_id=getattr(by, "pk", None),
        created_by_name=_name_of(by),
        library_id=getattr(library, "pk", library),
    )
    if unique is None:
        job.save(force_insert=True)
        return job
    for _ in range(3):
        try:
            with transaction.atomic():
                job.save(force_insert=True)
            return job
        except IntegrityError:
            existing = Job.objects.filter(unique_key=unique, state__in=rules.OPEN).first()
            if existing is not None:
                return existing
            job.pk = None  # it ended between the two looks: try again
    raise RuntimeError(f"The queue does not settle for the unique key {unique}.")


def cancel(job: Job, by: Any = None) -> None:
    """Take a waiting job off the queue at once; ask a running one to stop at its next step. Raises JobFinished."""
    now = timezone.now()
    note = f"{_name_of(by)}"
    if Job.objects.filter(pk=job.pk, state=rules.QUEUED).update(
        state=rules.CANCELLED, cancel_wanted=True, finished=now, error=note and f"Cancelled by {note}."
    ):
        job.refresh_from_db()
        return
    if not Job.objects.filter(pk=job.pk, state=rules.RUNNING).update(cancel_wanted=True):
        raise JobFinished()
    job.refresh_from_db()


def retry(job: Job, by: Any = None) -> None:
    """Queue a failed or cancelled job again; it goes on from its last checkpoint. Raises JobNotFailed."""
    job_type(job.name)
    try:
        with transaction.atomic():
            changed = Job.objects.filter(pk=job.pk, state__in=(rules.FAILED, rules.CANCELLED)).update(
                state=rules.QUEUED,
                failures=0,
                cancel_wanted=False,
                error="",
                finished=None,
                claim="",
                worker=None,
                run_after=timezone.now(),
            )
    except IntegrityError as error:  # another open job holds its unique key
        raise JobNotFailed() from error
    if not changed:
        raise JobNotFailed()
    job.refresh_from_db()


def _name_of(by: Any) -> str:
    return by.get_username()[:150] if hasattr(by, "get_username") else ""
