"""Decides how a job lives: its states, how long it waits after a failure, when it is given up, who is dead."""

from __future__ import annotations

from datetime import datetime, timedelta

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
OPEN = (QUEUED, RUNNING)
ENDED = (DONE, FAILED, CANCELLED)

TRANSITIONS: dict[str, frozenset[str]] = {
    QUEUED: frozenset({RUNNING, CANCELLED}),
    RUNNING: frozenset({QUEUED, DONE, FAILED, CANCELLED}),
    FAILED: frozenset({QUEUED}),
    CANCELLED: frozenset({QUEUED}),
    DONE: frozenset(),
}

LONGEST_WAIT = timedelta(hours=1)


def wait_before_retry(failures: int, base: float, jitter: float) -> timedelta:
    """Pause after so many failures: doubling from `base` seconds, at most an hour, plus up to half again.

    `jitter` between 0 and 1 spreads jobs that failed together, so that they do not come back together.

    >>> wait_before_retry(1, 10, 0.0), wait_before_retry(3, 10, 0.0), wait_before_retry(1, 10, 1.0)
    (datetime.timedelta(seconds=10), datetime.timedelta(seconds=40), datetime.timedelta(seconds=15))
    """
    pause = min(base * 2 ** min(failures - 1, 20), LONGEST_WAIT.total_seconds())
    return timedelta(seconds=pause * (1 + jitter / 2))


def may_try_again(failures: int, retries: int) -> bool:
    """`retries=3` means four attempts in all.

    >>> may_try_again(3, 3), may_try_again(4, 3)
    (True, False)
    """
    return failures <= retries


def is_dead(heartbeat: datetime, now: datetime, limit: timedelta, process_lives: bool | None) -> bool:
    """Whether a worker is dead: `process_lives` is known on its own machine, None from elsewhere.

    A process known to be gone is dead at once. One known to live gets ten times the limit, for a long writer may
    keep it from noting its heartbeat. From another machine only the heartbeat speaks.

    >>> from datetime import UTC
    >>> t, limit = datetime(2026, 1, 1, tzinfo=UTC), timedelta(seconds=30)
    >>> is_dead(t, t, limit, False), is_dead(t, t + 2 * limit, limit, None), is_dead(t, t + 2 * limit, limit, True)
    (True, True, False)
    """
    if process_lives is False:
        return True
    return now - heartbeat > (limit * 10 if process_lives else limit)
