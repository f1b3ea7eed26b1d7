"""Shows a record as cataloguers read it: one line for each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chorsu.formats.marc import Record


@dataclass(frozen=True, slots=True)
class Line:
    """A field as shown: `indicators` with "#" for a blank, `subfields` as (code, value), `text` for control fields."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]
    text: str = ""

    def __str__(self) -> str:
        if self.text or not self.subfields:
            return f"{self.tag}    {self.text}"
        return f"{self.tag} {self.indicators} " + " ".join(
            [f"${code} {value}" if code else value for code, value in self.subfields]
        )


def as_lines(record: Record) -> list[Line]:
    """The leader (tag "LDR") and every field in order; blanks of control fields stay, for their positions count."""
    return list(_lines(record))


def _lines(record: Record) -> Iterator[Line]:
    yield Line("LDR", "", (), record.leader)
    for entry in record.all:
        if entry.is_control:
            yield Line(entry.tag, "", (), _visible(entry.data))
        else:
            pairs = tuple([(code, _visible(value)) for code, value in entry.subfields])
            yield Line(entry.tag, entry.indicators.replace(" ", "#"), pairs)


def _visible(text: str) -> str:
    """Non-sorting marks as the signs catalogues print for them; other control characters as their Unicode pictures."""
    if text.isprintable():
        return text
    shown = {0x98: "‹", 0x9C: "›", 0x88: "‹", 0x89: "›"}
    return "".join([
        letter if letter.isprintable() else shown.get(ord(letter), chr(0x2400 + ord(letter)) if ord(letter) < 0x20 else letter)
        for letter in text
    ])  # fmt: skip
