"""Numbers that rooms above show on a library's page: items, digital objects, readers.

providers.add_figure("items", _("Items"), count_items)   # count_items(library_ids) -> {library_id: number}
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chorsu.kernel.errors import Reason

Counter = Callable[[Sequence[int]], dict[int, int]]
Objection = Callable[[int], Sequence[Reason]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number by library; `count` takes many libraries at once so that lists stay quick."""

    key: str
    label: Any
    count: Counter
    order: int = 100


_figures: dict[str, Figure] = {}
_objections: list[Objection] = []


def add_figure(key: str, label: Any, count: Counter, order: int = 100) -> None:
    """Make a number known; the same key again replaces it."""
    _figures[key] = Figure(key, label, count, order)


def figures() -> list[Figure]:
    """The known numbers in their order."""
    return sorted(_figures.values(), key=lambda figure: figure.order)


def figure(key: str, libraries: Sequence[int]) -> dict[int, int]:
    """One number for several libraries; empty while no room provides it."""
    known = _figures.get(key)
    return known.count(libraries) if known and libraries else {}


def add_objection(provider: Objection) -> None:
    """Let a room object to closing an organisation (open loans there, say): `provider(organisation_id)` gives reasons."""
    if provider not in _objections:
        _objections.append(provider)


def objections(organisation_id: int) -> list[Reason]:
    """Every reason against closing the organisation."""
    return [reason for provider in _objections for reason in provider(organisation_id)]
