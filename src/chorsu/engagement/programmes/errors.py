"""Why a programme is refused, in sentences."""

from chorsu.kernel.errors import Conflict, Invalid, NotFound, Refused, gettext_noop


class UnknownProgramme(NotFound):
    code = "programmes.unknown"
    text = gettext_noop("There is no such programme.")
    advice = gettext_noop("It may have been taken away. Look at the list of what is going on now.")


class AlreadyChosen(Conflict):
    code = "programmes.already-chosen"
    text = gettext_noop("“%(title)s” is already a book of the week of %(week)s.")
    advice = gettext_noop("Choose another book or another week.")


class NotShown(Invalid):
    """The number names no record that readers can see."""

    code = "programmes.record-not-shown"
    text = gettext_noop("“%(record)s” is no record that readers can see.")
    advice = gettext_noop("Copy the number or the address from the page of the record.")


class NoWords(Invalid):
    code = "programmes.no-words"
    text = gettext_noop("Nobody has written why to read it.")
    advice = gettext_noop("Write a sentence or two in at least one language.")


class BadLength(Invalid):
    code = "programmes.bad-length"
    text = gettext_noop("A marathon lasts from 2 to 366 days.")


class ModuleOff(Refused):
    code = "programmes.module-off"
    text = gettext_noop("%(library)s has switched programmes off.")
    advice = gettext_noop("The manager of the library can switch them on in its settings.")


class MarathonOver(Refused):
    code = "programmes.marathon-over"
    text = gettext_noop("This marathon ended on %(day)s.")
    advice = gettext_noop("Choose one that is going on, or read the book at your own pace.")


class HasParticipants(Refused):
    """Start and length are a promise to those who joined."""

    code = "programmes.has-participants"
    text = gettext_noop("%(count)s readers take part already, so the book, the start and the length stay as they are.")
    advice = gettext_noop("Change the words, or end this marathon and open another.")
