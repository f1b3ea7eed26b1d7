"""What the room tells others."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("holdings.items-changed")
@dataclass(frozen=True)
class ItemsChanged:
    """Items came, moved, changed or went at these records."""

    records: list[int]
