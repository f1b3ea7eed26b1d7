"""MARC records in memory: a leader and fields, whatever the flavour and the carrier they came in.

A record read from ISO 2709 keeps its text in one piece and is cut into fields only when somebody looks, and a field
into subfields likewise; reading a million records to store them costs no more than their framing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

RT, FT, SF = "\x1d", "\x1e", "\x1f"  # record terminator, field terminator, subfield delimiter (ISO 2709, clause 4)


class Field:
    """One field. A control field has `data` and no subfields; a data field has indicators and (code, value) pairs."""

    __slots__ = ("_pairs", "_text", "tag")

    def __init__(
        self, tag: str, indicators: str = "  ", subfields: Iterable[tuple[str, str]] | None = None, data: str = ""
    ) -> None:
        self.tag = tag
        self._pairs: list[tuple[str, str]] | None = None
        if subfields is None:
            self._text = data
        else:
            self._pairs = pairs = list(subfields)
            self._text = indicators + "".join([SF + c + v if c else v for c, v in pairs])

    @classmethod
    def of_text(cls, tag: str, text: str) -> Field:
        """A field as it stands between two field terminators: indicators and delimiters included."""
        made = cls.__new__(cls)
        made.tag = tag
        made._text = text
        made._pairs = None
        return made

    @property
    def text(self) -> str:
        """The field as ISO 2709 carries it, without the field terminator."""
        return self._text

    @property
    def is_control(self) -> bool:
        """Whether it is a control field; a 00X field that carries subfields after all counts as a data field."""
        return self.tag[:2] == "00" and SF not in self._text

    @property
    def data(self) -> str:
        """The value of a control field; of a data field the text of its subfields, blank between."""
        return self._text if self.is_control else " ".join([v for _, v in self.subfields])

    @property
    def indicators(self) -> str:
        """Two characters; "" for a control field."""
        text = self._text
        if text[2:3] == SF:
            return text[:2]
        if self.is_control:
            return ""
        before = text.partition(SF)[0]
        return before[:2] if len(before) >= 2 else f"{before:<2}"

    @property
    def subfields(self) -> list[tuple[str, str]]:
        """(code, value) pairs in order. Text that stands before any delimiter is kept under the code ""."""
        pairs = self._pairs
        if pairs is None:
            parts = self._text.split(SF)
            if len(parts) == 1:
                pairs = [] if self.tag[:2] == "00" or not self._text[2:] else [("", self._text[2:])]
            else:
                pairs = [(part[0], part[1:]) for part in parts[1:] if part]
                if len(parts[0]) > 2:
                    pairs.insert(0, ("", parts[0][2:]))
            self._pairs = pairs
        return pairs

    def get(self, code: str, default: str = "") -> str:
        """The first value with this code."""
        for found, value in self._pairs or self.subfields:
            if found == code:
                return value
        return default

    def all(self, codes: str) -> list[str]:
        """Every value whose code is one of these letters, in the field's own order."""
        return [value for code, value in self._pairs or self.subfields if code in codes]

    def join(self, codes: str, between: str = " ") -> str:
        """The values of these codes in one string."""
        return between.join([value for code, value in self._pairs or self.subfields if code in codes])

    def composed(self) -> Field:
        """The field in NFC; MARC 21 sends letters and their marks apart, everything here compares them joined."""
        # Piece by piece: a mark that opens a value must not melt into the subfield code before it.
        head, *rest = self._text.split(SF)
        joined = [normalize("NFC", head), *[part[:1] + normalize("NFC", part[1:]) for part in rest]]
        return Field.of_text(self.tag, SF.join(joined))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self.tag == other.tag and self._text == other._text

    def __hash__(self) -> int:
        return hash((self.tag, self._text))

    def __repr__(self) -> str:
        return f"Field({self.tag!r}, {self._text.replace(SF, '$')!r})"


class Record:
    """A leader (24 characters) and its fields in the order of the directory."""

    __slots__ = ("_body", "_directory", "_fields", "_tags", "leader")

    def __init__(self, leader: str, fields: Iterable[Field] = ()) -> None:
        self.leader = leader
        self._directory = self._body = ""
        self._fields: list[Field] | None = list(fields)
        self._tags: dict[str, list[Field]] | None = None

    @classmethod
    def of_text(cls, leader: str, directory: str, body: str) -> Record:
        """A record whose field count is known to equal its directory's; it is cut up when first looked at.

        `directory`: entries of 12 characters; `body`: the fields with terminators between them, none at the end.
        """
        made = cls.__new__(cls)
        made.leader = leader
        made._directory = directory
        made._body = body
        made._fields = made._tags = None
        return made

    @property
    def all(self) -> list[Field]:
        """All fields in order."""
        fields = self._fields
        if fields is None:
            fields = self._fields = self._cut()
            self._body = ""
        return fields

    def _cut(self) -> list[Field]:
        directory = self._directory
        if not directory:
            return []
        places = range(0, len(directory), 12)
        chunks: list[str] = self._body.split(FT)
        starts = [directory[i + 7 : i + 12] for i in places]
        ordered = sorted(starts)
        if starts != ordered:
            # The directory may list the fields in another order than they lie in; the nth smallest address belongs
            # to the nth chunk whatever the lengths say, so this holds for lengths counted in characters as well.
            by_start = sorted(range(len(starts)), key=starts.__getitem__)
            lying: list[str] = [""] * len(chunks)
            for chunk, place in zip(chunks, by_start, strict=False):
                lying[place] = chunk
            chunks = lying
        make = Field.of_text
        return [make(directory[i : i + 3], chunk) for i, chunk in zip(places, chunks, strict=False)]

    @property
    def uncut(self) -> str:
        """The text of all fields with terminators between them while nobody has looked at one, "" from then on."""
        return self._body

    @property
    def by_tag(self) -> dict[str, list[Field]]:
        """The fields of each tag; do not change it."""
        tags = self._tags
        if tags is None:
            tags = self._tags = {}
            for entry in self.all:
                found = tags.get(entry.tag)
                if found is None:
                    tags[entry.tag] = [entry]
                else:
                    found.append(entry)
        return tags

    def add(self, *fields: Field) -> None:
        """Append fields."""
        self.all.extend(fields)
        self._tags = None

    def fields(self, *patterns: str) -> list[Field]:
        """The fields with these tags in the record's order; "." stands for any character ("7.."), no pattern for all."""
        if not patterns:
            return self.all
        if len(patterns) == 1 and "." not in patterns[0]:
            return self.by_tag.get(patterns[0], [])
        return [entry for entry in self.all if any(_matches(entry.tag, pattern) for pattern in patterns)]

    def first(self, tag: str) -> Field | None:
        """The first field with this tag."""
        found = self.by_tag.get(tag)
        return found[0] if found else None

    def get(self, tag: str, code: str = "") -> str:
        """The first value of a subfield, or of a control field where no code is given; "" where there is none."""
        for entry in self.by_tag.get(tag, ()):
            value = entry.get(code) if code else entry.data
            if value:
                return value
        return ""

    def values(self, tag: str, codes: str) -> list[str]:
        """Every value of these subfields in every field of this tag."""
        return [value for entry in self.by_tag.get(tag, ()) for value in entry.all(codes)]

    def __iter__(self) -> Iterator[Field]:
        return iter(self.all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.leader == other.leader and self.all == other.all

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Record({self.leader!r}, {len(self.all)} fields)"


def _matches(tag: str, pattern: str) -> bool:
    return len(tag) == len(pattern) and all(p in (".", t) for t, p in zip(tag, pattern, strict=True))


class Problem(str):
    """Why a piece of a file could not be read, as one English sentence; `code` names the reason for programs."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, offset: int, reason: str) -> Problem:
        """code: a word such as "truncated"; offset: byte position in the file; reason: a clause without full stop."""
        made = super().__new__(cls, f"[{code}] At byte {offset}: {reason}.")
        made.code = code
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return (_problem, (self.code, str(self)))


def _problem(code: str, text: str) -> Problem:
    made = str.__new__(Problem, text)
    made.code = code
    return made


@dataclass(slots=True)
class Found:
    """One thing met in a file: a record, or a stretch that is none (`record` is None and `problem` says why).

    index: place in the file's sequence from 0, problems counted; offset: of the first byte; raw: the bytes exactly as
    received (of a stretch longer than `iso2709.KEEP` bytes that holds no record only the beginning); flavour: marc21,
    unimarc, rusmarc, uzmarc, irbis; notes: what had to be put right to read it.
    """

    index: int
    offset: int
    raw: bytes
    encoding: str = ""
    flavour: str = ""
    record: Record | None = None
    problem: Problem | None = None
    notes: list[str] = field(default_factory=list)
