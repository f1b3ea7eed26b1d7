"""Issues, replaces and renews reader cards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import library_of, local_now
from chorsu.people.patrons import rules
from chorsu.people.patrons.actions.telling import may_edit, told
from chorsu.people.patrons.errors import BadPatron, CardTaken
from chorsu.people.patrons.models import Card, Patron


def issue(patron: Patron, number: str, library: Organisation, today: date) -> Card:
    """Write a card; the caller holds the transaction and the right. Raises BadPatron, CardTaken."""
    number = "".join(number.split())
    if not rules.number_is_usable(number):
        text = gettext_noop("A card number is letters, digits, dots and dashes, at most 64.")
        raise BadPatron([Reason("patrons.bad-card", text)])
    try:
        # The constraint decides, so that two desks cannot issue one number at the same moment.
        with transaction.atomic():
            return Card.objects.create(patron=patron, library=library, number=number, issued=today)
    except IntegrityError as error:
        raise CardTaken(number=number, library=library.code) from error


@transaction.atomic
def add_card(patron: Patron, number: str, library: Organisation | None = None, *, by: Any = None) -> Card:
    """Give a reader a further card: of the home library, or of another library where he reads as a guest."""
    issuing = library_of(library or patron.home_library)
    may_edit(by, issuing)
    card = issue(patron, number, issuing, local_now(issuing).date())
    told(patron, "card-added", "card", by, {"library": issuing.code})
    return card


@transaction.atomic
def replace_card(card: Card, number: str, *, lost: bool = True, by: Any = None) -> Card:
    """A new card instead of one that is lost or worn; the old number is recognised but lends nothing any more."""
    may_edit(by, card.library)
    card = Card.objects.select_for_update(of=("self",)).select_related("library", "patron").get(pk=card.pk)
    fresh = issue(card.patron, number, card.library, local_now(card.library).date())
    card.active, card.lost = False, lost
    card.save(update_fields=["active", "lost"])
    told(card.patron, "card-replaced", "card", by, {"lost": lost})
    return fresh


@transaction.atomic
def renew_registration(patron: Patron, *, until: date | None = None, by: Any = None) -> Patron:
    """Let the registration hold for another term of the category, or until a day. Raises BadPatron for a past day."""
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_library", "category").get(pk=patron.pk)
    may_edit(by, patron.home_library)
    today = local_now(patron.home_library).date()
    if until is not None and until < today:
        raise BadPatron([Reason("patrons.past-day", gettext_noop("The day lies in the past."))])
    patron.expires = until or rules.renewed_until(patron.expires, today, patron.category.card_months)
    patron.save(update_fields=["expires", "changed"])
    told(patron, "renewed", "renewed", by, {"until": patron.expires})
    return patron
