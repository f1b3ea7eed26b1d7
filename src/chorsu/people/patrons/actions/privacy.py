"""What a reader may demand: to agree or not, to see his data, to be forgotten."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.accounts.actions import require
from chorsu.people.patrons import ports, rules
from chorsu.people.patrons.actions.telling import told
from chorsu.people.patrons.errors import AlreadyAsked, BadPatron, CannotErase
from chorsu.people.patrons.events import PatronErased
from chorsu.people.patrons.models import Block, Card, Consent, ErasureRequest, Guardian, Patron

#: The version of the texts on the account page; raise it when their meaning changes.
TEXTS = "2026-11"


@transaction.atomic
def record_consent(patron: Patron, kind: str, given: bool, text_version: str = TEXTS, *, by: Any = None) -> Consent:
    """Keep a reader's yes or no to a text. Raises BadPatron for a kind we have no text for, Forbidden."""
    _own_or_staff(patron, by)
    if kind not in rules.CONSENTS:
        raise BadPatron([Reason("patrons.bad-consent", gettext_noop("There is no such consent."))])
    consent = Consent.objects.create(patron=patron, kind=kind, given=given, text_version=text_version, recorded_by=by)
    column = {"network-wide": "network_wide", "history": "keep_history"}.get(kind)
    if column:
        Patron.objects.filter(pk=patron.pk).update(**{column: given})
        setattr(patron, column, given)
    told(patron, "consent-recorded", "consent", by, {"kind": kind, "given": given})
    return consent


def set_keep_history(patron: Patron, keep: bool, *, by: Any = None) -> None:
    """Whether past loans stay joined with the reader; circulation forgets them otherwise at return."""
    record_consent(patron, "history", keep, by=by)


def export_data(patron: Patron, *, by: Any = None) -> dict[str, Any]:
    """Everything the house keeps about a reader, as JSON can hold it; rooms above add their parts."""
    _own_or_staff(patron, by)
    return {
        "patron": {
            "number": patron.pk,
            "family_name": patron.family_name,
            "given_name": patron.given_name,
            "patronymic": patron.patronymic,
            "birth_date": patron.birth_date.isoformat() if patron.birth_date else None,
            "sex": patron.sex,
            "email": patron.email,
            "phone": patron.phone,
            "address": patron.address,
            "language": patron.language,
            "home_library": patron.home_library.code,
            "category": patron.category.code,
            "expires": patron.expires.isoformat() if patron.expires else None,
            "keep_history": patron.keep_history,
            "network_wide": patron.network_wide,
            "note": patron.note,
            "registered": patron.created.isoformat(),
        },
        "cards": [
            {
                "number": card.number,
                "library": card.library.code,
                "active": card.active,
                "issued": card.issued.isoformat(),
            }
            for card in patron.cards.select_related("library")
        ],
        "blocks": [
            {
                "library": block.library.code,
                "reason": block.reason,
                "set": block.created.isoformat(),
                "until": block.until.isoformat() if block.until else None,
                "lifted": block.lifted.isoformat() if block.lifted else None,
            }
            for block in patron.blocks.select_related("library")
        ],
        "consents": [
            {"kind": one.kind, "given": one.given, "text": one.text_version, "at": one.recorded.isoformat()}
            for one in patron.consents.all()
        ],
        **ports.exported(patron.pk),
    }


@transaction.atomic
def ask_erasure(patron: Patron, *, by: Any = None) -> ErasureRequest:
    """A reader asks to be forgotten. Raises AlreadyAsked."""
    _own_or_staff(patron, by)
    if ErasureRequest.objects.filter(patron=patron, settled=None).exists():
        raise AlreadyAsked()
    request = ErasureRequest.objects.create(patron=patron)
    told(patron, "erasure-asked", "", by)
    return request


@transaction.atomic
def refuse_erasure(request: ErasureRequest, because: str, *, by: Any) -> None:
    """Answer that the reader cannot be forgotten, and why."""
    require(by, "patrons.erase", request.patron.home_library)
    because = because.strip()[:300]
    if not because:
        raise BadPatron([Reason("patrons.no-reason", gettext_noop("A refusal needs a reason."))])
    request.settled, request.refused_because = timezone.now(), because
    request.save(update_fields=["settled", "refused_because"])
    told(request.patron, "erasure-refused", "", by)


@transaction.atomic
def erase(patron: Patron, *, by: Any) -> None:
    """Forget a reader: the row stays without a person, so that counts stay right. Raises CannotErase, Forbidden."""
    require(by, "patrons.erase", patron.home_library)
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_library").get(pk=patron.pk)
    reasons = ports.objections(patron.pk)
    if Guardian.objects.filter(guardian=patron).exists():
        reasons.append(Reason("patrons.is-guardian", gettext_noop("The reader answers for other readers.")))
    if reasons:
        raise CannotErase(reasons)
    Card.objects.filter(patron=patron).delete()
    Block.objects.filter(patron=patron).delete()
    Guardian.objects.filter(patron=patron).delete()
    Consent.objects.filter(patron=patron).delete()
    patron.family_name = patron.given_name = patron.patronymic = patron.name_key = ""
    patron.email = patron.phone = patron.address = patron.note = ""
    # The year of birth stays for the statistics by age that libraries must deliver; it names nobody.
    patron.birth_date = patron.birth_date.replace(month=1, day=1) if patron.birth_date else None
    patron.account, patron.keep_history, patron.network_wide = None, False, False
    patron.erased = timezone.now()
    patron.save()
    ErasureRequest.objects.filter(patron=patron, settled=None).update(settled=patron.erased)
    record(by, "patrons.erased", f"patron:{patron.pk}", library=patron.home_library)
    publish(PatronErased(patron.pk))


def _own_or_staff(patron: Patron, by: Any) -> None:
    if by is not None and patron.account_id != by.pk:
        require(by, "patrons.edit", patron.home_library)
