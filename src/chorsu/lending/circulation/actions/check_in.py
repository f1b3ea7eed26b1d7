"""Takes a copy back and says where it goes now: its shelf, the hold shelf, or on to another branch."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from chorsu.catalogue.holdings.models import Item
from chorsu.foundation.events.actions import publish
from chorsu.kernel import clock
from chorsu.lending.circulation.errors import NotOnLoan
from chorsu.lending.circulation.events import HoldChanged, LoanEnded
from chorsu.lending.circulation.models import Hold, Loan, PastLoan
from chorsu.lending.circulation.queries.facts import case_of, rules_for, today_at
from chorsu.lending.circulation.rules.dates import age_band, age_on
from chorsu.lending.circulation.rules.holds import step
from chorsu.lending.circulation.rules.terms import resolve
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What came of a return. `goes` is shelf, hold-shelf or transit; `hold` the one the copy was captured for."""

    item: Item
    past_loan: PastLoan | None
    goes: str
    to: Organisation
    hold: Hold | None = None
    days_late: int = 0


def check_in(item: Item, branch: Organisation, by: Account | None) -> CheckedIn:
    """Take `item` back at `branch`.

    The loan becomes a past loan without its reader, unless the reader keeps a history. The first reader in the queue
    gets the copy. Raises NotOnLoan where it is neither out nor on its way; Forbidden without the right.
    """
    require(by, "circulation.lend", branch)
    with transaction.atomic():
        item = (
            Item.objects.select_for_update(of=("self",)).select_related("record", "branch", "library").get(pk=item.pk)
        )
        loan = Loan.objects.select_related("patron__category", "branch").filter(item=item).first()
        arriving = Hold.objects.filter(item=item, state="in-transit").select_related("pickup", "patron").first()
        if loan is None and arriving is None and item.presence == Item.Presence.PRESENT:
            raise NotOnLoan(barcode=item.barcode or item.inventory)
        past, late = (_close(loan, item, branch), max((today_at(branch) - loan.due).days, 0)) if loan else (None, 0)
        if item.presence != Item.Presence.PRESENT:
            item.presence = Item.Presence.PRESENT
            item.save(update_fields=["presence"])
        hold = _arrive(arriving, branch) if arriving else _capture(item, branch)
        if past:
            publish(LoanEnded(past_loan=past.pk, item=item.pk, record=item.record_id))
    if hold and hold.state == "on-shelf":
        return CheckedIn(item, past, "hold-shelf", branch, hold, late)
    if hold:
        return CheckedIn(item, past, "transit", hold.pickup, hold, late)
    if item.branch_id != branch.pk:
        return CheckedIn(item, past, "transit", item.branch, None, late)
    return CheckedIn(item, past, "shelf", item.branch, None, late)


def _close(loan: Loan, item: Item, branch: Organisation) -> PastLoan:
    patron = loan.patron
    past = PastLoan.objects.create(
        item=item, record=item.record_id, patron=patron if patron.keep_history else None, branch=loan.branch,
        returned_at=branch, kind=loan.kind, category=patron.category.code,
        age_band=age_band(age_on(today_at(branch), patron.birth_date)), material=item.material,
        started=loan.started, ended=clock.now(), due=loan.due, renewals=loan.renewals,
    )  # fmt: skip
    loan.delete()
    return past


def _capture(item: Item, branch: Organisation) -> Hold | None:
    """Give the copy to the first reader who waits for it, where it may go out at all."""
    if item.access == Item.Access.CLOSED or item.stock != Item.Stock.ON_BOOKS or item.process != Item.Process.READY:
        return None
    queue = Hold.objects.filter(record_id=item.record_id, state="waiting", pickup__path__startswith=item.library.path)
    hold = (
        queue.filter(wanted_item__isnull=True).order_by("placed", "pk")
        | queue.filter(wanted_item=item).order_by("placed", "pk")
    ).select_related("pickup", "patron__category").first()  # fmt: skip
    if hold is None:
        return None
    hold.item = item
    return _shelve(hold, branch) if hold.pickup_id == branch.pk else _move(hold, "send")


def _arrive(hold: Hold, branch: Organisation) -> Hold:
    if hold.pickup_id != branch.pk:
        return hold  # still on its way: scanned at a stop between
    return _shelve(hold, branch, "arrive")


def _shelve(hold: Hold, branch: Organisation, move: str = "capture") -> Hold:
    case = case_of(hold.item, hold.patron, branch)  # type: ignore[arg-type]
    days = resolve(rules_for(case.places), case)["shelf_days"].value
    hold.shelf_until = case.on + timedelta(days=days)
    return _move(hold, move)


def _move(hold: Hold, move: str) -> Hold:
    hold.state = step(hold.state, move)
    hold.save(update_fields=["state", "item", "shelf_until"])
    publish(HoldChanged(hold=hold.pk, record=hold.record_id, state=hold.state))
    return hold
