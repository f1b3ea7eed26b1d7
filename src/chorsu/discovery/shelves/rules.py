"""What the shelf decides by itself."""

MOST = 5000  # more is no shelf but a copy of the catalogue
SORTS = {
    "added": ("-added", "-pk"),
    "title": ("record__sort_title", "pk"),
    "author": ("record__creators", "record__sort_title", "pk"),
    "year": ("-record__year", "record__sort_title", "pk"),
}


def order_of(sort: str) -> tuple[str, ...]:
    """The columns for the order asked for; the newest first for anything unknown.

    >>> order_of("title")[0], order_of("nonsense")[0]
    ('record__sort_title', '-added')
    """
    return SORTS.get(sort, SORTS["added"])


def is_full(count: int) -> bool:
    """Whether nothing more goes on the shelf.

    >>> is_full(4999), is_full(5000)
    (False, True)
    """
    return count >= MOST
