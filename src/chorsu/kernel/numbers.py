"""The numbers printed on things: ISBN, ISSN, ISMN and the barcodes of cards and copies.

Checked and hyphenated by python-stdnum; for the Uzbek groups we carry the publisher ranges ourselves, since an
older stdnum does not know 978-9910 and would leave half of the new books of the country without hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stdnum import isbn as _isbn
from stdnum import ismn as _ismn
from stdnum import issn as _issn
from stdnum import luhn as _luhn
from stdnum.exceptions import ValidationError

# First and last publisher element; its length is the number of digits written. Range message of the International
# ISBN Agency, groups "Uzbekistan". Ranges that are not given out yet stay without a hyphen behind the publisher.
_UZBEK: Final = {
    "9789943": (("00", "29"), ("300", "399"), ("4000", "9749"), ("975", "999")),
    "9789910": (("01", "15"), ("225", "299"), ("5000", "5499"), ("550", "799"), ("8000", "9999")),
}
_SEPARATORS: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212]+")
_ISBN_RUN: Final = re.compile(r"97[89]\d{10}|\d{9}[\dX]")
_LABEL: Final = re.compile(r"^(?:ISBN|ISSN|ISMN)(?:-1[03])?:?", re.IGNORECASE)
_CYRILLIC_X: Final = str.maketrans({"Х": "X", "х": "X", "x": "X"})


@dataclass(frozen=True, slots=True)
class Isbn:
    """A checked ISBN. `isbn10` is "" for the 979 numbers, which have none."""

    isbn13: str
    hyphenated: str
    isbn10: str = ""

    def __str__(self) -> str:
        return self.hyphenated


def isbn(text: str) -> Isbn | None:
    """The first thing in `text`, else None: ISBN-10 or -13, with or without hyphens, label, price or remark.

    >>> isbn("ISBN 978-9943-01-234-9 (пер.) : 25000 сўм").hyphenated
    '978-9943-01-234-9'
    >>> isbn("5-17-011951-Х") is None, isbn("0-306-40615-2").isbn13
    (True, '9780306406157')
    """
    head = _LABEL.sub("", text.strip())
    compact = _SEPARATORS.sub("", head).translate(_CYRILLIC_X)
    found = _ISBN_RUN.match(compact)
    if not found:
        return None
    if found.group().startswith("9790"):
        return None  # printed music: an ISMN
    try:
        thirteen = _isbn.to_isbn13(_isbn.validate(found.group()))
        ten = _isbn.to_isbn10(thirteen) if thirteen.startswith("978") else ""
    except ValidationError:
        return None
    return Isbn(isbn13=thirteen, hyphenated=_hyphenate(thirteen), isbn10=ten)


def same_isbn(one: str, other: str) -> bool:
    """Whether two writings name one book; False where either is no ISBN.

    >>> same_isbn("0-306-40615-2", "9780306406157")
    True
    """
    first, second = isbn(one), isbn(other)
    return first is not None and second is not None and first.isbn13 == second.isbn13


def _hyphenate(thirteen: str) -> str:
    ranges = _UZBEK.get(thirteen[:7])
    if ranges is None:
        return _isbn.format(thirteen)
    rest, check = thirteen[7:12], thirteen[12]
    for first, last in ranges:
        if first <= rest[: len(first)] <= last:
            return "-".join((thirteen[:3], thirteen[3:7], rest[: len(first)], rest[len(first) :], check))
    return "-".join((thirteen[:3], thirteen[3:7], rest, check))


def issn(text: str) -> str | None:
    """A checked ISSN as "1234-5678", else None.

    >>> issn("ISSN 0378-5955"), issn("03785956")
    ('0378-5955', None)
    """
    compact = _SEPARATORS.sub("", _LABEL.sub("", text.strip())).translate(_CYRILLIC_X)[:8]
    try:
        return _issn.format(_issn.validate(compact))
    except ValidationError:
        return None


def ismn(text: str) -> str | None:
    """A checked ISMN in its 13-digit form, else None; the old M-… form is taken too.

    >>> ismn("M-2306-7118-7")
    '9790230671187'
    """
    compact = _SEPARATORS.sub("", _LABEL.sub("", text.strip()).replace("М", "M").replace("м", "M"))
    compact = compact[:10] if compact[:1] in ("M", "m") else compact[:13]
    try:
        return _ismn.to_ismn13(_ismn.validate(compact))
    except ValidationError:
        return None


def barcode(text: str) -> str:
    """What a scanner or a hand typed, as it is kept: no spaces, no Codabar start and stop letters, upper case.

    >>> barcode(" a31234 00001 2345d "), barcode("nl-0012")
    ('31234000012345', 'NL-0012')
    """
    clean = "".join(text.split()).upper()
    if len(clean) > 2 and clean[0] in "ABCD" and clean[-1] in "ABCD" and clean[1:-1].isdigit():
        return clean[1:-1]
    return clean


def barcode_check(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the rest (the 14-digit library barcode).

    >>> barcode_check(make_barcode("31234", 1)), barcode_check("31234000000001")
    (True, False)
    """
    return digits.isascii() and digits.isdigit() and _luhn.is_valid(digits)


def make_barcode(prefix: str, number: int, length: int = 14) -> str:
    """A barcode of `length` digits: prefix, the number padded with zeros, Luhn check digit.

    Raises ValueError where the number does not fit or the prefix is not of digits.

    >>> make_barcode("31234", 1)
    '31234000000016'
    """
    room = length - len(prefix) - 1
    if not (prefix.isascii() and prefix.isdigit()) or number < 0 or len(str(number)) > room:
        raise ValueError(f"no barcode of {length} digits from {prefix!r} and {number}")
    body = f"{prefix}{number:0{room}d}"
    return body + _luhn.calc_check_digit(body)
