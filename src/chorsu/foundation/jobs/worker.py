"""The loops of the background processes: one runs jobs, one delivers events, one keeps the schedule.

Each notes itself as a Worker with a heartbeat from a second thread. SIGTERM asks the loop to end: a job stops at its
next step and goes back to the queue; one that does not stop within the grace is put back by force. kill -9 needs no
farewell: the next worker sees that the process is gone and takes the job up from its checkpoint.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections
from django.utils import timezone

from chorsu.foundation.events import actions as events
from chorsu.foundation.jobs import processes, rules
from chorsu.foundation.jobs.actions import claim_next, rescue, run_claimed, start_due
from chorsu.foundation.jobs.models import Job, Worker
from chorsu.foundation.jobs.supervising import die_with_parent

log = logging.getLogger(__name__)

IDLE_PAUSE = 0.5  # between looks at an empty queue
BUSY_PAUSE = 0.2  # between looks at a quiet stream of events
RESCUE_EVERY = 5.0
GRACE = 12.0


class Process:
    """One background process: its row, its heartbeat, its way to stop."""

    def __init__(self, kind: str, queues: Sequence[str] = (), heartbeat: float | None = None) -> None:
        self.kind = kind
        self.queues = list(queues)
        self.stopping = threading.Event()
        self.ended = threading.Event()
        self.key = uuid.uuid4().hex
        self.beat_every = heartbeat or getattr(settings, "JOB_HEARTBEAT", 5.0)
        self.row: Worker | None = None
        self.current: Job | None = None

    def run(self, loop: Callable[[], None]) -> None:
        """Run the loop until stopped; database troubles are waited out, not died of."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        die_with_parent()
        now = timezone.now()
        pid = os.getpid()
        self.row = Worker.objects.create(
            key=self.key,
            kind=self.kind,
            host=processes.host(),
            pid=pid,
            born=processes.born(pid),
            queues=",".join(self.queues)[:200],
            started=now,
            heartbeat=now,
        )
        threading.Thread(target=self._beat, daemon=True, name="heartbeat").start()
        parent = os.getppid()
        try:
            while not self.stopping.is_set():
                try:
                    loop()
                except DatabaseError:
                    log.exception("The database did not answer; trying again.")
                    connections.close_all()
                    self.stopping.wait(2)
                close_old_connections()
                if os.environ.get("CHORSU_SUPERVISED") and os.getppid() != parent:
                    break
        finally:
            self.ended.set()
            events.release(self.key)
            Worker.objects.filter(pk=self.row.pk).delete()
            connections.close_all()

    def _stop(self, *_: object) -> None:
        if not self.stopping.is_set():
            self.stopping.set()
            threading.Thread(target=self._insist, daemon=True).start()

    def _insist(self) -> None:
        """Whoever does not stop in time is ended; the job goes back to the queue and its attempt does not count."""
        if self.ended.wait(GRACE):
            return
        job = self.current
        if job is not None:
            Job.objects.filter(pk=job.pk, claim=job.claim, state=rules.RUNNING).update(
                state=rules.QUEUED, claim="", worker=None, run_after=timezone.now()
            )
        Worker.objects.filter(key=self.key).delete()
        os._exit(1)

    def _beat(self) -> None:
        while not self.ended.wait(self.beat_every):
            try:
                Worker.objects.filter(key=self.key).update(heartbeat=timezone.now())
                if self.kind == Worker.Kind.EVENTS:
                    events.renew(self.key)
            except DatabaseError:
                log.warning("The heartbeat could not be noted.")
                connection.close()


def run_jobs(queues: Sequence[str] = (), once: bool = False) -> None:
    """Run jobs until stopped; `once` ends when nothing is due."""
    process = Process(Worker.Kind.JOBS, queues)
    looked = 0.0

    def loop() -> None:
        nonlocal looked
        if time.monotonic() - looked > RESCUE_EVERY:
            looked = time.monotonic()
            rescue()
        job = claim_next(queues, process.row)
        if job is None:
            process.stopping.set() if once else process.stopping.wait(IDLE_PAUSE)
            return
        process.current = job
        try:
            run_claimed(job, process.stopping)
        finally:
            process.current = None

    process.run(loop)


def deliver_events(once: bool = False) -> None:
    """Deliver events until stopped, a fifth of a second after they were published."""
    process = Process(Worker.Kind.EVENTS)
    if events.renumber():
        log.warning("The database was restored from a dump: the order of events was mended.")

    rescue()  # a deliverer that was killed holds leases: they are freed at once, not after half a minute

    def loop() -> None:
        if not events.deliver(process.key):
            process.stopping.set() if once else process.stopping.wait(BUSY_PAUSE)

    process.run(loop)


def keep_schedule() -> None:
    """Start scheduled jobs until stopped."""
    process = Process(Worker.Kind.SCHEDULER)
    looked = 0.0

    def loop() -> None:
        nonlocal looked
        for name in start_due():
            log.info("Scheduled: %s", name)
        if time.monotonic() - looked > RESCUE_EVERY:
            looked = time.monotonic()
            rescue()
        process.stopping.wait(2)

    process.run(loop)
