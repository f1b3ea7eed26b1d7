"""What changes the conditions of an object; each change is audited and told to the rooms above."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from chorsu.archive.rights import rules
from chorsu.archive.rights.errors import UnknownAccess
from chorsu.archive.rights.events import RightsChanged
from chorsu.archive.rights.models import Condition
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.events.actions import publish
from chorsu.people.accounts import actions as accounts


def set_first(object: int, library, access: str, by=None) -> Condition:
    """The conditions an object is brought in with; `object` is its number. Raises UnknownAccess."""
    _check(access)
    condition, _ = Condition.objects.update_or_create(
        object=object, defaults={"library": library, "access": access, "changed_by": by}
    )
    return condition


def change(
    object: int,
    library,
    by,
    *,
    access: str,
    embargo_until: date | None = None,
    embargo_access: str = rules.CLOSED,
    statement: str = "",
    pid: str = "",
) -> Condition:
    """Set the conditions of an object. `by` needs the right `archive.rights` at the holding library."""
    accounts.require(by, "archive.rights", library)
    _check(access)
    _check(embargo_access)
    with transaction.atomic():
        before = Condition.objects.select_for_update().filter(pk=object).first()
        was = {"access": before.access, "embargo_until": before.embargo_until} if before else {}
        condition, _ = Condition.objects.update_or_create(
            object=object,
            defaults={
                "library": library,
                "access": access,
                "embargo_until": embargo_until,
                "embargo_access": embargo_access,
                "statement": statement[:500],
                "changed_by": by,
            },
        )
        now = {"access": access, "embargo_until": embargo_until, "embargo_access": embargo_access}
        audit.record(by, "archive.rights", pid or str(object), {"before": was, "now": now}, library=library)
        publish(RightsChanged(object))
    return condition


def set_withdrawn(object: int, library, withdrawn: bool, by=None) -> None:
    """Shut the gate of a withdrawn object, or open it again under its old conditions."""
    with transaction.atomic():
        condition, _ = Condition.objects.get_or_create(object=object, defaults={"library": library, "access": "closed"})
        condition.withdrawn = withdrawn
        condition.changed_by = by
        condition.save()
        publish(RightsChanged(object))


def _check(access: str) -> None:
    if access not in rules.CLASSES:
        raise UnknownAccess(access=str(access)[:40], known=", ".join(rules.CLASSES))
