"""What the tree asks of rooms above it, which it may not import: who may see which part, and where a reader is at home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Places = Callable[[Any, str], Any]
Home = Callable[[Any], Any]

_places: Places | None = None
_homes: list[Home] = []


def register_places(provider: Places) -> None:
    """`provider(account, right)` answers the organisations at the top of the subtrees where the account has the right."""
    global _places
    _places = provider


def places(account: Any, right: str) -> Any:
    """Those organisations; an empty list until somebody answers."""
    return _places(account, right) if _places is not None else []


def register_home(provider: Home) -> None:
    """`provider(request)` answers the organisation where this visitor is at home, or None."""
    if provider not in _homes:
        _homes.append(provider)


def home_of(request: Any) -> Any:
    """The first organisation that some provider names for the visitor, or None."""
    return next((home for provider in _homes if (home := provider(request)) is not None), None)
