"""A reader's loans and holds."""

from django.db.models import QuerySet

from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.rules.holds import OPEN
from chorsu.people.patrons.models import Patron


def loans_of(patron: Patron) -> QuerySet[Loan]:
    """The reader's open loans with their copies and editions, the first due first."""
    return (
        Loan.objects.filter(patron=patron)
        .select_related("item__record", "item__holding", "branch")
        .order_by("due", "pk")
    )


def holds_of(patron: Patron) -> QuerySet[Hold]:
    """The reader's open holds, the oldest first."""
    return (
        Hold.objects.filter(patron=patron, state__in=OPEN)
        .select_related("record", "pickup", "item")
        .order_by("placed", "pk")
    )


def queue_place(hold: Hold) -> int:
    """The hold's place among those that wait for the title, 1 for the next; 0 when a copy is already there for it."""
    if hold.state != "waiting":
        return 0
    before = Hold.objects.filter(record_id=hold.record_id, state="waiting", placed__lt=hold.placed).count()
    same = Hold.objects.filter(record_id=hold.record_id, state="waiting", placed=hold.placed, pk__lt=hold.pk).count()
    return before + same + 1
