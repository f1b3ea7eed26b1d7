"""What can be wrong with conditions, and the refusal of the gate as an error."""

from chorsu.kernel.errors import Forbidden, Invalid, gettext_noop


class UnknownAccess(Invalid):
    code = "rights.unknown-access"
    text = gettext_noop("“%(access)s” is no class of access.")
    advice = gettext_noop("Write one of: %(known)s.")


class AccessRefused(Forbidden):
    """The gate said no; the reason says why and what to do."""

    code = "rights.refused"
    text = gettext_noop("This cannot be shown to you.")
    advice = ""
