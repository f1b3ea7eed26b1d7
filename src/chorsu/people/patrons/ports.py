"""What the room of readers asks of rooms above it: their part of a reader's own data, and what stands against forgetting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chorsu.kernel.errors import Reason

Export = Callable[[int], Any]
Objection = Callable[[int], Sequence[Reason]]

_exports: dict[str, Export] = {}
_objections: list[Objection] = []


def register_export(name: str, provider: Export) -> None:
    """`provider(patron_id)` answers what the room keeps about the reader, as JSON can hold it."""
    _exports[name] = provider


def exported(patron_id: int) -> dict[str, Any]:
    """The parts of every room."""
    return {name: provider(patron_id) for name, provider in sorted(_exports.items())}


def register_objection(provider: Objection) -> None:
    """`provider(patron_id)` answers why the reader cannot be forgotten yet (books not returned, debts)."""
    if provider not in _objections:
        _objections.append(provider)


def objections(patron_id: int) -> list[Reason]:
    """Every reason of every room."""
    return [reason for provider in _objections for reason in provider(patron_id)]
