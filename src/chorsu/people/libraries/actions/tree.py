"""Adds, describes, moves, closes and reopens organisations. Changes of the tree wait for one another."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from chorsu.foundation.api import guards
from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.libraries import providers, rules
from chorsu.people.libraries.actions.describing import describe
from chorsu.people.libraries.errors import BadOrganisation, CodeTaken, NotEmpty, WrongPlaceInTree
from chorsu.people.libraries.events import OrganisationChanged
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import subtree
from chorsu.people.libraries.queries.cache import policy_changed


@transaction.atomic
def add_organisation(
    code: str, kind: str, names: dict[str, str], *, parent: Organisation | None = None, by: Any = None, **values: Any
) -> Organisation:
    """Add an organisation under `parent` (None: at the root).

    `values`: isil, place, address, phone, email, website, latitude, longitude, timezone, mode. Raises CodeTaken,
    WrongPlaceInTree, BadOrganisation, Forbidden.
    """
    _may_change(by, parent)
    code = (code or "").strip()
    if not rules.code_is_usable(code):
        text = gettext_noop("A code is up to 32 letters, digits, dots and dashes.")
        raise BadOrganisation([Reason("libraries.bad-code", text)])
    if Organisation.objects.filter(code__iexact=code).exists():
        raise CodeTaken(library=code)
    policy_changed()
    if parent is not None:
        parent = Organisation.objects.get(pk=parent.pk)
    _check_place(kind, parent)
    organisation = Organisation(code=code, kind=kind, parent=parent)
    describe(organisation, {"names": names, **values})
    organisation.save()
    organisation.path = rules.path_under(parent.path if parent else "", organisation.pk)
    organisation.save(update_fields=["path"])
    _told(organisation, "added", by, {"kind": kind, "under": parent.code if parent else ""})
    return organisation


@transaction.atomic
def edit_organisation(organisation: Organisation, *, by: Any = None, **values: Any) -> Organisation:
    """Describe an organisation anew: names, isil, place, address and so on. Raises BadOrganisation, Forbidden."""
    _may_change(by, organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = describe(organisation, values)
    if changed:
        organisation.save()
        _told(organisation, "edited", by, {"changed": changed})
    return organisation


@transaction.atomic
def move_organisation(organisation: Organisation, parent: Organisation | None, *, by: Any = None) -> Organisation:
    """Hang an organisation with everything under it below another. Raises WrongPlaceInTree, Forbidden.

    The right is needed where it stands and where it goes.
    """
    # The stamp's row is locked from here to the commit, so no two moves can make a loop between them.
    policy_changed()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    parent = Organisation.objects.get(pk=parent.pk) if parent is not None else None
    _may_change(by, organisation.parent)
    _may_change(by, parent)
    if parent is not None and organisation.holds(parent):
        text = gettext_noop("An organisation cannot stand under itself.")
        raise WrongPlaceInTree([Reason("libraries.loop", text)])
    _check_place(organisation.kind, parent)
    old, new = organisation.path, rules.path_under(parent.path if parent else "", organisation.pk)
    if old == new:
        return organisation
    Organisation.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    organisation.parent, organisation.path = parent, new
    organisation.save(update_fields=["parent", "path", "changed"])
    _told(organisation, "moved", by, {"under": parent.code if parent else "", "from": old})
    return organisation


@transaction.atomic
def close_organisation(organisation: Organisation, *, with_parts: bool = False, by: Any = None) -> Organisation:
    """Take an organisation out of use; nothing is deleted. Raises NotEmpty unless its parts are closed or go with it."""
    _may_change(by, organisation.parent)
    parts = subtree(organisation).filter(active=True).exclude(pk=organisation.pk)
    if not with_parts and (count := parts.count()):
        raise NotEmpty(count=count)
    reasons = [
        reason
        for number in [organisation.pk, *parts.values_list("pk", flat=True)]
        for reason in providers.objections(number)
    ]
    if reasons:
        raise NotEmpty(reasons, count=len(reasons))
    parts.update(active=False)
    return _set_active(organisation, False, "closed", by)


@transaction.atomic
def reopen_organisation(organisation: Organisation, *, by: Any = None) -> Organisation:
    """Take a closed organisation into use again; its parts stay as they are."""
    _may_change(by, organisation.parent)
    return _set_active(organisation, True, "reopened", by)


def _set_active(organisation: Organisation, active: bool, change: str, by: Any) -> Organisation:
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.active != active:
        organisation.active = active
        organisation.save(update_fields=["active", "changed"])
        _told(organisation, change, by)
    return organisation


def _check_place(kind: str, parent: Organisation | None) -> None:
    if not rules.may_stand_under(kind, parent.kind if parent else None):
        params = {"kind": kind, "parent": parent.kind if parent else "-"}
        text = gettext_noop("A %(kind)s cannot stand under a %(parent)s.")
        raise WrongPlaceInTree([Reason("libraries.wrong-kind", text, params=params)])


def _may_change(by: Any, organisation: Organisation | None) -> None:
    if by is not None:
        guards.require(by, "libraries.manage" if organisation is not None else "network.manage", organisation)


def _told(organisation: Organisation, change: str, by: Any, details: dict[str, Any] | None = None) -> None:
    record(by, f"libraries.{change}", f"organisation:{organisation.code}", details, library=organisation)
    publish(OrganisationChanged(organisation.pk, change))
