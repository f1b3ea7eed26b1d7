"""What changes accounts: making them, giving and taking roles, tokens, networks of reading rooms."""

from chorsu.people.accounts.actions.accounts import choose_language, create_account, set_active, welcome
from chorsu.people.accounts.actions.networks import add_network, remove_network
from chorsu.people.accounts.actions.permissions import require
from chorsu.people.accounts.actions.roles import grant_role, revoke_role
from chorsu.people.accounts.actions.tokens import account_of_token, issue_token, revoke_token

__all__ = [
    "account_of_token",
    "add_network",
    "choose_language",
    "create_account",
    "grant_role",
    "issue_token",
    "remove_network",
    "require",
    "revoke_role",
    "revoke_token",
    "set_active",
    "welcome",
]
