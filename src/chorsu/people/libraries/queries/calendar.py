"""When a place is open: its own weekly hours, else those of the nearest place above; closing days add up on the way.

A place whose hours nobody entered counts as open on every day that is no closing day: an unknown calendar must not
stop a due date from being found. `hours_known` tells the two apart for the screens.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.libraries import rules
from chorsu.people.libraries.errors import BadHours
from chorsu.people.libraries.models import Closure, OpeningHours, Organisation
from chorsu.people.libraries.queries import cache

#: How far `next_open` looks; a library closed for longer has no next day.
HORIZON_DAYS = 730


@dataclass(frozen=True, slots=True)
class OpenState:
    """What a sign on the door would say: open now, until when, or when it opens next (a local date and time)."""

    known: bool
    open: bool
    until: time | None = None
    next_day: date | None = None
    next_time: time | None = None
    reason: str = ""


def timezone_of(org: Organisation | None) -> ZoneInfo:
    """The time zone at a place: its own, else the nearest one above, else the installation's."""
    if org is None:
        return ZoneInfo(settings.TIME_ZONE)
    return ZoneInfo(_calendar(org).zone or settings.TIME_ZONE)


def local_now(org: Organisation | None, moment: datetime | None = None) -> datetime:
    """Now, or `moment`, on the clock of the place."""
    return (moment or timezone.now()).astimezone(timezone_of(org))


def hours_known(org: Organisation) -> bool:
    """Whether anybody entered weekly hours for the place or one above it."""
    return bool(_calendar(org).hours)


def week(org: Organisation) -> list[list[tuple[time, time]]]:
    """Seven lists of intervals, Monday first; empty lists on days off."""
    hours = _calendar(org).hours
    return [hours.get(weekday, []) for weekday in range(7)]


def day_intervals(org: Organisation, day: date) -> list[tuple[time, time]]:
    """The intervals in which the place is open on `day`; none on a closing day."""
    calendar = _calendar(org)
    if rules.closure_on(day, calendar.closures) is not None:
        return []
    return calendar.hours.get(day.weekday(), [])


def is_open(org: Organisation, date: date) -> bool:
    """Whether the place opens at all on the day."""
    calendar = _calendar(org)
    if rules.closure_on(date, calendar.closures) is not None:
        return False
    return not calendar.hours or bool(calendar.hours.get(date.weekday()))


def next_open(org: Organisation, date: date) -> date:
    """The first day, `date` itself included, on which the place opens. Raises BadHours when none is in sight."""
    for days in range(HORIZON_DAYS):
        if is_open(org, date + timedelta(days=days)):
            return date + timedelta(days=days)
    reason = gettext_noop("%(library)s has no open day in the next two years.")
    raise BadHours([Reason("libraries.never-open", reason, params={"library": org.code})])


def is_open_at(org: Organisation, moment: datetime | None = None) -> bool:
    """Whether the doors stand open at the moment (now by default)."""
    return open_state(org, moment).open


def open_state(org: Organisation, moment: datetime | None = None) -> OpenState:
    """Open now and until when, or closed and when it opens next."""
    if not hours_known(org):
        return OpenState(known=False, open=False)
    here = local_now(org, moment)
    today = day_intervals(org, here.date())
    for opens, closes in today:
        if opens <= here.time() < closes:
            return OpenState(known=True, open=True, until=closes)
    closure = rules.closure_on(here.date(), _calendar(org).closures)
    reason = closure.reason if closure else ""
    for opens, _closes in today:
        if here.time() < opens:
            return OpenState(True, False, None, here.date(), opens, reason)
    for days in range(1, 60):
        intervals = day_intervals(org, here.date() + timedelta(days=days))
        if intervals:
            return OpenState(True, False, None, here.date() + timedelta(days=days), intervals[0][0], reason)
    return OpenState(True, False, None, None, None, reason)


@dataclass(frozen=True, slots=True)
class _Calendar:
    zone: str
    hours: dict[int, list[tuple[time, time]]]
    closures: tuple[rules.ClosedDays, ...]


def _calendar(org: Organisation) -> _Calendar:
    kept = cache.table("calendar")
    if org.pk not in kept:
        warm_calendar([org])
    return cache.table("calendar")[org.pk]


def warm_calendar(places: Iterable[Organisation]) -> None:
    """Load the calendars of several places in three queries, before a list asks for each of them."""
    kept = cache.table("calendar")
    missing = [org for org in places if org.pk not in kept]
    if not missing:
        return
    ids = {number for org in missing for number in org.path_ids}
    zones = dict(Organisation.objects.filter(pk__in=ids).exclude(timezone="").values_list("pk", "timezone"))
    hours: dict[int, dict[int, list[tuple[time, time]]]] = {}
    for source, weekday, opens, closes in OpeningHours.objects.filter(organisation_id__in=ids).values_list(
        "organisation_id", "weekday", "opens", "closes"
    ):
        hours.setdefault(source, {}).setdefault(weekday, []).append((opens, closes))
    closures: dict[int, list[rules.ClosedDays]] = {}
    # Closing days of past years are kept for the record and not needed to answer questions about now.
    recent = timezone.now().date() - timedelta(days=400)
    for row in Closure.objects.filter(organisation_id__in=ids).filter(Q(yearly=True) | Q(last__gte=recent)):
        closures.setdefault(row.organisation_id, []).append(
            rules.ClosedDays(row.first, row.last, row.yearly, row.reason)
        )
    for org in missing:
        upward = org.path_ids[::-1]
        kept[org.pk] = _Calendar(
            zone=next((zones[number] for number in upward if number in zones), ""),
            hours=next((hours[number] for number in upward if number in hours), {}),
            closures=tuple(closed for number in upward for closed in closures.get(number, [])),
        )
