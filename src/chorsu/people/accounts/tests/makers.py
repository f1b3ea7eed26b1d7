"""Accounts for tests: somebody with a role at a place, in one line."""

from typing import Any

from chorsu.people.accounts.models import Account, Membership
from chorsu.people.libraries.models import Organisation

PASSWORD = "choy-non-anor"


def make_account(
    username: str = "dilnoza", role: str = "", organisation: Organisation | None = None, **values: Any
) -> Account:
    """An account with the password `PASSWORD`, and a role where one is given."""
    account = Account(username=username, **values)
    account.set_password(PASSWORD)
    account.save()
    if role:
        assert organisation is not None, "a role is held somewhere"
        Membership.objects.create(account=account, organisation=organisation, role=role)
    return account
