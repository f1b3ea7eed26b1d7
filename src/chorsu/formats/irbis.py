"""Reads the text export of IRBIS64 and turns its records into UNIMARC.

A record is lines "#tag: data" with subfields after "^", closed by "*****". IRBIS is RUSMARC-like with tags of its own:
900 and 920 say what it is, 903 is its key, 910 its copies, 461 and 463 what it belongs to, 621 the BBK mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from chorsu.formats import unimarc
from chorsu.formats.charsets import CYRILLIC, NAMES, weigh
from chorsu.formats.copies import date, number
from chorsu.formats.description import Classification, Copy, Described
from chorsu.formats.framing import BOM, CAP, CHUNK
from chorsu.formats.iso2709 import KEEP
from chorsu.formats.marc import SF, Field, Found, Problem, Record

_END = re.compile(rb"(?:^|\n)\*{5}[ \t]*(?:\r?\n|\r?$)")
_LINE = re.compile(r"#(\d{1,5})(?:/\d+)?:[ ]?(.*)", re.S)
_LEVELS = {"ASP": "a", "OJ": "s", "NJ": "s", "NJP": "s", "J": "s"}
_TYPES = {
    "a": "a",
    "b": "b",
    "c": "c",
    "d": "d",
    "e": "e",
    "f": "f",
    "g": "g",
    "i": "i",
    "j": "j",
    "k": "k",
    "l": "l",
    "m": "m",
    "r": "r",
}

# 910 ^a, the state of a copy.
_STATES = {
    "0": "available", "1": "on-loan", "2": "in-process", "3": "in-process", "4": "lost", "5": "in-process",
    "6": "withdrawn", "8": "in-process", "9": "available", "p": "in-process", "u": "available", "c": "available",
    "r": "available",
}  # fmt: skip

# Subfields that have another letter in UNIMARC; tags that are not here keep their letters.
_RENAME = {
    "200": {"v": "h"},
    "215": {"c": "c", "d": "d", "e": "e"},
    "225": {"v": "v"},
    "606": {"b": "x", "c": "x", "d": "x", "e": "x", "o": "x", "g": "y", "h": "z", "9": "j"},
    "607": {"b": "x", "c": "x", "d": "x", "e": "x", "o": "x", "g": "y", "h": "z", "9": "j"},
}
_TAGS = {"10": "010", "11": "011", "331": "330", "961": "701", "926": "701", "391": "702"}
_ROLE_WORDS = {"ред": "340", "пер": "730", "сост": "220", "ил": "440", "худож": "440", "авт": "070"}
_KEPT = frozenset(
    [
        "010",
        "011",
        "101",
        "102",
        "200",
        "205",
        "210",
        "215",
        "225",
        "300",
        "320",
        "327",
        "330",
        "517",
        "510",
        "541",
        "600",
        "606",
        "607",
        "610",
        "675",
        "676",
        "686",
        "700",
        "701",
        "702",
        "710",
        "711",
        "712",
    ]
)


def read(stream: BinaryIO, encoding: str = "auto") -> Iterator[Found]:
    """Every record of a text export; `raw` is its lines and the closing asterisks as received."""
    fixed = None if encoding in ("", "auto") else NAMES[encoding.lower()]
    index = offset = 0
    data = b""
    while True:
        chunk = stream.read(CHUNK)
        data += chunk
        place = 0
        while found := _END.search(data, place):
            for one in _one(data[place : found.end()], offset + place, index, fixed):
                yield one
                index += 1
            place = found.end()
        data, offset = data[place:], offset + place
        if not chunk:
            break
        if len(data) > CAP:
            yield Found(
                index,
                offset,
                data[:KEEP],
                problem=Problem("too-long", offset, f"a record does not end within {CAP} bytes"),
            )
            index, offset, data = index + 1, offset + len(data), b""
    if data.strip():
        # The last record of a file is often not closed.
        yield from _one(data, offset, index, fixed)


def _one(raw: bytes, offset: int, index: int, fixed: str | None) -> Iterator[Found]:
    text, encoding = _text(raw.removeprefix(BOM), fixed)
    fields: list[Field] = []
    stray = 0
    for line in text.splitlines():
        if not line.strip() or set(line.strip()) == {"*"}:
            continue
        found = _LINE.match(line)
        if found is None:
            if fields and not line.startswith("#"):  # a long value continued on the next line
                last = fields[-1]
                fields[-1] = Field.of_text(last.tag, f"{last.text} {line.strip()}")
            else:
                stray += 1
            continue
        fields.append(_field(found.group(1), found.group(2)))
    if not fields:
        if stray:
            yield Found(
                index,
                offset,
                raw[:KEEP],
                encoding,
                "irbis",
                problem=Problem("no-record", offset, "these lines are no IRBIS record"),
            )
        return
    notes = [f"{stray} lines are no fields."] if stray else []
    yield Found(index, offset, raw, encoding, "irbis", Record(" " * 24, fields), notes=notes)


def _text(raw: bytes, fixed: str | None) -> tuple[str, str]:
    if fixed:
        return raw.decode(fixed, "replace"), fixed
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError:
        weights = weigh(raw)
        best = max(CYRILLIC, key=lambda encoding: weights.get(encoding, -10.0))
        return raw.decode(best, "replace"), best


def _field(tag: str, value: str) -> Field:
    plain, *parts = value.split("^")
    pairs = [(part[0].lower(), part[1:].strip()) for part in parts if part]
    if plain.strip() or not pairs:
        pairs.insert(0, ("", plain.strip()))
    return Field(tag, "  ", pairs)


def describe(record: Record) -> Described:
    """What the record says, by way of UNIMARC; the copies are those of 910."""
    record = _plain_fields(record)
    described = unimarc.describe(to_unimarc(record))
    for entry in record.fields("621"):
        described.description.classes.append(Classification(scheme="bbk", value=entry.get("") or entry.get("a")))
    mark = _plain(record, "908")
    if mark:
        for one in described.description.classes[:1]:
            one.mark = mark
    described.copies = [_copy(entry) for entry in record.fields("910")]
    return described


def _plain_fields(record: Record) -> Record:
    """The fields as the text export has them: an ISO 2709 export has capital codes, and values without indicators."""
    fields = []
    for entry in record.all:
        if SF in entry.text:
            pairs = [(code.lower(), value.strip()) for code, value in entry.subfields]
        else:
            pairs = [("", entry.text.strip())]
        fields.append(Field(entry.tag.lstrip("0") or "0", "  ", pairs))
    return Record(record.leader, fields)


def to_unimarc(record: Record) -> Record:
    """The record with UNIMARC tags and subfields, as far as descriptions need it."""
    sheet = _plain(record, "920")
    kinds = record.first("900")
    type_ = _TYPES.get((kinds.get("t") if kinds else "") or "a", "a")
    in_set = record.first("461") is not None and sheet != "ASP"
    leader = f"00000n{type_}{_LEVELS.get(sheet, 'm')}{'2' if in_set else '0'} 2200000   450 "
    made = Record(leader, [Field("001", data=_plain(record, "903"))] if _plain(record, "903") else [])
    for entry in record.all:
        tag = _TAGS.get(entry.tag, entry.tag)
        if tag in ("461", "463", "481"):
            made.add(_host(tag, entry))
        elif tag == "951":
            if url := entry.get("i") or entry.get("a"):
                made.add(Field("856", "4 ", [("u", url), ("y", entry.get("t"))]))
        elif tag in _KEPT:
            made.add(_renamed(tag, entry))
    year = record.get("210", "d") or record.get("463", "j") or record.get("461", "h") or _plain(record, "934")
    digits = re.search(r"(?:1[5-9]|20)\d\d", year)
    made.add(Field("100", "  ", [("a", f"        d{digits.group() if digits else '    '}    {'':19}")]))
    return made


def _plain(record: Record, tag: str) -> str:
    entry = record.first(tag)
    return (entry.get("") or entry.get("a")).strip() if entry else ""


def _renamed(tag: str, entry: Field) -> Field:
    names = _RENAME.get(tag, {})
    pairs: list[tuple[str, str]] = []
    for code, value in entry.subfields:
        if not value:
            continue
        if code == "":
            pairs.append(("a", value))
        elif tag in ("700", "701", "702"):
            if code == "4":
                word = value.strip(" .").lower()
                pairs.append(
                    ("4", next((number for start, number in _ROLE_WORDS.items() if word.startswith(start)), value))
                )
            elif code in "abcdfg":
                pairs.append((code, value))
        elif tag == "215" and code in "123":
            continue
        elif tag == "010" and code == "d":
            continue  # the price
        else:
            pairs.append((names.get(code, code), value))
    if tag == "215":
        unit = entry.get("1") or "с."
        pairs = [(code, f"{value} {unit}" if code == "a" and value.isdigit() else value) for code, value in pairs]
    if tag == "210":
        pairs.sort(key=lambda pair: pair[0])  # IRBIS keeps them in the order they were typed
    inverted = tag in ("700", "701", "702", "600")
    return Field(tag, " 1" if inverted else "1 " if tag == "200" else "  ", pairs)


def _host(tag: str, entry: Field) -> Field:
    """461 (set), 463 (the source of an article), 481 (bound with), in the standard subfield technique."""
    parts = [
        entry.get("j"),
        entry.get("v"),
        entry.get("h") if tag == "463" else "",
        f"С. {entry.get('s')}" if entry.get("s") else "",
    ]
    place = ", ".join([part for part in parts if part])
    title = (entry.get("c") or entry.get("a")).partition(" : ")[0]
    pairs = [("t", title), ("a", entry.get("x")), ("v", place), ("x", entry.get("i"))]
    return Field(tag, " 0", [(code, value) for code, value in pairs if value])


def _copy(entry: Field) -> Copy:
    get = entry.get
    state = get("a").lower()
    notes = [
        f"{label} {get(code)}" for code, label in (("u", "KSU"), ("y", "act"), ("v", "written off by act")) if get(code)
    ]
    return Copy(
        library="", location=get("d"), call_number=get("r"), barcode=get("h"), inventory=get("b"),
        status=_STATES.get(state, "available"), material=get("q"), price=get("e"), acquired=date(get("c")),
        count=number(get("1")) if state in ("u", "c") or get("1") else 1, note="; ".join(notes),
    )  # fmt: skip
