"""Who may do what with a digital object: plain values in, a decision with its reason out.

Refusals say why and what the reader can do about it, so every door (page, file, API, feed) shows the same sentence.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chorsu.kernel.errors import Reason, gettext_noop

PUBLIC, SIGNED_IN, ON_SITE, CLOSED = "public", "signed-in", "on-site", "closed"
CLASSES = (PUBLIC, SIGNED_IN, ON_SITE, CLOSED)
Action = Literal["discover", "read", "page", "text", "download", "snippet"]
ACTIONS: tuple[str, ...] = ("discover", "read", "page", "text", "download", "snippet")

WITHDRAWN = Reason(
    "rights.withdrawn",
    gettext_noop("This digital copy was withdrawn."),
    gettext_noop("Ask the library that held it."),
)
SIGN_IN = Reason(
    "rights.signed-in",
    gettext_noop("This digital copy is open to signed-in readers."),
    gettext_noop("Sign in, or register at your library."),
)
COME_IN = Reason(
    "rights.on-site",
    gettext_noop("This digital copy can be read inside the library that holds it."),
    gettext_noop("Come to the reading room, or order a printed copy."),
)
NO_DOWNLOAD = Reason(
    "rights.no-download",
    gettext_noop("This digital copy can be read inside the library but not taken away."),
    gettext_noop("Read it on the screen here, or ask the desk about copies of single pages."),
)
STAFF_ONLY = Reason(
    "rights.closed",
    gettext_noop("This digital copy is closed to readers."),
    gettext_noop("Ask the library that holds it; a printed copy may be lent."),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says: granted, or refused with one reason and its remedy."""

    granted: bool
    reason: Reason | None = None

    def __bool__(self) -> bool:
        return self.granted


GRANTED = Decision(True)


@dataclass(frozen=True, slots=True)
class Terms:
    """The conditions of one object as plain values; `library` is the holding library's number."""

    library: int
    access: str = CLOSED
    embargo_until: date | None = None
    embargo_access: str = CLOSED
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: signed in or not, the libraries in whose network the reader sits, whether staff of the holder."""

    signed_in: bool = False
    on_site: Collection[int] = ()
    staff: bool = False


def access_on(terms: Terms, today: date) -> str:
    """The access class that holds on a day: the embargo's until its last day is over.

    >>> access_on(Terms(1, PUBLIC, embargo_until=date(2027, 1, 1)), date(2026, 12, 31))
    'closed'
    >>> access_on(Terms(1, PUBLIC, embargo_until=date(2027, 1, 1)), date(2027, 1, 1))
    'public'
    """
    if terms.withdrawn:
        return CLOSED
    if terms.embargo_until and today < terms.embargo_until:
        return narrower(terms.access, terms.embargo_access)
    return terms.access if terms.access in CLASSES else CLOSED


def narrower(one: str, other: str) -> str:
    """The stricter of two classes: an embargo never opens what is closed anyway.

    >>> narrower("public", "on-site")
    'on-site'
    """
    return CLASSES[max(CLASSES.index(one), CLASSES.index(other))]


def decide(asker: Asker, terms: Terms, action: str, today: date) -> Decision:
    """Grant or refuse one action; staff of the holder may do everything, also with withdrawn objects.

    >>> decide(Asker(), Terms(1, PUBLIC), "page", date(2026, 1, 1)).granted
    True
    >>> decide(Asker(), Terms(1, SIGNED_IN), "text", date(2026, 1, 1)).reason.code
    'rights.signed-in'
    >>> decide(Asker(on_site={1}), Terms(1, ON_SITE), "read", date(2026, 1, 1)).granted
    True
    >>> decide(Asker(on_site={1}), Terms(1, ON_SITE), "download", date(2026, 1, 1)).reason.code
    'rights.no-download'
    >>> decide(Asker(on_site={2}), Terms(1, ON_SITE), "read", date(2026, 1, 1)).reason.code
    'rights.on-site'
    >>> decide(Asker(signed_in=True), Terms(1, CLOSED), "read", date(2026, 1, 1)).reason.code
    'rights.closed'
    >>> decide(Asker(), Terms(1, CLOSED), "discover", date(2026, 1, 1)).granted
    True
    """
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action!r}")
    if asker.staff:
        return GRANTED
    if terms.withdrawn:
        return Decision(False, WITHDRAWN)
    if action == "discover":
        return GRANTED
    access = access_on(terms, today)
    if access == PUBLIC or (access == SIGNED_IN and asker.signed_in):
        return GRANTED
    if access == SIGNED_IN:
        return Decision(False, SIGN_IN)
    if access == ON_SITE:
        if terms.library not in asker.on_site:
            return Decision(False, COME_IN)
        return Decision(False, NO_DOWNLOAD) if action == "download" else GRANTED
    return Decision(False, STAFF_ONLY)
