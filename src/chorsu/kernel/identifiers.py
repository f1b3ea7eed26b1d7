"""Names for things: the public ids of the house, which notice a mistyped letter, and the numbers printed on books.

A public id is a kind letter, the number of the row in NOID betanumerics (no vowels and no l, so no words and no
mistaken 1) and a check character over all that stands before it. Models therefore need no column for it.
"""

from __future__ import annotations

from typing import Final

from chorsu.kernel.errors import Invalid, gettext_noop
from chorsu.kernel.numbers import Isbn, barcode, barcode_check, isbn, ismn, issn, make_barcode, same_isbn

__all__ = [
    "ALPHABET", "KINDS", "InvalidIdentifier", "Isbn", "barcode", "barcode_check", "decode", "encode", "isbn", "ismn",
    "issn", "kind_of", "make_barcode", "same_isbn",
]  # fmt: skip

ALPHABET: Final = "0123456789bcdfghjkmnpqrstvwxz"
"""The 29 betanumerics of the NOID check digit algorithm (a prime, so that the check is complete)."""

KINDS: Final = {"r": "record", "w": "work", "a": "agent", "o": "digital object"}

_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_BASE: Final = len(ALPHABET)
_LONGEST: Final = 26  # NOID check digits hold only while every place is smaller than the alphabet


class InvalidIdentifier(Invalid):
    """A public id that was mistyped, cut short or belongs to another kind of thing."""

    code = "identifiers.invalid"
    text = gettext_noop("“%(text)s” is not a valid identifier.")
    advice = gettext_noop("Copy it again from where you found it; one character may be wrong.")


def encode(kind: str, number: int) -> str:
    """The public id of row `number` (1 or more) of a kind (one small ASCII letter).

    >>> encode("r", 1), encode("o", 1234567)
    ('r1t', 'o1qkz82')
    """
    if len(kind) != 1 or not ("a" <= kind <= "z"):
        raise ValueError(f"a kind is one small letter, not {kind!r}")
    if number < 0:
        raise ValueError(f"a public id has no negative number: {number}")
    signs: list[str] = []
    rest = number
    while rest:
        rest, place = divmod(rest, _BASE)
        signs.append(ALPHABET[place])
    body = kind + ("".join(reversed(signs)) or "0")
    if len(body) > _LONGEST:
        raise ValueError(f"too large for a public id: {number}")
    return body + _check(body)


def decode(kind: str, text: str) -> int:
    """The row number behind a public id; raises InvalidIdentifier when it is mistyped or of another kind.

    >>> decode("r", " R1T ")
    1
    >>> decode("r", "r1w")
    Traceback (most recent call last):
    ...
    chorsu.kernel.identifiers.InvalidIdentifier: “r1w” is not a valid identifier.
    """
    given = text.strip().lower()
    body, check = given[1:-1], given[-1:]
    well_made = (
        3 <= len(given) <= _LONGEST + 1
        and given[0] == kind
        and check in _VALUE
        and all(sign in _VALUE for sign in body)
        and (body == "0" or body[0] != "0")  # one name for one thing
    )
    if not well_made or _check(given[:-1]) != check:
        raise InvalidIdentifier(text=text.strip()[:40])
    number = 0
    for sign in body:
        number = number * _BASE + _VALUE[sign]
    return number


def kind_of(text: str) -> str:
    """The kind letter of a well-made public id, "" for anything else.

    >>> kind_of("r1t"), kind_of("r1w"), kind_of("")
    ('r', '', '')
    """
    kind = text.strip()[:1].lower()
    if kind not in KINDS:
        return ""
    try:
        decode(kind, text)
    except InvalidIdentifier:
        return ""
    return kind


def _check(body: str) -> str:
    # NOID: each sign's value times its place, modulo 29; signs outside the alphabet count nothing, so the kind
    # letters a and o differ only by name, which decode compares anyway.
    return ALPHABET[sum(_VALUE.get(sign, 0) * place for place, sign in enumerate(body, 1)) % _BASE]
