"""Lends a copy to a reader."""

from datetime import date

from django.db import IntegrityError, transaction

from chorsu.catalogue.holdings.models import Item
from chorsu.foundation.events.actions import publish
from chorsu.kernel import clock
from chorsu.lending.circulation.errors import LoanRefused
from chorsu.lending.circulation.events import HoldChanged, LoanStarted
from chorsu.lending.circulation.models import Hold, Loan, LoanKind
from chorsu.lending.circulation.queries.facts import case_of, facts_of, holds_around, rules_for
from chorsu.lending.circulation.rules.dates import due_date
from chorsu.lending.circulation.rules.holds import step
from chorsu.lending.circulation.rules.refusals import ON_LOAN, left_after_override, refusals
from chorsu.lending.circulation.rules.terms import resolve
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.models import Account
from chorsu.people.libraries import queries as libraries
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.models import Patron


def check_out(
    item: Item,
    patron: Patron,
    branch: Organisation,
    by: Account | None,
    *,
    kind: str = LoanKind.HOME,
    card_active: bool = True,
    override: bool = False,
    latest: date | None = None,
) -> Loan:
    """Lend `item` to `patron` at `branch`, until the day its terms say.

    `override` sets aside the reasons that staff may answer for (right circulation.override); `latest` is a hard due
    date. Raises LoanRefused with every reason at once, having changed nothing; Forbidden without the right to lend.
    """
    require(by, "circulation.lend", branch)
    if override:
        require(by, "circulation.override", branch)
    try:
        with transaction.atomic():
            return _lend(item, patron, branch, by, kind, card_active, override, latest)
    except IntegrityError:
        # The database's own guard: another process lent the copy between our look and our write.
        if not Loan.objects.filter(item=item).exists():
            raise
        raise LoanRefused([ON_LOAN]) from None


def _lend(
    item: Item, patron: Patron, branch: Organisation, by: Account | None, kind: str, card_active: bool, override: bool,
    latest: date | None,
) -> Loan:  # fmt: skip
    # Two desks at one copy: on PostgreSQL the second waits here and then sees the first one's loan.
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    case = case_of(item, patron, branch, kind)
    terms = resolve(rules_for(case.places), case)
    holds = holds_around(item, patron)
    reasons = refusals(facts_of(item, patron, branch, kind, holds, card_active, case.on), terms)
    left = left_after_override(reasons, override)
    if left:
        raise LoanRefused(left)
    days = 0 if kind == LoanKind.ON_SITE else terms["days"].value
    due = due_date(case.on, days, lambda day: libraries.is_open(branch, day), latest) if days else case.on
    loan = Loan.objects.create(
        item=item, patron=patron, branch=branch, kind=kind, started=clock.now(), due=due,
        terms={name: term.to_dict() for name, term in terms.items()},
        overridden=[reason.code for reason in reasons], lent_by=by,
    )  # fmt: skip
    _settle_holds(holds, item, patron)
    if item.presence != Item.Presence.PRESENT:
        # What lies on the desk is not missing: the scan itself proves it.
        Item.objects.filter(pk=item.pk).update(presence=Item.Presence.PRESENT)
    publish(LoanStarted(loan=loan.pk, item=item.pk, record=item.record_id))
    return loan


def _settle_holds(holds: list[Hold], item: Item, patron: Patron) -> None:
    """The reader's own hold on the title is filled; a copy that waited for somebody else is set free again."""
    for hold in holds:
        if hold.patron_id == patron.pk:
            hold.state, hold.item, hold.ended = step(hold.state, "fill"), item, clock.now()
        elif hold.state == "on-shelf" and hold.item_id == item.pk:
            hold.state, hold.item, hold.shelf_until = step(hold.state, "release"), None, None
        else:
            continue
        hold.save(update_fields=["state", "item", "shelf_until", "ended"])
        publish(HoldChanged(hold=hold.pk, record=hold.record_id, state=hold.state))
