"""Rescues the jobs of dead workers and keeps the tables small."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from chorsu.foundation.events import actions as events
from chorsu.foundation.jobs import processes, rules
from chorsu.foundation.jobs.models import Job, Slot, Worker

log = logging.getLogger(__name__)


def worker_limit() -> timedelta:
    """Age of a heartbeat after which a worker of another machine counts as dead (setting JOB_HEARTBEAT_LIMIT, s)."""
    return timedelta(seconds=getattr(settings, "JOB_HEARTBEAT_LIMIT", 30))


def is_dead(worker: Worker) -> bool:
    """Whether a worker is dead, by its process where it can be seen, else by its heartbeat."""
    here = worker.host == processes.host()
    seen = processes.lives(worker.pid, worker.born) if here else None
    return rules.is_dead(worker.heartbeat, timezone.now(), worker_limit(), seen)


def rescue() -> int:
    """Put the jobs of dead workers back on the queue, or fail those that died too often; returns how many.

    A job without a worker (run in a command) is rescued when its own heartbeat is ten times too old.
    """
    rescued = 0
    for worker in Worker.objects.all():
        if is_dead(worker):
            for job in worker.jobs.filter(state=rules.RUNNING):
                rescued += _free(job)
            events.release(worker.key)
            worker.delete()
    old = timezone.now() - worker_limit() * 10
    for job in Job.objects.filter(state=rules.RUNNING, worker=None, heartbeat__lt=old):
        rescued += _free(job)
    return rescued


def _free(job: Job) -> int:
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=rules.RUNNING)
    now, failures = timezone.now(), job.failures + 1
    error = "The worker that ran this job stopped without a word (killed, out of memory or machine down)."
    if job.cancel_wanted:
        return mine.update(state=rules.CANCELLED, claim="", worker=None, finished=now)
    if not rules.may_try_again(failures, job.retries):
        return mine.update(state=rules.FAILED, claim="", worker=None, failures=failures, error=error, finished=now)
    log.warning("Job %s is rescued from a dead worker.", job)
    return mine.update(state=rules.QUEUED, claim="", worker=None, failures=failures, error=error, run_after=now)


def prune(keep: timedelta = timedelta(days=30), keep_failed: timedelta = timedelta(days=90)) -> int:
    """Delete jobs that ended long ago (failed ones are kept longer) and old slots; returns the number of jobs."""
    now = timezone.now()
    old = Q(state__in=(rules.DONE, rules.CANCELLED), finished__lt=now - keep)
    old |= Q(state=rules.FAILED, finished__lt=now - keep_failed)
    total = 0
    while numbers := list(Job.objects.filter(old).values_list("pk", flat=True)[:1000]):
        total += Job.objects.filter(pk__in=numbers).delete()[1].get("jobs.Job", 0)
    newest = {}
    for slot in Slot.objects.order_by("at").values("pk", "name"):
        newest[slot["name"]] = slot["pk"]
    Slot.objects.filter(at__lt=now - keep).exclude(pk__in=newest.values()).delete()
    return total
