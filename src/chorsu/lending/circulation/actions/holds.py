"""Puts a reader into the queue for a title, and takes one out."""

from django.db import IntegrityError, transaction

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.records.models import Record
from chorsu.foundation.events.actions import publish
from chorsu.kernel import clock
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.lending.circulation.errors import HoldRefused
from chorsu.lending.circulation.events import HoldChanged
from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.queries.facts import rules_for, today_at
from chorsu.lending.circulation.rules.dates import age_on
from chorsu.lending.circulation.rules.holds import OPEN, step
from chorsu.lending.circulation.rules.terms import Case, resolve
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.models import Patron


def place_hold(
    record: Record, patron: Patron, pickup: Organisation, by: Account, wanted_item: Item | None = None
) -> Hold:
    """Queue `patron` for `record` (or for one copy of it), to be picked up at `pickup`.

    Raises HoldRefused with every reason; Forbidden for a stranger.
    """
    _may_act_for(patron, by, pickup)
    with transaction.atomic():
        reasons = _against(record, patron, pickup)
        if reasons:
            raise HoldRefused(reasons)
        try:
            with transaction.atomic():
                hold = Hold.objects.create(
                    record=record, patron=patron, pickup=pickup, wanted_item=wanted_item, placed=clock.now()
                )
        except IntegrityError as error:
            raise HoldRefused([_already()]) from error
        publish(HoldChanged(hold=hold.pk, record=record.pk, state=hold.state))
    return hold


def cancel_hold(hold: Hold, by: Account) -> Hold:
    """Take a reader out of the queue; a copy that was there for it goes to the next at its next scan."""
    _may_act_for(hold.patron, by, hold.pickup)
    return _end(hold, "cancel")


def expire_holds(pickup: Organisation) -> int:
    """End the holds at a place that nobody picked up in time; returns how many."""
    late = Hold.objects.filter(pickup=pickup, state="on-shelf", shelf_until__lt=today_at(pickup))
    return sum(1 for hold in late if _end(hold, "expire"))


def _end(hold: Hold, move: str) -> Hold:
    with transaction.atomic():
        hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
        if hold.state not in OPEN:
            raise HoldRefused([Reason("circulation.hold-ended", gettext_noop("The hold has ended already."))])
        hold.state, hold.ended = step(hold.state, move), clock.now()
        hold.save(update_fields=["state", "ended"])
        publish(HoldChanged(hold=hold.pk, record=hold.record_id, state=hold.state))
    return hold


def _against(record: Record, patron: Patron, pickup: Organisation) -> list[Reason]:
    today = today_at(pickup)
    case = Case(tuple(pickup.path_ids), patron.category.code, "", "home", age_on(today, patron.birth_date), today)
    limit = resolve(rules_for(case.places), case)["holds"].value
    own = list(Hold.objects.filter(patron=patron, state__in=OPEN).values_list("record_id", flat=True))
    reasons = []
    if patron.expires is not None and patron.expires < today:
        reasons.append(
            Reason("circulation.card-expired", gettext_noop("The reader's registration ended on %(date)s."),
                   gettext_noop("Renew the registration."), {"date": patron.expires.isoformat()})
        )  # fmt: skip
    if record.pk in own:
        reasons.append(_already())
    if Loan.objects.filter(patron=patron, item__record=record).exists():
        reasons.append(
            Reason("circulation.already-theirs", gettext_noop("The reader has a copy of this title."),
                   gettext_noop("Renew it instead."))
        )  # fmt: skip
    if len(own) >= limit:
        reasons.append(
            Reason("circulation.hold-limit", gettext_noop("The reader has %(count)s of at most %(limit)s holds."),
                   gettext_noop("Cancel one first."), {"count": len(own), "limit": limit})
        )  # fmt: skip
    if not Item.objects.filter(
        record=record, library__path__startswith=_library_path(pickup), stock="on-books"
    ).exclude(access="closed").exists():  # fmt: skip
        reasons.append(
            Reason("circulation.nothing-to-hold", gettext_noop("No copy of this title can be brought to that place."),
                   gettext_noop("Choose a library that holds it."))
        )  # fmt: skip
    return reasons


def _already() -> Reason:
    return Reason("circulation.already-held", gettext_noop("The reader waits for this title already."),
                  gettext_noop("See the place in the queue under holds."))  # fmt: skip


def _library_path(place: Organisation) -> str:
    from chorsu.people.libraries import queries as libraries

    return (libraries.library_of(place) or place).path


def _may_act_for(patron: Patron, by: Account, place: Organisation) -> None:
    if patron.account_id is None or patron.account_id != by.pk:
        require(by, "circulation.lend", place)
