"""Gives and takes roles. Nobody gives more than he has, nor outside his part of the tree."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.people.accounts import queries, rules
from chorsu.people.accounts.errors import CannotGrant, LastAdministrator, UnknownRole
from chorsu.people.accounts.events import RoleGranted, RoleRevoked
from chorsu.people.accounts.models import Account, Membership
from chorsu.people.libraries.models import Organisation


@transaction.atomic
def grant_role(account: Account, organisation: Organisation, role: str, *, by: Any = None) -> Membership:
    """Let an account fill a role at an organisation and under it; a role held already stays. Raises CannotGrant."""
    _check(by, role, organisation)
    membership, made = Membership.objects.get_or_create(
        account=account, organisation=organisation, role=role, defaults={"granted_by": by}
    )
    queries.forget_roles(account)
    if made:
        details = {"role": role, "account": account.username}
        record(by, "accounts.role-granted", f"account:{account.username}", details, library=organisation)
        publish(RoleGranted(account.pk, organisation.pk, role))
    return membership


@transaction.atomic
def revoke_role(account: Account, organisation: Organisation, role: str, *, by: Any = None) -> None:
    """Take a role away. Raises CannotGrant, LastAdministrator."""
    _check(by, role, organisation)
    rows = Membership.objects.select_for_update()
    if role == rules.NETWORK_ADMINISTRATOR:
        others = rows.filter(role=role, account__is_active=True).exclude(account=account, organisation=organisation)
        if not others.exists():
            raise LastAdministrator()
    gone, _parts = rows.filter(account=account, organisation=organisation, role=role).delete()
    queries.forget_roles(account)
    if gone:
        details = {"role": role, "account": account.username}
        record(by, "accounts.role-revoked", f"account:{account.username}", details, library=organisation)
        publish(RoleRevoked(account.pk, organisation.pk, role))


def _check(by: Any, role: str, organisation: Organisation) -> None:
    if role not in rules.RIGHTS:
        raise UnknownRole(role=str(role)[:40])
    if by is not None and not queries.may_grant(by, role, organisation):
        raise CannotGrant()
