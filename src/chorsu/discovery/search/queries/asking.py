"""A question as it comes through a door: the page's query string, the API's, the command's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from chorsu.discovery.search.documents import heading_id
from chorsu.discovery.search.ports import Facet, Sort, Span
from chorsu.language.folding import fold

# Name in the address → field filtered by.
FILTERS = {
    "availability": "availability",
    "kind": "kind",
    "language": "language",
    "script": "script",
    "library": "place",
    "subject": "subject_id",
    "author": "author_id",
    "access": "access",
    "collection": "collection",
}
# Name in the address → what is counted.
COUNTED = {
    "availability": Facet("availability", 8),
    "kind": Facet("kind", 20),
    "language": Facet("language", 30),
    "script": Facet("script", 10),
    "library": Facet("library", 60, apart="place"),
    "subject": Facet("subject_id", 12),
    "author": Facet("author_id", 12),
    "access": Facet("access", 5),
    "decade": Facet("year", 0, step=10),
}
HEADINGS = frozenset({"subject", "author"})
SORTS = {
    "relevance": None,
    "newest": Sort("year", descending=True),
    "oldest": Sort("year"),
    "title": Sort("sort_title"),
    "author": Sort("sort_author"),
    "added": Sort("added", descending=True),
}
PER_PAGE = (20, 50, 100)
MOST_PER_PAGE = 100
MOST_VALUES = 30
LAST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """`filters`: name in the address → values. `literal`: search just that, correct nothing.

    `grouped`: one edition of each work.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    literal: bool = False
    grouped: bool = False

    @classmethod
    def read(cls, values: Mapping) -> Asked:
        """From a query string (QueryDict); whatever cannot be read is as if it were not there.

        >>> Asked.read({"q": "navoiy", "page": "x", "from": "19o0"}).page
        1
        """
        get = values.get
        several = (
            values.getlist if hasattr(values, "getlist") else lambda name: [values[name]] if name in values else []
        )
        filters = {}
        for name in FILTERS:
            kept = tuple(dict.fromkeys(one.replace("\0", "")[:200] for one in several(name) if one.strip()))
            if kept:
                filters[name] = kept[:MOST_VALUES]
        sort = get("sort") or "relevance"
        return cls(
            text=(get("q") or "")[:20_000],
            filters=filters,
            since=_number(get("from"), None, 9999),
            until=_number(get("to"), None, 9999),
            sort=sort if sort in SORTS else "relevance",
            page=_number(get("page"), 1, LAST_PAGE) or 1,
            per_page=_number(get("per_page"), 20, MOST_PER_PAGE) or 20,
            literal=bool(get("literal")),
            grouped=bool(get("works")),
        )

    def engine_filters(self) -> dict[str, tuple[str | int | Span, ...]]:
        """The filters in the engine's fields."""
        found: dict[str, tuple[str | int | Span, ...]] = {}
        for name, values in self.filters.items():
            # Headings are compared by the number of their key, however they are written in the address.
            found[FILTERS[name]] = tuple(heading_id(fold(one)) for one in values) if name in HEADINGS else values
        if self.since is not None or self.until is not None:
            found["year"] = (Span("year", self.since, self.until),)
        return found

    def address(self, **changes) -> str:
        """The query string of this question with some parts changed; page 1 unless named."""
        one = replace(self, **{"page": 1, **changes})
        pairs: list[tuple[str, str]] = [("q", one.text)]
        pairs += [(name, value) for name, values in one.filters.items() for value in values]
        for name, value, usual in (
            ("from", one.since, None),
            ("to", one.until, None),
            ("sort", one.sort, "relevance"),
            ("per_page", one.per_page, 20),
            ("page", one.page, 1),
        ):
            if value != usual:
                pairs.append((name, str(value)))
        if one.literal:
            pairs.append(("literal", "1"))
        if one.grouped:
            pairs.append(("works", "1"))
        return "?" + urlencode(pairs)

    def without(self, name: str, value: str) -> str:
        """The address without one value of a filter."""
        kept = tuple(one for one in self.filters.get(name, ()) if one != value)
        filters = {key: values for key, values in self.filters.items() if key != name}
        return self.address(filters={**filters, name: kept} if kept else filters)

    @property
    def narrowed(self) -> bool:
        """Whether any filter is on."""
        return bool(self.filters) or self.since is not None or self.until is not None


def _number(text, otherwise: int | None, most: int) -> int | None:
    try:
        number = int(str(text))
    except ValueError:
        return otherwise
    return min(number, most) if number >= 0 else otherwise
