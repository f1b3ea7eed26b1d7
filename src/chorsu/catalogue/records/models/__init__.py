"""Tables of the room: what contributors hold (sources), what is derived from it (records, works), and who decided."""

from chorsu.catalogue.records.models.decisions import Decision, NotSame
from chorsu.catalogue.records.models.records import Identifier, Link, Record, RecordSource, Work, WorkMember
from chorsu.catalogue.records.models.sources import Batch, BatchProblem, SourceRecord, SourceVersion

__all__ = [
    "Batch", "BatchProblem", "Decision", "Identifier", "Link", "NotSame", "Record", "RecordSource", "SourceRecord", "SourceVersion",
    "Work", "WorkMember",
]  # fmt: skip
