"""Lends a copy to a reader."""

from datetime import date

from django.db import IntegrityError, transaction

from chorsu.catalogue.holdings.models import Item
from chorsu.foundation.events.actions import publish
from chorsu.kernel import clock
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.lending.circulation.errors import LoanRefused
from chorsu.lending.circulation.events import HoldChanged, LoanStarted
from chorsu.lending.circulation.models import Hold, Loan, LoanKind
from chorsu.lending.circulation.queries.facts import case_of, facts_of, rules_for
from chorsu.lending.circulation.rules.dates import due_date
from chorsu.lending.circulation.rules.holds import OPEN, step
from chorsu.lending.circulation.rules.refusals import left_after_override, refusals
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
    with transaction.atomic():
        # Two desks at one copy: on PostgreSQL the second waits here and then sees the first one's loan.
        item = Item.objects.select_for_update(of=("self",)).select_related("record").get(pk=item.pk)
        case = case_of(item, patron, branch, kind)
        terms = resolve(rules_for(case.places), case)
        reasons = refusals(facts_of(item, patron, branch, kind), terms)
        if not card_active:
            reasons.insert(0, Reason("circulation.card-inactive", gettext_noop("The card is no longer valid."),
                                     gettext_noop("Ask for the new card or issue one.")))  # fmt: skip
        left = left_after_override(reasons, override)
        if left:
            raise LoanRefused(left)
        days = 0 if kind == LoanKind.ON_SITE else terms["days"].value

        def is_open(day: date) -> bool:
            return libraries.is_open(branch, day)

        try:
            with transaction.atomic():
                loan = Loan.objects.create(
                    item=item, patron=patron, branch=branch, kind=kind, started=clock.now(),
                    due=due_date(case.on, days, is_open, latest) if days else case.on,
                    terms={name: term.to_dict() for name, term in terms.items()},
                    overridden=[reason.code for reason in reasons], lent_by=by,
                )  # fmt: skip
        except IntegrityError as error:
            # The database's own guard: another process lent the copy between our look and our write.
            raise LoanRefused([Reason("circulation.on-loan", gettext_noop("The copy is on loan to another reader."),
                                      gettext_noop("Take it back first, then lend it."))]) from error  # fmt: skip
        _fill_hold(item, patron)
        if item.presence != Item.Presence.PRESENT:
            # What lies on the desk is not missing: the scan itself proves it.
            Item.objects.filter(pk=item.pk).update(presence=Item.Presence.PRESENT)
        publish(LoanStarted(loan=loan.pk, item=item.pk, record=item.record_id))
    return loan


def _fill_hold(item: Item, patron: Patron) -> None:
    """The reader's own hold on the title is filled; a copy that waited for somebody else is set free again."""
    mine = Hold.objects.filter(record_id=item.record_id, patron=patron, state__in=OPEN).first()
    other = Hold.objects.filter(item=item, state="on-shelf").exclude(patron=patron).first()
    if other:
        other.state, other.item, other.shelf_until = step(other.state, "release"), None, None
        other.save(update_fields=["state", "item", "shelf_until"])
        publish(HoldChanged(hold=other.pk, record=other.record_id, state=other.state))
    if mine:
        mine.state, mine.item, mine.ended = step(mine.state, "fill"), item, clock.now()
        mine.save(update_fields=["state", "item", "ended"])
        publish(HoldChanged(hold=mine.pk, record=mine.record_id, state=mine.state))
