"""What can go wrong when records are written out."""

from chorsu.kernel.errors import Invalid, gettext_noop


class CannotWriteFile(Invalid):
    """The file cannot be made where it was wanted."""

    code = "export.cannot-write"
    text = gettext_noop("The file “%(file)s” cannot be written: %(reason)s.")
    advice = gettext_noop("Name another file with --out.")
