"""What the room tells itself and others."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("search.index-swapped")
@dataclass(frozen=True)
class IndexSwapped:
    """A rebuilt index serves now; what changed during the last moments of the rebuild has still to go in."""

    generation: str
