"""What changes accounts: making them, giving and taking roles, tokens, networks, the desk."""

from chorsu.people.accounts.actions.permissions import require

__all__ = ["require"]
