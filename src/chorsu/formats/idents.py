"""Identifiers as records carry them: cleaned, checked and put into one form.

The same rules as `kernel.numbers`, without its hyphenation, which would cost a bulk load more than all else here.
"""

from __future__ import annotations

import re

from chorsu.formats.description import Identifier

_ISBN = re.compile(r"[0-9][0-9 \u00ad\u2010-\u2015\u2212-]{7,18}[0-9XxХх]|[0-9]{9}[0-9XxХх]")
_DASHES = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]")
_NOTE = re.compile(r"\(([^()]*)\)")
_OCLC = re.compile(r"^\((?:OCoLC|Ocolc|ocolc)\)\s*(?:ocm|ocn|on)?0*(\d+)", re.I)


def isbn(text: str, qualifier: str = "", cancelled: bool = False) -> Identifier:
    """An ISBN in 13 digits without hyphens; `valid` is false where the check digit fails or the source cancels it."""
    found = _ISBN.search(text)
    note = qualifier or " ".join(_NOTE.findall(text)).strip()
    if found is None:
        return Identifier(scheme="isbn", value=_DASHES.sub("", text)[:40], raw=text, valid=False, qualifier=note)
    digits = _DASHES.sub("", found.group()).upper().replace("Х", "X")  # a Cyrillic Х
    value, valid = digits, False
    if len(digits) == 10:
        if _check10(digits):
            value, valid = isbn13(digits), True
    elif len(digits) == 13 and digits.isdigit():
        valid = ean_check(digits)
    elif len(digits) > 13 and digits[:13].isdigit() and ean_check(digits[:13]):
        value, valid = digits[:13], True
    return Identifier(scheme="isbn", value=value, raw=text, valid=valid and not cancelled, qualifier=note)


def _check10(digits: str) -> bool:
    if not digits[:9].isdigit():
        return False
    total = sum([(10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)])
    return total % 11 == 0


def isbn13(digits: str) -> str:
    """The 13 digits of a 10-digit ISBN."""
    body = "978" + digits[:9]
    total = sum([int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)])
    return body + str(-total % 10)


def ean_check(digits: str) -> bool:
    """Whether the check digit of an EAN-13 is right."""
    return sum([int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)]) % 10 == 0


def issn(text: str, cancelled: bool = False) -> Identifier:
    """An ISSN as NNNN-NNNX."""
    digits = re.sub(r"[^0-9Xx]", "", text.replace("Х", "X").replace("х", "x")).upper()[:8]
    valid = len(digits) == 8 and digits[:7].isdigit() and _issn_check(digits)
    value = f"{digits[:4]}-{digits[4:]}" if len(digits) == 8 else digits
    return Identifier(scheme="issn", value=value, raw=text, valid=valid and not cancelled)


def _issn_check(digits: str) -> bool:
    return sum([(8 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits)]) % 11 == 0


def number(scheme: str, text: str, qualifier: str = "", valid: bool = True) -> Identifier:
    """Any other identifier, with blanks and the usual prefixes off."""
    value = text.strip()
    if scheme == "doi":
        value = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value, flags=re.I).lower()
    elif scheme == "lccn":
        value = value.replace(" ", "")
    elif scheme in ("ean", "ismn"):
        value = _DASHES.sub("", value)
    return Identifier(scheme=scheme, value=value, raw=text, valid=valid, qualifier=qualifier)


def control(text: str) -> Identifier:
    """A system control number "(agency)number"; those of OCLC get their own scheme."""
    text = text.strip()
    found = _OCLC.match(text)
    if found:
        return Identifier(scheme="oclc", value=found.group(1), raw=text)
    return Identifier(scheme="control", value=text, raw=text)
