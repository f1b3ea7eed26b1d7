"""Claims the next job and runs it. A claim is one short transaction; the work itself runs outside any.

PostgreSQL: SELECT … FOR UPDATE SKIP LOCKED, so workers never wait for each other. SQLite: a conditional UPDATE that
only one process can win.
"""

from __future__ import annotations

import logging
import random
import threading
import traceback
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from chorsu.foundation.jobs import rules
from chorsu.foundation.jobs.errors import JobCancelled, JobInterrupted, JobLost, UnknownJob
from chorsu.foundation.jobs.models import Job, Worker
from chorsu.foundation.jobs.registry import JOBS, job_type
from chorsu.foundation.jobs.running import Running
from chorsu.kernel.errors import ChorsuError, Conflict, Unavailable

log = logging.getLogger(__name__)


def claim_next(queues: Sequence[str] = (), worker: Worker | None = None) -> Job | None:
    """Take the next job that is due (highest priority, then oldest), or None. Empty `queues` means all."""
    now = timezone.now()
    due = Job.objects.filter(state=rules.QUEUED, run_after__lte=now).order_by("-priority", "id")
    if queues:
        due = due.filter(queue__in=queues)
    claim = uuid.uuid4().hex
    if connection.vendor == "postgresql":
        with transaction.atomic():
            number = due.select_for_update(skip_locked=True).values_list("pk", flat=True).first()
            taken = number is not None and _take(number, claim, worker, now)
    else:
        # A look without a lock first: an idle worker never asks for the one write lock.
        number, taken = None, False
        for number in list(due.values_list("pk", flat=True)[:5]):
            if taken := _take(number, claim, worker, now):
                break
    return Job.objects.get(pk=number) if taken else None


def _take(number: int, claim: str, worker: Worker | None, now: Any) -> bool:
    from django.db.models import F
    from django.db.models.functions import Coalesce

    return bool(
        Job.objects.filter(pk=number, state=rules.QUEUED).update(
            state=rules.RUNNING,
            claim=claim,
            worker=worker,
            attempts=F("attempts") + 1,
            started=Coalesce("started", now),
            heartbeat=now,
        )
    )


def run_claimed(job: Job, stopping: threading.Event | None = None) -> str:
    """Run a claimed job to its end and note how it ended; returns its new state. Never raises the job's own error."""
    running = Running(job, stopping)
    try:
        kind = job_type(job.name)
        result = kind.run(running, **job.arguments)
    except JobCancelled:
        return _end(job, rules.CANCELLED, finished=timezone.now(), note=job.note)
    except JobInterrupted:
        # The worker is being stopped: not the job's fault, so this attempt does not count.
        return _end(job, rules.QUEUED, run_after=timezone.now(), attempts=max(0, job.attempts - 1))
    except JobLost:
        log.warning("Job %s was taken over by another worker.", job)
        return Job.objects.values_list("state", flat=True).get(pk=job.pk)
    except Exception as error:
        return fail(job, error)
    outcome = running.result if result is None else result
    return _end(job, rules.DONE, finished=timezone.now(), result=outcome, error="")


def fail(job: Job, error: Exception) -> str:
    """Note a failure: queued again after a pause, or failed when trying again cannot help or was tried enough."""
    job.refresh_from_db(fields=["failures", "saved"])
    failures = job.failures + 1
    lasting = isinstance(error, ChorsuError) and not isinstance(error, (Unavailable, Conflict))
    text = (
        error.sentence
        if lasting and isinstance(error, ChorsuError)
        else "".join(traceback.format_exception(error))[-16000:]
    )
    if lasting or not rules.may_try_again(failures, job.retries):
        log.error("Job %s failed for good: %s", job, error)
        return _end(job, rules.FAILED, failures=failures, error=text, finished=timezone.now())
    kind = JOBS.get(job.name)
    pause = rules.wait_before_retry(failures, kind.backoff if kind else 10.0, random.random())
    log.warning("Job %s failed and is tried again in %d s: %s", job, pause.total_seconds(), error)
    return _end(job, rules.QUEUED, failures=failures, error=text, run_after=timezone.now() + pause)


def _end(job: Job, state: str, **values: Any) -> str:
    changed = Job.objects.filter(pk=job.pk, claim=job.claim, state=rules.RUNNING).update(
        state=state, claim="", worker=None, heartbeat=timezone.now(), **values
    )
    if not changed:
        log.warning("Job %s was taken over by another worker before it ended.", job)
        return Job.objects.values_list("state", flat=True).get(pk=job.pk)
    return state


def run_pending(queues: Sequence[str] = (), limit: int = 1000) -> int:
    """Run everything that is due in this process; returns how many ran. For tests and one-process commands."""
    ran = 0
    while ran < limit and (job := claim_next(queues)) is not None:
        run_claimed(job)
        ran += 1
    return ran


__all__ = ["UnknownJob", "claim_next", "fail", "run_claimed", "run_pending"]
