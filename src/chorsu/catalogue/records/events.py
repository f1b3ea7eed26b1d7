"""What the room tells others: which records are new, changed, merged or gone."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("records.changed")
@dataclass(frozen=True)
class RecordsChanged:
    """These records are new, changed, hidden or withdrawn: read them again (`queries.for_index`)."""

    records: list[int]


@event("records.merged")
@dataclass(frozen=True)
class RecordMerged:
    """`record` was merged into `into`; loans, objects and lists follow."""

    record: int
    into: int


@event("records.split")
@dataclass(frozen=True)
class RecordSplit:
    """Sources left `record` for `new` (a merge undone, or a split by a cataloguer)."""

    record: int
    new: int


@event("records.batch-finished")
@dataclass(frozen=True)
class BatchFinished:
    """An import came to its end, or was undone."""

    batch: int
