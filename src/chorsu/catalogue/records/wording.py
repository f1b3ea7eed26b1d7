"""The sentences of error sheets in the reader's language.

The sheet itself keeps its English reasons, which name bytes and lengths; on a page the reason is said again by its code
where the language has words for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from chorsu.catalogue.records.errors import EmptyFile, NotBibliographic, NothingReadable
from chorsu.catalogue.records.models import Batch, BatchProblem
from chorsu.kernel.errors import gettext_noop

# By code, with the row's own `identifier` and `offset` as values. Codes that stand for several constant sentences are
# left out: those are translated as they are.
BY_CODE = {
    "number-twice": gettext_noop("The control number %(identifier)s comes twice in this import."),
    "branch-unknown": gettext_noop(
        "No branch has the code “%(identifier)s”; its copies are kept at the library itself."
    ),
    "barcode-taken": gettext_noop(
        "The barcode %(identifier)s belongs to another copy already; this copy is kept without it."
    ),
    "inventory-taken": gettext_noop(
        "The inventory number %(identifier)s belongs to another copy already; this copy is kept without it."
    ),
    "copy-gone": gettext_noop("A copy is no longer in the record; it stays until it is written off."),
    "not-described": gettext_noop("The record could not be described."),
    "not-stored": gettext_noop("The database did not take the record."),
    "truncated": gettext_noop("The record at byte %(offset)s breaks off before its end."),
    "directory": gettext_noop(
        "The record at byte %(offset)s has a damaged directory, so it cannot be cut into fields."
    ),
    "fields": gettext_noop("The record at byte %(offset)s has other fields than its directory lists."),
    "no-record": gettext_noop("What stands at byte %(offset)s is not a record."),
    "too-long": gettext_noop("The record at byte %(offset)s does not end where it should."),
    "unknown-format": gettext_noop("The file is neither ISO 2709 nor MARCXML nor an IRBIS text export."),
    "xml": gettext_noop("The record at byte %(offset)s is not well-formed XML."),
    "entities": gettext_noop("The file declares entities, which are refused; the rest of it was not read."),
}
STOPPED = gettext_noop("The import was stopped; what it had stored is here.")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its language where that is not the page's."""

    text: str
    lang: str = ""


def reason(problem: BatchProblem) -> Said:
    """The reason of a row of an error sheet, in the active language where it has the words."""
    if _english():
        return Said(problem.reason)
    pattern = BY_CODE.get(problem.code, problem.reason)
    translated = gettext(pattern)
    if translated == pattern:
        return Said(problem.reason, "en")
    if problem.code in BY_CODE:
        translated %= {"identifier": problem.identifier, "offset": problem.offset}
    return Said(translated)


def trouble(batch: Batch) -> Said | None:
    """Why an import failed, in the active language where it has the words; None where nothing is to be said."""
    if not batch.problem:
        return None
    if not _english():
        for error in (EmptyFile, NotBibliographic, NothingReadable):
            for name in {batch.label, ", ".join(str(file.get("name", "")) for file in batch.files)}:
                if batch.problem == error.text % {"name": name} and gettext(error.text) != error.text:
                    return Said(gettext(error.text) % {"name": name})
        translated = gettext(batch.problem)
        return Said(translated) if translated != batch.problem else Said(batch.problem, "en")
    return Said(batch.problem)


def _english() -> bool:
    return (get_language() or "en").startswith("en")
