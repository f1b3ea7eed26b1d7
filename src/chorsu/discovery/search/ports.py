"""What the house asks of a search engine. Tantivy answers inside the process, OpenSearch across machines.

Text reaches an engine only as tokens made by `documents` and `planning`, parted by spaces, so that all engines
find alike; an engine splits at spaces and does nothing else to words. One contract test runs on every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

Document = dict[str, Any]  # "id": int, then fields of the schema: str, list[str] or int


class Kind(StrEnum):
    """How a field is kept."""

    TEXT = "text"  # tokens with their places: phrases can be asked
    TOKENS = "tokens"  # tokens without places
    KEY = "key"  # whole values, compared as they are
    NUMBER = "number"  # whole numbers: ranges, sorting, histograms


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a schema. `facet`: counted. `sort`: ordered by. Many values are allowed except where sorted."""

    name: str
    kind: Kind
    facet: bool = False
    sort: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of one index and how a free word weighs in each.

    `anywhere` is the field that holds every word; a free word must be there (or its stem in `stems`), the others
    only raise a hit. `exact` holds words as written, marks kept; `whole` the folded title as one value.
    """

    name: str
    fields: tuple[Field, ...]
    anywhere: str
    stems: str = ""
    exact: str = ""
    whole: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((one for one in self.fields if one.name == name), None)


# What is asked: a tree of these.


@dataclass(frozen=True, slots=True)
class Term:
    """One word: its folded key, its writing with marks, the stems it may have. `field` empty: anywhere."""

    key: str
    exact: str = ""
    stems: tuple[str, ...] = ()
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side; up to `slop` places apart."""

    keys: tuple[str, ...]
    field: str = ""
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A number between two bounds, both included; None is open."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """Any of these whole values (`prefix`: values that begin so)."""

    field: str
    values: tuple[str | int, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class All:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """At least `least` of the nodes."""

    nodes: tuple[Node, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Node = Term | Phrase | Span | Value | All | Any_ | Not


@dataclass(frozen=True, slots=True)
class Facet:
    """Count values of a field, the `size` most frequent; `step` set: a histogram of a number field.

    `apart`: the filter left out while counting; the one on the facet's own field when empty.
    """

    field: str
    size: int = 10
    step: int = 0
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """One question. `node` None asks for everything. Filters: values of one field are alternatives, fields add up.

    A facet is counted without the filter that belongs to it, so that a reader can widen a choice.
    `words` are the free words in order; they raise titles that say just that.
    """

    node: Node | None = None
    filters: Mapping[str, tuple[str | int | Span, ...]] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    sort: Sort | None = None
    page: int = 1
    per_page: int = 20
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    id: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Bucket:
    value: str | int
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """`took` in milliseconds, the engine's own time."""

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[Bucket, ...]] = field(default_factory=dict)
    took: float = 0.0


@runtime_checkable
class Engine(Protocol):
    """One index. Writing calls are made by one process only (the holder of the writer)."""

    schema: Schema

    def index(self, batch: Iterable[Document]) -> int:
        """Add or replace documents by id; returns how many. Seen after `commit`."""
        ...

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out; unknown ids are no error."""
        ...

    def commit(self) -> None:
        """Make everything written so far durable and visible."""
        ...

    def close(self) -> None:
        """Let go of the writer, after its merges are done."""
        ...

    def search(self, search: Search) -> Results:
        """Answer one question; a page past the end is empty, never an error."""
        ...

    def values(self, search: Search, fields: tuple[str, ...], limit: int) -> list[tuple[int | None, ...]]:
        """Number fields of the best `limit` hits, each row beginning with the id."""
        ...

    def suggest(self, words: tuple[str, ...], filters: Mapping[str, tuple[str | int, ...]], limit: int) -> list[Hit]:
        """Documents whose title or author goes on from these words; the last one may be unfinished."""
        ...

    def terms(self, prefix: str, limit: int, field: str = "") -> list[tuple[str, int]]:
        """Words of the index that begin so, with the number of documents, the most frequent first."""
        ...

    def frequency(self, term: str, field: str = "") -> int:
        """In how many documents a word is."""
        ...

    def similar(self, document: Document, limit: int) -> list[Hit]:
        """Documents like this one by its subjects, authors, class and title; never itself."""
        ...

    def count(self) -> int:
        """How many documents there are."""
        ...
