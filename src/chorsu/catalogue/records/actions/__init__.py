"""What changes the catalogue: import, undo, describe, merge, split, suppress."""

from chorsu.catalogue.records.actions.describe import add_record, redescribe
from chorsu.catalogue.records.actions.imports import continue_import, import_records, start_import
from chorsu.catalogue.records.actions.joining import deny, merge, split, undo_decision
from chorsu.catalogue.records.actions.showing import show, suppress
from chorsu.catalogue.records.actions.undoing import start_undo, undo_batch

__all__ = [
    "add_record", "continue_import", "deny", "import_records", "merge", "redescribe", "show", "split", "start_import", "start_undo",
    "suppress", "undo_batch", "undo_decision",
]  # fmt: skip
