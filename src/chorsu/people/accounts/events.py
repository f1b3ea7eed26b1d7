"""What the accounts room tells the rooms above."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("accounts.account-created")
@dataclass(frozen=True)
class AccountCreated:
    """A new account can sign in."""

    account: int


@event("accounts.role-granted")
@dataclass(frozen=True)
class RoleGranted:
    """An account holds a role at an organisation from now on."""

    account: int
    organisation: int
    role: str


@event("accounts.role-revoked")
@dataclass(frozen=True)
class RoleRevoked:
    """An account no longer holds a role at an organisation."""

    account: int
    organisation: int
    role: str
