"""What an import asks of the rooms above: who matches, who keeps agents, who keeps copies.

Records is the lowest room of its wing, so matching, authorities and holdings register here (from their
`registrations`) what an import does for them with each chunk. The heavy, pure half of a stage (`prepare`) is named by
its dotted path, because it runs in the reading process, which has no Django and no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Protocol


@dataclass(slots=True)
class Incoming:
    """One record of an import on its way into the tables; plain enough to cross a process border.

    The reading process fills everything up to `prepared`; the main process the rest.
    """

    index: int  # place in the file from 0
    offset: int  # of its first byte
    source_id: str = ""
    digest: str = ""
    packed: bytes = b""
    format: str = ""
    encoding: str = ""
    description: bytes = b""  # JSON, without `sources`
    title: str = ""
    sort_title: str = ""
    creators: str = ""
    year: int | None = None
    kind: str = "book"
    languages: str = "[]"
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    copies: list[dict[str, Any]] = field(default_factory=list)
    prepared: dict[str, Any] = field(default_factory=dict)  # stage name → what its `prepare` made
    problem: str = ""
    code: str = ""
    excerpt: str = ""
    notes: list[str] = field(default_factory=list)
    deletes: bool = False  # the contributor says that it holds this record no longer (leader/05 = d)
    # filled by the main process
    outcome: str = ""  # created, updated, unchanged, rejected
    source: int = 0
    version: int = 1
    record: int = 0
    placed: bool = False  # the source stands in a record already
    leader: Incoming | None = None  # the earlier new record of the same chunk that this one joins
    is_new_record: bool = False
    additive: bool = False  # the record has other sources too: add to what it has, take nothing away
    decided_by: str = "rules"
    score: float = 1.0
    reason: str = ""


# What the reading process fills, in the order of the fields: sent across as bare tuples, which is thrice as fast as
# sending the objects.
READ_FIELDS = tuple(f.name for f in fields(Incoming))[: [f.name for f in fields(Incoming)].index("outcome")]
as_tuple: Callable[[Incoming], tuple[Any, ...]] = attrgetter(*READ_FIELDS)


class Chunk(Protocol):
    """One transaction's worth of an import, as stages see it."""

    records: list[Incoming]  # created and updated ones, sources and records already stored
    library: int
    batch: int | None
    by: int | None
    now: Any
    changed: set[int]  # ids of records to announce; a stage may add

    def insert(self, model: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None: ...
    def update(self, model: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None: ...
    def allocate(self, model: Any, count: int) -> Sequence[int]: ...
    def fetch(self, sql: str, values: Sequence[Any], *before: Any) -> list[tuple]: ...
    def warn(self, incoming: Incoming, code: str, reason: str, identifier: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """What one room does with every chunk. All functions are optional.

    prepare: "module:function" of a pure `(description: dict, copies: list[dict]) -> picklable`.
    match: gives new records (`is_new_record` still open) the id of the record they join: `(chunk, new) -> None`,
        setting `record`, `score`, `reason` on those it places; called before anything is stored.
    store: writes the room's rows for `chunk.records`.
    forget: takes the room's rows of these records away, before they are stored anew: `(record ids)`.
    undo: takes back what a batch brought for these sources: `(batch, sources) -> sentences on what had to stay`.
    move: what hangs on a record goes to another with these sources (None: all): `(from, to, sources) -> memo`.
    move_back: undoes a `move`: `(memo, from, to)` as they were given.
    """

    name: str
    prepare: str = ""
    match: Callable[[Chunk, list[Incoming]], None] | None = None
    store: Callable[[Chunk], None] | None = None
    forget: Callable[[list[int]], None] | None = None
    undo: Callable[[int, list[int]], list[str]] | None = None
    move: Callable[[int, int, list[int] | None], dict[str, Any]] | None = None
    move_back: Callable[[dict[str, Any], int, int], None] | None = None


_stages: list[Stage] = []


def register(stage: Stage) -> None:
    """Add a stage; stages run in the order in which they registered (that of the rooms)."""
    _stages[:] = [other for other in _stages if other.name != stage.name] + [stage]


def stages() -> tuple[Stage, ...]:
    """Every registered stage."""
    return tuple(_stages)
