"""Sets weekly opening hours and closing days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.db import transaction

from chorsu.foundation.api import guards
from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.libraries import rules
from chorsu.people.libraries.errors import BadHours
from chorsu.people.libraries.events import OrganisationChanged
from chorsu.people.libraries.models import Closure, OpeningHours, Organisation
from chorsu.people.libraries.queries.cache import policy_changed

Week = Mapping[int, Sequence[tuple[time, time]]]


@transaction.atomic
def set_hours(organisation: Organisation, week: Week, *, by: Any = None) -> None:
    """Replace the weekly hours: weekday (0 Monday) to intervals. An empty week means "as above".

    Raises BadHours for intervals that overlap or end before they begin; Forbidden.
    """
    _may(by, organisation)
    for weekday, intervals in week.items():
        if weekday not in range(7) or rules.overlapping(intervals):
            text = gettext_noop("Intervals of one day must follow one another, each ending after it begins.")
            raise BadHours([Reason("libraries.overlapping-hours", text, params={})])
    OpeningHours.objects.filter(organisation=organisation).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(organisation=organisation, weekday=weekday, opens=opens, closes=closes)
        for weekday, intervals in sorted(week.items())
        for opens, closes in sorted(intervals)
    )
    _told(organisation, by, "libraries.hours-set", {"days": sorted(day for day, spans in week.items() if spans)})


def set_own_hours(
    organisation: Organisation, days: Sequence[int], opens: time, closes: time, *, by: Any = None
) -> None:
    """The same interval on several weekdays: what most small libraries have."""
    set_hours(organisation, {day: [(opens, closes)] for day in days}, by=by)


@transaction.atomic
def add_closure(
    organisation: Organisation,
    first: date,
    last: date | None = None,
    *,
    yearly: bool = False,
    reason: str = "",
    by: Any = None,
) -> Closure:
    """Close an organisation and all under it from `first` to `last` (the same day when None). Raises BadHours."""
    _may(by, organisation)
    last = last or first
    if last < first:
        text = gettext_noop("The last closing day lies before the first.")
        raise BadHours([Reason("libraries.closure-order", text)])
    if (last - first).days > 365 * 3:
        text = gettext_noop("Nobody closes for more than three years; close the organisation itself instead.")
        raise BadHours([Reason("libraries.closure-long", text)])
    reason = " ".join(reason.replace("\x00", "").split())[:200]
    closure, _made = Closure.objects.get_or_create(
        organisation=organisation, first=first, last=last, yearly=yearly, defaults={"reason": reason}
    )
    _told(organisation, by, "libraries.closure-added", {"first": first, "last": last, "yearly": yearly})
    return closure


@transaction.atomic
def remove_closure(closure: Closure, *, by: Any = None) -> None:
    """Take closing days back."""
    organisation = closure.organisation
    _may(by, organisation)
    closure.delete()
    _told(organisation, by, "libraries.closure-removed", {"first": closure.first, "last": closure.last})


def _may(by: Any, organisation: Organisation) -> None:
    if by is not None:
        guards.require(by, "libraries.manage", organisation)


def _told(organisation: Organisation, by: Any, verb: str, details: dict[str, Any]) -> None:
    policy_changed()
    record(by, verb, f"organisation:{organisation.code}", details, library=organisation)
    publish(OrganisationChanged(organisation.pk, "hours"))
