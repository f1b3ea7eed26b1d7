"""What can go wrong with readers and their cards, said in sentences."""

from __future__ import annotations

from chorsu.kernel.errors import Conflict, Invalid, NotFound, Refused, gettext_noop


class UnknownPatron(NotFound):
    """There is no such reader, or not where this account may look."""

    code = "patrons.unknown"
    text = gettext_noop("There is no such reader.")
    advice = gettext_noop("Search by name.")


class UnknownCard(NotFound):
    """No card has this number. Parameters: `number`."""

    code = "patrons.unknown-card"
    text = gettext_noop("No reader has the card %(number)s.")
    advice = gettext_noop("Scan it again, or search by name.")


class AmbiguousCard(Conflict):
    """Several libraries issued this number; `choices` holds the cards. Parameters: `number`, `count`."""

    code = "patrons.ambiguous-card"
    text = gettext_noop("%(count)s libraries issued the card %(number)s.")
    advice = gettext_noop("Choose the reader by name.")
    choices: tuple = ()


class CardTaken(Invalid):
    """The library already issued this number. Parameters: `number`, `library`."""

    code = "patrons.card-taken"
    text = gettext_noop("The library %(library)s already issued the card %(number)s.")
    advice = gettext_noop("Use another number, or open the reader who has it.")


class BadPatron(Invalid):
    """The reader cannot be kept like this; each reason names one value."""

    code = "patrons.bad-patron"
    text = gettext_noop("The reader cannot be kept like this.")


class MaybeKnown(Conflict):
    """Readers of the same name and birthday are there already; `patrons` holds their ids. Parameters: `count`."""

    code = "patrons.maybe-known"
    text = gettext_noop("%(count)s readers have the same name and date of birth.")
    advice = gettext_noop("Open the reader found, or confirm that this is another person.")
    patrons: tuple[int, ...] = ()


class BadCategory(Invalid):
    """A category that cannot be kept, or does not belong to the library. Parameters: `category`."""

    code = "patrons.bad-category"
    text = gettext_noop("The category “%(category)s” cannot be used here.")


class AccountTaken(Refused):
    """The account belongs to another reader already. Parameters: `username`."""

    code = "patrons.account-taken"
    text = gettext_noop("The account “%(username)s” belongs to another reader.")


class AlreadyAsked(Refused):
    """An erasure request is open."""

    code = "patrons.erasure-asked"
    text = gettext_noop("You have already asked to be forgotten.")
    advice = gettext_noop("The library will answer.")


class CannotErase(Refused):
    """Open business stands against forgetting the reader; the reasons say which."""

    code = "patrons.cannot-erase"
    text = gettext_noop("The reader cannot be forgotten yet.")
