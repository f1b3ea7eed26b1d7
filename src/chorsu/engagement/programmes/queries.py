"""What is read about programmes: what goes on now, what was, and what this member of staff may change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chorsu.catalogue.records.models import Record
from chorsu.engagement.programmes import rules
from chorsu.engagement.programmes.errors import UnknownProgramme
from chorsu.engagement.programmes.models import BookOfTheWeek, Marathon, Participant
from chorsu.people.accounts.queries import visible
from chorsu.people.libraries.queries import module_on

MODULE = "outreach"
RIGHT = "programmes.manage"


def _shown(rows: QuerySet) -> QuerySet:
    """With record and library, without the long descriptions; only of records readers can see."""
    return (
        rows.filter(record__status=Record.Status.SHOWN).select_related("record", "library").defer("record__description")
    )


def books_now(today: date | None = None, limit: int = 3) -> list[BookOfTheWeek]:
    """The books of the newest week that has any, not older than four weeks."""
    today = today or timezone.localdate()
    earliest = rules.week_of(today) - timedelta(weeks=rules.STALE_WEEKS)
    rows = _shown(BookOfTheWeek.objects.filter(week__lte=today, week__gte=earliest)).order_by("-week", "pk")
    found = [row for row in rows[: limit * 4] if module_on(row.library, MODULE)]
    return [row for row in found if row.week == found[0].week][:limit]


def books() -> QuerySet[BookOfTheWeek]:
    """All books of weeks that have begun, newest first."""
    return _shown(BookOfTheWeek.objects.filter(week__lte=timezone.localdate())).order_by("-week", "pk")


def marathon_now(today: date | None = None) -> Marathon | None:
    """The marathon for the home page: one going on (the newest), else the next that starts."""
    today = today or timezone.localdate()
    near = _shown(Marathon.objects.filter(start__gte=today - timedelta(days=rules.LONGEST)))
    rows = [row for row in near.order_by("-start", "-pk")[:20] if row.is_open and module_on(row.library, MODULE)]
    going_on = [row for row in rows if row.day >= 1]
    return going_on[0] if going_on else rows[-1] if rows else None


def marathons() -> QuerySet[Marathon]:
    """All marathons, newest first."""
    return _shown(Marathon.objects.all()).order_by("-start", "-pk")


def marathon(number: int) -> Marathon:
    """Raises UnknownProgramme."""
    found = marathons().filter(pk=number).first()
    if found is None:
        raise UnknownProgramme
    return found


def takes_part(marathon: Marathon, account: Any) -> Participant | None:
    """The reader's own part in it, or None."""
    if not getattr(account, "is_authenticated", False):
        return None
    return Participant.objects.filter(marathon=marathon, account_id=account.pk).first()


def managed_books(account: Any) -> QuerySet[BookOfTheWeek]:
    """What this account may change, newest week first."""
    rows = BookOfTheWeek.objects.filter(visible(account, RIGHT, "library"))
    return rows.select_related("record", "library").defer("record__description").order_by("-week", "pk")


def managed_marathons(account: Any) -> QuerySet[Marathon]:
    """What this account may change, newest first."""
    rows = Marathon.objects.filter(visible(account, RIGHT, "library"))
    return rows.select_related("record", "library").defer("record__description").order_by("-start", "-pk")


def managed(kind: str, number: int, account: Any) -> BookOfTheWeek | Marathon:
    """One of them; `kind` is books or marathons. Raises UnknownProgramme, also for another library's."""
    rows: QuerySet = managed_books(account) if kind == "books" else managed_marathons(account)
    found = rows.filter(pk=number).first()
    if found is None:
        raise UnknownProgramme
    return found
