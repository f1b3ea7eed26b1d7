"""Asserting a right inside an action."""

from __future__ import annotations

from typing import Any

from chorsu.people.accounts import queries
from chorsu.people.accounts.errors import NotAllowed, SignInNeeded
from chorsu.people.libraries.models import Organisation


def require(account: Any, right: str, organisation: Organisation | None = None) -> None:
    """Raise NotAllowed unless the account has the right at the organisation; SignInNeeded when nobody is signed in.

    The house itself (import from the command line, background work) acts with `by=None` and does not come here.
    """
    if account is None or not getattr(account, "is_authenticated", False):
        raise SignInNeeded()
    if not queries.may(account, right, organisation):
        raise NotAllowed(right=right, place=organisation.code if organisation is not None else "*")
