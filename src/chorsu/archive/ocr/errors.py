"""What can stop recognition."""

from chorsu.kernel.errors import Invalid, Unavailable, gettext_noop


class EngineMissing(Unavailable):
    code = "ocr.engine-missing"
    text = gettext_noop("No text recognition is installed here.")
    advice = gettext_noop("Install Tesseract with the packs uzb, uzb-cyrl, rus, vie and eng, then try again.")


class PageUnreadable(Invalid):
    code = "ocr.page-unreadable"
    text = gettext_noop("The page cannot be recognised: %(detail)s.")
    advice = gettext_noop("Scan the page again.")
