"""Why an agent cannot be shown."""

from chorsu.kernel.errors import NotFound, gettext_noop


class UnknownAgent(NotFound):
    code = "authorities.unknown"
    text = gettext_noop("There is no author or organisation with the number %(pid)s.")
