"""What can be wrong with a catalogue for reading apps."""

from chorsu.kernel.errors import NotFound, Unavailable, gettext_noop


class CatalogueNotReady(Unavailable):
    """The search, from which every list comes, does not answer."""

    code = "opds.not-ready"
    text = gettext_noop("The catalogue is being prepared.")
    advice = gettext_noop("Try again in a few minutes.")


class UnknownFeed(NotFound):
    code = "opds.unknown-feed"
    text = gettext_noop("This catalogue has no list of that name.")
    advice = gettext_noop("Begin at the start of the catalogue.")
