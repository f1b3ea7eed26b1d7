"""What a job's function holds while it runs: arguments, progress, checkpoints, and the wish to stop."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.utils import timezone

from chorsu.foundation.jobs import rules
from chorsu.foundation.jobs.errors import JobCancelled, JobInterrupted, JobLost
from chorsu.foundation.jobs.models import Job

# Progress is written at most so often; each write is a transaction of its own on SQLite.
PROGRESS_EVERY = 0.5
LOOK_EVERY = 0.5


class Running:
    """A running job, as its function sees it. Not for other threads than the job's own."""

    def __init__(self, job: Job, stopping: threading.Event | None = None) -> None:
        self.job = job
        self.id = job.pk
        self.arguments: dict[str, Any] = job.arguments
        self.state: dict[str, Any] = dict(job.saved)
        self.attempt = job.attempts
        self.result: Any = None
        self._stopping = stopping
        self._written = 0.0
        self._looked = 0.0

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far the work is. Cheap to call often: written twice a second at most, and always at the end.

        Also raises JobCancelled, JobInterrupted or JobLost, as `stopped` does.
        """
        now = time.monotonic()
        if now - self._written < PROGRESS_EVERY and not (total is not None and done >= total):
            return
        self._written = now
        self._write(done=done, total=total, note=note[:500])
        self.stopped()

    def checkpoint(self, state: dict[str, Any]) -> None:
        """Save the place to go on from after a crash.

        Call it inside the transaction of the work it speaks of: then the work and the place are kept together or
        lost together, and each step has its effect exactly once.
        """
        self.state = dict(state)
        self._write(saved=self.state, failures=0)

    def stopped(self) -> None:
        """Raise JobCancelled when cancelled, JobInterrupted when the worker is being stopped, JobLost when rescued.

        Call it between steps, outside a transaction; it looks at the database twice a second at most.
        """
        if self._stopping is not None and self._stopping.is_set():
            raise JobInterrupted
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        found = Job.objects.filter(pk=self.id).values_list("cancel_wanted", "claim", "state").first()
        if found is None or found[1] != self.job.claim or found[2] != rules.RUNNING:
            raise JobLost
        if found[0]:
            raise JobCancelled

    def _write(self, **values: Any) -> None:
        mine = Job.objects.filter(pk=self.id, claim=self.job.claim, state=rules.RUNNING)
        if not mine.update(heartbeat=timezone.now(), **values):
            raise JobLost
