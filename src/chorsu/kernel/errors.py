"""Errors are sentences with a code and a next step.

    ChorsuError
      + Refused      a rule says no; nothing changed           409
      + Forbidden    this account may not                      403
      + NotFound     there is no such thing                    404
      + Invalid      the input cannot be used                  422
      + Conflict     somebody else changed it meanwhile        409
      + Unavailable  a part of the house does not answer now   503

A room declares its own subclasses with a `code` and English sentence templates. The doors (page, API, CLI,
protocol) translate the template first and fill it in afterwards; each door has one handler.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


def gettext_noop(text: str) -> str:
    """Marks a sentence for translation without translating it here: the kernel knows no language."""
    return text


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a refusal: a code, a sentence template and what to do next.

    >>> str(Reason("circulation.loan-limit", "The reader already has %(count)s books.", "Take one back first.", {"count": 5}))
    'The reader already has 5 books. Take one back first.'
    """

    code: str
    text: str
    advice: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join(part % self.params if self.params else part for part in (self.text, self.advice) if part)


class ChorsuError(Exception):
    """A refusal or failure that a person can read and a program can recognise."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    text: ClassVar[str] = gettext_noop("This could not be done.")
    advice: ClassVar[str] = ""

    def __init__(self, reasons: Sequence[Reason] | None = None, **params: Any) -> None:
        self.params = params
        self.reasons: tuple[Reason, ...] = tuple(reasons or ())
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The English sentence with its values filled in."""
        own = self.text % self.params if self.params else self.text
        return " ".join([own, *(str(reason) for reason in self.reasons)]) if self.reasons else own

    @property
    def codes(self) -> list[str]:
        """Every code that applies: those of the reasons, else the error's own."""
        return [reason.code for reason in self.reasons] or [self.code]


class Refused(ChorsuError):
    code = "refused"
    status = 409


class Forbidden(ChorsuError):
    code = "forbidden"
    status = 403
    text = gettext_noop("This account may not do that.")
    advice = gettext_noop("Sign in with another account, or ask the manager of the library for the right.")


class NotFound(ChorsuError):
    code = "not-found"
    status = 404
    text = gettext_noop("There is nothing here under that name.")
    advice = gettext_noop("Check the address, or search for the title.")


class Invalid(ChorsuError):
    code = "invalid"
    status = 422
    text = gettext_noop("What was sent cannot be used.")
    advice = gettext_noop("Correct the marked values and send it again.")


class Conflict(ChorsuError):
    code = "conflict"
    status = 409
    text = gettext_noop("Somebody changed this meanwhile.")
    advice = gettext_noop("Look at the new state and try again.")


class Unavailable(ChorsuError):
    code = "unavailable"
    status = 503
    text = gettext_noop("A part of the system does not answer now.")
    advice = gettext_noop("Try again in a minute.")
