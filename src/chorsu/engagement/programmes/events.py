"""What programmes tell the house. Nobody's name is in them: reading is private."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("programmes.book-chosen")
@dataclass(frozen=True)
class BookChosen:
    """A book of the week was chosen."""

    book: int


@event("programmes.marathon-opened")
@dataclass(frozen=True)
class MarathonOpened:
    """A reading marathon was announced."""

    marathon: int


@event("programmes.marathon-joined")
@dataclass(frozen=True)
class MarathonJoined:
    """One more reader takes part."""

    marathon: int
