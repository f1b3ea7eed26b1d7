"""The one clock of the house: rooms ask here for the time, so that tests can stop it and zones are never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from chorsu.kernel.errors import Invalid, gettext_noop

HOME_ZONE = "Asia/Tashkent"
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


class UnknownZone(Invalid):
    """A time zone name that the IANA database does not hold."""

    code = "clock.unknown-zone"
    text = gettext_noop("There is no time zone called “%(zone)s”.")
    advice = gettext_noop("Choose a zone from the list, for example Asia/Tashkent.")


def now() -> datetime:
    """This moment, aware, in UTC.

    >>> now().tzinfo is UTC
    True
    """
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[datetime]:
    """Let the clock of this task stand at an aware moment: for samples of past months and for tests.

    >>> with standing_at(datetime(2026, 3, 21, 7, tzinfo=UTC)):
    ...     today().isoformat()
    '2026-03-21'
    """
    if moment.tzinfo is None:
        raise ValueError("the clock stands at an aware moment only")
    token = _standing.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _standing.reset(token)


@lru_cache(maxsize=128)
def zone_named(name: str) -> ZoneInfo:
    """The zone with this IANA name; raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError; odd paths give the others
        raise UnknownZone(zone=name) from error


def today(zone: str = HOME_ZONE) -> date:
    """The calendar day that a library in this zone is living through now; raises UnknownZone."""
    return local(now(), zone).date()


def local(moment: datetime, zone: str = HOME_ZONE) -> datetime:
    """The same moment on the wall clock of a zone.

    >>> local(datetime(2026, 1, 1, 20, 30, tzinfo=UTC), "Asia/Tashkent").isoformat()
    '2026-01-02T01:30:00+05:00'
    """
    return moment.astimezone(zone_named(zone))
