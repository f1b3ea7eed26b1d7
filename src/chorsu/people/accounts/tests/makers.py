"""Accounts for tests: somebody with a role at a place, in one line."""

from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from chorsu.people.accounts.models import Account, Membership
from chorsu.people.libraries.models import Organisation

PASSWORD = "choy-non-anor"


def make_account(
    username: str = "dilnoza", role: str = "", organisation: Organisation | None = None, **values: Any
) -> Account:
    """An account with the password `PASSWORD`, and a role where one is given."""
    account = Account.objects.create(username=username, password=_hashed(), **values)
    if role:
        assert organisation is not None, "a role is held somewhere"
        Membership.objects.create(account=account, organisation=organisation, role=role)
    return account


@cache
def _hashed() -> str:
    # Hashing is slow by design; one hash serves every account of a test run.
    return make_password(PASSWORD)
