"""What a copy told in a record means for an item. Plain values in, a decision out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

# condition, presence, process, access, stock
_GOOD = ("good", "present", "ready", "lend", "on-books")
FACTS_OF_STATUS: dict[str, tuple[str, str, str, str, str]] = {
    "missing": ("good", "missing", "ready", "lend", "on-books"),
    "lost": ("good", "lost", "ready", "lend", "on-books"),
    "damaged": ("damaged", "present", "ready", "lend", "on-books"),
    "withdrawn": ("good", "present", "ready", "lend", "written-off"),
    "reference": ("good", "present", "ready", "reading-room", "on-books"),
    "in-process": ("good", "present", "in-process", "lend", "on-books"),
}
_PRICE = re.compile(r"(\d[\d\s\u00a0]*)(?:[.,](\d{1,2}))?(?!\d)")
_CURRENCY = re.compile(r"\b(UZS|VND|RUB|USD|EUR|GBP|CHF|KZT)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """One copy as an item would hold it. `facts`: condition, presence, process, access, stock."""

    barcode: str
    inventory: str
    location: str
    call_number: str
    statement: str
    copies: int
    facts: tuple[str, str, str, str, str]
    material: str
    price: str | None
    currency: str
    acquired: str | None
    note: str

    @property
    def only_statement(self) -> bool:
        """A holdings statement of a serial, behind which no single copy is named."""
        return bool(self.statement) and not self.barcode and not self.inventory


def piece(copy: dict[str, Any], kind: str) -> Piece:
    """Read a copy (`description.Copy` as a dict without empty values) of a record of this kind.

    >>> read = piece({"barcode": "UZ1", "status": "reference", "price": "12 500,00 UZS"}, "book")
    >>> read.facts[3], read.price, read.currency, read.copies
    ('reading-room', '12500.00', 'UZS', 1)
    """
    text = {name: str(value).strip() for name, value in copy.items()}
    currency = _CURRENCY.search(text.get("price", ""))
    return Piece(
        barcode=text.get("barcode", "")[:40],
        inventory=text.get("inventory", "")[:40],
        location=text.get("location", "")[:100],
        call_number=text.get("call_number", "")[:100],
        statement=text.get("statement", "")[:500],
        copies=max(1, min(int(copy.get("count") or 1), 1_000_000)),
        facts=FACTS_OF_STATUS.get(text.get("status", ""), _GOOD),
        material=(text.get("material") or kind)[:40],
        price=price(text.get("price", "")),
        currency=currency.group() if currency else "",
        acquired=day(text.get("acquired", "")),
        note=text.get("note", "")[:300],
    )


def price(text: str) -> str | None:
    """The first amount in a text, with two decimals; None where there is none that fits.

    >>> price("$19.95"), price("12 500"), price("gift")
    ('19.95', '12500.00', None)
    """
    found = _PRICE.search(text)
    if not found:
        return None
    try:
        amount = Decimal(re.sub(r"\D", "", found.group(1)) + "." + (found.group(2) or "0"))
    except InvalidOperation:
        return None
    return f"{amount:.2f}" if amount < Decimal("1e10") else None


def day(text: str) -> str | None:
    """An ISO date where the text is one.

    >>> day("2018-06-07"), day("2018-13-40"), day("")
    ('2018-06-07', None, None)
    """
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
