"""Reads the queue: lists for pages, figures for watchers."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from chorsu.foundation.jobs import rules
from chorsu.foundation.jobs.models import Job, Worker
from chorsu.kernel.errors import NotFound, gettext_noop

ALIVE = timedelta(minutes=2)


class JobMissing(NotFound):
    code = "jobs.missing"
    text = gettext_noop("There is no job with that number.")
    advice = gettext_noop("Old jobs are removed after a while. Look in the list of jobs.")


def by_number(number: int) -> Job:
    """The job. Raises JobMissing."""
    job = Job.objects.select_related("worker").filter(pk=number).first()
    if job is None:
        raise JobMissing()
    return job


def found(state: str = "", name: str = "") -> QuerySet[Job]:
    """Jobs newest first, of one state and of names that begin so."""
    jobs = Job.objects.select_related("worker").order_by("-id")
    if state:
        jobs = jobs.filter(state=state)
    if name:
        jobs = jobs.filter(name__startswith=name)
    return jobs


def by_state() -> dict[str, int]:
    """How many jobs are in each state."""
    counted = dict(Job.objects.values_list("state").annotate(number=Count("pk")).order_by())
    return {state: counted.get(state, 0) for state in (*rules.OPEN, *rules.ENDED)}


def oldest_due_seconds() -> float:
    """How long the oldest job that is due has been waiting."""
    now = timezone.now()
    due = Job.objects.filter(state=rules.QUEUED, run_after__lte=now).order_by("run_after")
    first = due.values_list("run_after", flat=True).first()
    return (now - first).total_seconds() if first else 0.0


def workers_alive() -> dict[str, int]:
    """Workers heard within two minutes, by kind."""
    alive = Worker.objects.filter(heartbeat__gte=timezone.now() - ALIVE)
    counted = dict(alive.values_list("kind").annotate(number=Count("pk")).order_by())
    return {kind: counted.get(kind, 0) for kind in Worker.Kind.values}
