"""Pages of a long list: one shape for screens and API, and never more than one page in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")

PER_PAGE = 20
MOST_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list of `total` things.

    >>> page = Page(items=("c", "d"), number=2, per_page=2, total=5)
    >>> page.pages, page.first, page.last, page.has_previous, page.has_next
    (3, 3, 4, True, True)
    """

    items: Sequence[T]
    number: int
    per_page: int
    total: int

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        # A page without items is still a page: `if page` must not depend on its length.
        return True

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // self.per_page))

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next_number(self) -> int:
        return min(self.number + 1, self.pages)

    @property
    def previous_number(self) -> int:
        return max(self.number - 1, 1)

    @property
    def first(self) -> int:
        """The place of the first item in the whole list, counted from 1; 0 on an empty list."""
        return (self.number - 1) * self.per_page + 1 if self.items else 0

    @property
    def last(self) -> int:
        """The place of the last item in the whole list; 0 on an empty list."""
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def several(self) -> bool:
        """Whether there is anything to turn over."""
        return self.pages > 1

    @property
    def window(self) -> list[int | None]:
        """The page numbers worth showing, None for a gap.

        >>> Page(items=(1,), number=6, per_page=1, total=20).window
        [1, None, 4, 5, 6, 7, 8, None, 20]
        """
        near = set(range(self.number - 2, self.number + 3)) | {1, self.pages}
        shown: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.pages):
            before = shown[-1] if shown else None
            if before is not None and number == before + 2:
                shown.append(number - 1)
            elif before is not None and number > before + 2:
                shown.append(None)
            shown.append(number)
        return shown


def paginate(things: Any, number: Any = 1, per_page: Any = PER_PAGE, total: int | None = None) -> Page[Any]:
    """One page of a QuerySet or a sequence, sliced before it is read.

    `number` and `per_page` may come straight from an address: what is no number is the first page, what lies
    behind the end is the last page, and nobody gets more than MOST_PER_PAGE at once. `total` spares the count
    where it is known already.

    >>> paginate("abcde", "2", 2).items
    ('c', 'd')
    >>> paginate([], 9).number
    1
    """
    per_page = min(max(_whole(per_page, PER_PAGE), 1), MOST_PER_PAGE)
    if total is None:
        # A sequence's own `count` wants an argument; a QuerySet's asks the database.
        total = len(things) if isinstance(things, Sequence) else things.count()
    pages = max(1, -(-total // per_page))
    number = min(max(_whole(number, 1), 1), pages)
    start = (number - 1) * per_page
    return Page(items=tuple(things[start : start + per_page]), number=number, per_page=per_page, total=total)


def _whole(value: Any, default: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return default
