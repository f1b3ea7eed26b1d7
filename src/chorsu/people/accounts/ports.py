"""What the accounts room asks of rooms above it: which organisations a reader belongs to beside his roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Belonging = Callable[[int], Iterable[int]]

_belongings: list[Belonging] = []


def register_belonging(provider: Belonging) -> None:
    """Add a provider: given an account's id it answers the ids of organisations the reader belongs to."""
    if provider not in _belongings:
        _belongings.append(provider)


def belongings(account_id: int) -> frozenset[int]:
    """Every organisation some provider names for the account."""
    return frozenset(number for provider in _belongings for number in provider(account_id))
