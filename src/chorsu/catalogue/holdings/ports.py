"""What holdings ask of the room that lends, which stands above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Movement:
    """Where a copy is that is not on its shelf. `state`: on-loan, on-hold-shelf, in-transit. `due` only for a loan."""

    state: str
    due: date | None = None


Provider = Callable[[Iterable[int]], dict[int, Movement]]

_provider: list[Provider] = []


def register_circulation(provider: Provider) -> None:
    """Name the function that says which items (ids) are on loan, held or travelling. One at a time; the last wins."""
    _provider[:] = [provider]


def movements(item_ids: Iterable[int]) -> dict[int, Movement]:
    """What the lending room says of these items; nothing where there is no lending room."""
    ids = list(item_ids)
    return _provider[0](ids) if _provider and ids else {}


Standing = Callable[[Iterable[int]], dict[int, str]]

_guards: list[Standing] = []


def register_guard(guard: Standing) -> None:
    """Name a function that says of items why they may not be removed ({item id: sentence}); several may stand."""
    if guard not in _guards:
        _guards.append(guard)


def guarded(item_ids: Iterable[int]) -> dict[int, str]:
    """Which of these items may not be removed, and why."""
    ids = list(item_ids)
    result: dict[int, str] = {}
    for guard in _guards:
        result.update(guard(ids))
    return result
