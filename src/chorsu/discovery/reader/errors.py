"""What can be wrong when somebody reads."""

from chorsu.kernel.errors import Invalid, NotFound, Unavailable, gettext_noop


class NotReadyYet(Unavailable):
    code = "reader.not-ready"
    text = gettext_noop("“%(title)s” is still being prepared.")
    advice = gettext_noop("Come back in a few minutes.")


class BadPosition(Invalid):
    code = "reader.bad-position"
    text = gettext_noop("This is no place in the book.")
    advice = gettext_noop("Send a page number, a place in the e-book or a time in seconds, and nothing else.")


class NoPosition(NotFound):
    code = "reader.no-position"
    text = gettext_noop("No place is kept for this book.")
    advice = gettext_noop("It is kept as soon as you turn a page.")


class UnknownScript(Invalid):
    code = "reader.unknown-script"
    text = gettext_noop("There is no script “%(script)s” here.")
    advice = gettext_noop("Write latn or cyrl.")
