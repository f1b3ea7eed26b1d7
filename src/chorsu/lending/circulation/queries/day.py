"""What a desk did today."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chorsu.lending.circulation.models import Loan, PastLoan
from chorsu.lending.circulation.queries.facts import today_at
from chorsu.people.libraries import queries as libraries
from chorsu.people.libraries.models import Organisation


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the day's journal. A return names no reader: at return loan and reader part company."""

    at: datetime
    verb: str  # check-out or check-in
    title: str
    record_pid: str
    barcode: str
    patron: str
    due: object | None


@dataclass(frozen=True, slots=True)
class Day:
    """How many copies went out and came back today, and how many of those out are for the reading room."""

    lent: int
    returned: int
    on_site: int


def _bounds(place: Organisation) -> tuple[datetime, datetime]:
    start = datetime.combine(today_at(place), time.min, libraries.timezone_of(place))
    return start, start + timedelta(days=1)


def numbers_of_the_day(branch: Organisation) -> Day:
    """Counts of today at a branch."""
    start, end = _bounds(branch)
    open_today = Loan.objects.filter(branch=branch, started__gte=start, started__lt=end)
    closed_today = PastLoan.objects.filter(branch=branch, started__gte=start, started__lt=end)
    return Day(
        lent=open_today.count() + closed_today.count(),
        returned=PastLoan.objects.filter(returned_at=branch, ended__gte=start, ended__lt=end).count(),
        on_site=open_today.filter(kind="on-site").count(),
    )


def recent_at(branch: Organisation, limit: int = 12) -> list[Move]:
    """The last moves of today at a branch, the newest first: two queries."""
    start, end = _bounds(branch)
    out = (
        Loan.objects.filter(branch=branch, started__gte=start, started__lt=end)
        .select_related("item__record", "patron").order_by("-started")[:limit]
    )  # fmt: skip
    back = (
        PastLoan.objects.filter(returned_at=branch, ended__gte=start, ended__lt=end)
        .select_related("item__record").order_by("-ended")[:limit]
    )  # fmt: skip
    moves = [
        Move(
            loan.started,
            "check-out",
            loan.item.record.title,
            loan.item.record.pid,
            loan.item.barcode,
            loan.patron.name,
            loan.due,
        )
        for loan in out
    ] + [
        Move(past.ended, "check-in", past.item.record.title, past.item.record.pid, past.item.barcode, "", None)
        for past in back
    ]
    return sorted(moves, key=lambda move: move.at, reverse=True)[:limit]
