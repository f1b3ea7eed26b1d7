"""Why a record or an import is refused, in sentences."""

from __future__ import annotations

from chorsu.kernel.errors import Conflict, Invalid, NotFound, Refused, gettext_noop


class UnknownRecord(NotFound):
    code = "records.unknown"
    text = gettext_noop("There is no record with the number %(pid)s.")


class UnknownWork(NotFound):
    code = "records.unknown-work"
    text = gettext_noop("There is no work with the number %(pid)s.")


class UnknownBatch(NotFound):
    code = "records.unknown-import"
    text = gettext_noop("There is no import with the number %(number)s.")


class Withdrawn(NotFound):
    """The record existed; its address answers 410 Gone."""

    code = "records.withdrawn"
    status = 410
    text = gettext_noop("The record %(pid)s was withdrawn.")
    advice = gettext_noop("Search for the title: another library may hold it.")


class NothingReadable(Invalid):
    code = "records.nothing-readable"
    text = gettext_noop("No record could be read from %(name)s.")
    advice = gettext_noop("Check that the file is MARC (ISO 2709) or MARCXML and was copied whole.")


class NotBibliographic(NothingReadable):
    code = "records.not-bibliographic"
    text = gettext_noop(
        "%(name)s holds no descriptions of editions, only authority, holdings or classification records."
    )
    advice = gettext_noop("Export the bibliographic records from the other system.")


class EmptyFile(NothingReadable):
    code = "records.empty-file"
    text = gettext_noop("The file %(name)s is empty.")
    advice = gettext_noop("Export it again from the other system and check its size.")


class UnknownFormat(Invalid):
    code = "records.unknown-format"
    text = gettext_noop("“%(format)s” is not a format that can be imported.")
    advice = gettext_noop("Use auto, marc21, unimarc, rusmarc, uzmarc, irbis or marcxml.")


class UnknownEncoding(Invalid):
    code = "records.unknown-encoding"
    text = gettext_noop("“%(encoding)s” is not an encoding that can be read.")
    advice = gettext_noop("Use auto, utf-8, marc-8, cp1251, cp866 or koi8-r.")


class MissingFile(Invalid):
    code = "records.missing-file"
    text = gettext_noop("The file %(name)s cannot be opened.")
    advice = gettext_noop("Check the path and that this account may read it.")


class AlreadyUndone(Conflict):
    code = "records.batch-already-undone"
    text = gettext_noop("This import was undone already.")


class StillRunning(Refused):
    code = "records.batch-still-running"
    text = gettext_noop("This import is still running.")
    advice = gettext_noop("Wait until it ends, or stop its job first.")


class NotTogether(Refused):
    code = "records.not-together"
    text = gettext_noop("These records cannot be merged.")
    advice = gettext_noop("Choose two different records that are both shown.")


class KeptApart(Refused):
    """A person said that they are not the same; that outranks rules and other people alike until it is undone."""

    code = "records.kept-apart"
    text = gettext_noop("These records were declared not the same, so they cannot be merged.")
    advice = gettext_noop("If that was wrong, undo that decision first; it stands in the history of the record.")
