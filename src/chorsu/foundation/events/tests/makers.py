"""Events that only tests know."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("tests.book-shelved")
@dataclass(frozen=True)
class BookShelved:
    """A book was put on its shelf."""

    book: int
    shelf: str = "A"
