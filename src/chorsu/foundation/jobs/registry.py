"""Registers what can run in the background and when: `@job` and `@schedule` in a room's `tasks.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cronsim import CronSim

from chorsu.foundation.jobs.errors import UnknownJob
from chorsu.kernel import clock

JOBS: dict[str, JobType] = {}
SCHEDULES: dict[str, Schedule] = {}


@dataclass(frozen=True, slots=True)
class JobType:
    """A kind of job: its lasting name, its function and how it is retried (`backoff` in seconds)."""

    name: str
    run: Callable[..., Any]
    retries: int
    backoff: float
    queue: str
    priority: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a job starts by itself: a cron line in the installation's time zone."""

    name: str
    cron: str
    job: str
    arguments: dict[str, Any] = field(default_factory=dict)


def job(name: str, *, retries: int = 3, queue: str = "default", backoff: float = 10.0, priority: int = 0) -> Callable:
    """Make `run(job: Running, **arguments)` startable by `enqueue(name, arguments={…})`.

    The function runs outside any transaction. It saves its place with `job.checkpoint(…)`, inside the transaction
    of the work the checkpoint speaks of, and starts from `job.state` when it is run again. Higher `priority` first.
    A ChorsuError ends the job at once (trying again would not help); any other error is retried.
    """

    def register(run: Callable) -> Callable:
        known = JOBS.get(name)
        if known is not None and known.run.__qualname__ != run.__qualname__:
            raise ValueError(f"Two jobs are called {name}.")
        JOBS[name] = JobType(name, run, retries, backoff, queue, priority)
        run.job_name = name  # type: ignore[attr-defined]
        return run

    return register


def schedule(cron: str, name: str, *, arguments: dict[str, Any] | None = None) -> Callable:
    """Start the job by itself at the times of a cron line; written above `@job`, or alone on a plain job function."""
    CronSim(cron, clock.now())  # a wrong line fails when the room is loaded, not at three in the night

    def register(run: Callable) -> Callable:
        if not hasattr(run, "job_name"):
            job(name)(run)
        SCHEDULES[name] = Schedule(name, cron, run.job_name, arguments or {})  # type: ignore[attr-defined]
        return run

    return register


def job_type(name: str) -> JobType:
    """The registered kind of job. Raises UnknownJob."""
    try:
        return JOBS[name]
    except KeyError as error:
        raise UnknownJob(name=name) from error
