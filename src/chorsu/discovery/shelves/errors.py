"""What can be wrong with a shelf."""

from chorsu.kernel.errors import NotFound, Refused, gettext_noop


class ShelfFull(Refused):
    code = "shelves.full"
    text = gettext_noop("There are %(count)s books on your shelf; no more fit.")
    advice = gettext_noop("Take some off first.")


class NotOnShelf(NotFound):
    code = "shelves.not-there"
    text = gettext_noop("This is not on your shelf.")
    advice = gettext_noop("Put it there from its page.")
