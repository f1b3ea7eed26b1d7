"""What can go wrong with the store."""

from chorsu.kernel.errors import Invalid, NotFound, gettext_noop


class NotStored(NotFound):
    code = "preservation.not-stored"
    text = gettext_noop("“%(object)s” is not in the store.")


class CannotRebuild(Invalid):
    code = "preservation.cannot-rebuild"
    text = gettext_noop("The object in %(folder)s cannot be read back: %(detail)s.")
