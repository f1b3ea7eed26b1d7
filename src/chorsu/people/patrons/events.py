"""What the room of readers tells the rooms above. No event carries a name."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("patrons.patron-registered")
@dataclass(frozen=True)
class PatronRegistered:
    """A reader was registered."""

    patron: int


@event("patrons.patron-changed")
@dataclass(frozen=True)
class PatronChanged:
    """Something about a reader changed. `change`: edited, renewed, card, blocked, unblocked, account, consent."""

    patron: int
    change: str


@event("patrons.patron-erased")
@dataclass(frozen=True)
class PatronErased:
    """A reader was forgotten: rooms drop what they keep of him."""

    patron: int
