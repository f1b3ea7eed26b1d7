"""What can be wrong with a digital object or its files."""

from chorsu.kernel.errors import Conflict, Invalid, NotFound, Unavailable, gettext_noop


class UnknownObject(NotFound):
    code = "objects.unknown"
    text = gettext_noop("There is no digital object “%(object)s”.")
    advice = gettext_noop("Check the address, or search for the title.")


class UnknownPage(NotFound):
    code = "objects.unknown-page"
    text = gettext_noop("“%(object)s” has no page %(page)s.")
    advice = gettext_noop("Look at the number of pages of the object.")


class UnknownFile(NotFound):
    code = "objects.unknown-file"
    text = gettext_noop("“%(object)s” has no file “%(file)s”.")


class NoPageImage(NotFound):
    code = "objects.no-image"
    text = gettext_noop("Page %(page)s of “%(object)s” has no image.")
    advice = gettext_noop("Read its text instead.")


class UnusableImage(Invalid):
    code = "objects.unusable-image"
    text = gettext_noop("The image cannot be used: %(detail)s.")
    advice = gettext_noop("Scan the page again, or save it as TIFF, JPEG or PNG.")


class UnusablePdf(Invalid):
    code = "objects.unusable-pdf"
    text = gettext_noop("The PDF cannot be used: %(detail)s.")
    advice = gettext_noop("Save it again without a password, or make a new one from the source.")


class PreparationStopped(Unavailable):
    code = "objects.preparation-stopped"
    text = gettext_noop("The preparation stopped: %(detail)s.")
    advice = gettext_noop("It is tried again by itself a few times. Tell whoever runs the server if it stays so.")


class WrongState(Conflict):
    code = "objects.wrong-state"
    text = gettext_noop("“%(object)s” is in the state “%(state)s”; this cannot be done now.")
    advice = gettext_noop("Wait until the running work is done, then try again.")
