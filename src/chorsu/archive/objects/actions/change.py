"""What staff change later: title, record, languages; out of sight and back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from chorsu.archive.objects import rules
from chorsu.archive.objects.actions.log import agent_of, log
from chorsu.archive.objects.errors import WrongState
from chorsu.archive.objects.events import ObjectChanged, ObjectWithdrawn
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.rights import actions as rights
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.events.actions import publish
from chorsu.people.accounts import actions as accounts


def describe(object: DigitalObject, by, *, title: str, record=None, languages: Sequence[str] = ()) -> None:
    """Change title, record and declared languages. `by` needs the right `archive.edit`."""
    accounts.require(by, "archive.edit", object.library)
    with transaction.atomic():
        before = {"title": object.title, "record": object.record_id, "languages": object.languages}
        object.title, object.record, object.languages = title[:500], record, list(languages)
        object.save(update_fields=["title", "record", "languages", "changed"])
        log(object, "description", agent=agent_of(by))
        audit.record(by, "archive.describe", object.pid, {"before": before}, library=object.library)
        publish(ObjectChanged(object.pk))


def withdraw(object: DigitalObject, by, reason: str = "") -> None:
    """Take an object out of sight; its masters stay. `by` needs the right `archive.withdraw`."""
    accounts.require(by, "archive.withdraw", object.library)
    _change_state(object, by, "withdrawn", "withdrawal", "archive.withdraw", reason)


def put_back(object: DigitalObject, by) -> None:
    """Show a withdrawn object again. `by` needs the right `archive.withdraw`."""
    accounts.require(by, "archive.withdraw", object.library)
    _change_state(object, by, "ready", "restoration", "archive.put-back", "")


def _change_state(object: DigitalObject, by, state: str, kind: str, verb: str, reason: str) -> None:
    with transaction.atomic():
        locked = DigitalObject.objects.select_for_update().get(pk=object.pk)
        if not rules.may_become(locked.state, state):
            raise WrongState(object=object.pid, state=locked.state)
        locked.state = state
        locked.save(update_fields=["state", "changed"])
        rights.set_withdrawn(locked.pk, locked.library, state == "withdrawn", by)
        log(locked, kind, agent=agent_of(by), reason=reason[:500])
        audit.record(by, verb, locked.pid, {"reason": reason[:200]}, library=locked.library)
        publish(ObjectWithdrawn(locked.pk))
    object.refresh_from_db()
