"""What can be wrong with a request for an image or a manifest."""

from chorsu.kernel.errors import ChorsuError, NotFound, gettext_noop


class BadImageRequest(ChorsuError):
    """The address breaks the grammar of the Image API, or asks for what the image has not (section 4.7 there)."""

    code = "iiif.bad-request"
    status = 400
    text = gettext_noop("“%(part)s” cannot be asked of this image.")
    advice = gettext_noop("The description of the image (info.json) says what can.")


class NotOffered(ChorsuError):
    """A feature of the Image API that this server does not have."""

    code = "iiif.not-offered"
    status = 501
    text = gettext_noop("“%(part)s” is a feature that is not offered here.")
    advice = gettext_noop("The description of the image (info.json) says what is.")


class UnknownImage(NotFound):
    code = "iiif.unknown-image"
    text = gettext_noop("There is no page image “%(image)s”.")
    advice = gettext_noop("The manifest of the object lists its images.")


class NothingToShow(NotFound):
    """An object without page images, sound or picture: an e-book is read in the reader."""

    code = "iiif.nothing-to-show"
    text = gettext_noop("“%(object)s” has neither page images nor a recording.")
    advice = gettext_noop("Open it in the reader.")
