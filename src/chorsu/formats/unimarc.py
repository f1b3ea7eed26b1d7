"""UNIMARC, RUSMARC and UZMARC bibliographic records to descriptions (docs/reference/marc-mapping.md lists the fields).

No field list of UZMARC was to be had; records that name an Uzbek agency are read as UNIMARC.
"""

from __future__ import annotations

import re

from chorsu.formats import idents, isbd
from chorsu.formats.copies import unimarc_copies
from chorsu.formats.description import Described, Description
from chorsu.formats.marc import Record
from chorsu.formats.pairing import Pairs, collect_scripts, unimarc_script
from chorsu.formats.unimarc_fields import HANDLERS

_TITLES = frozenset(("200", "225", "500", "501", "503", "510", "512", "513", "514", "515", "516", "517", "518", "520", "530", "532", "540", "541"))  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_KINDS = {
    "a": "book", "b": "manuscript", "c": "notated-music", "d": "notated-music", "e": "map", "f": "map", "g": "video",
    "i": "audio", "j": "audio", "k": "image", "l": "e-resource", "m": "mixed", "r": "object",
}  # fmt: skip
_AUDIENCES = {
    "a": "juvenile", "b": "preschool", "c": "primary", "d": "pre-adolescent", "e": "adolescent", "k": "specialized",
    "m": "adult",
}  # fmt: skip
_PART = re.compile(
    r"^(?:\[?\s*)(?:т|том|вып|выпуск|ч|часть|кн|книга|vol|v|part|pt|bd|t|jild|жилд|qism|қисм|tập|q|quyển|№|no)\b[\s.]*",
    re.I,
)


def describe(record: Record) -> Described:
    """What the record says, and the copies it lists (995, 899, 952, 852)."""
    record = isbd.prepare(record, _TITLES)
    description = Description()
    pairs = Pairs()
    seen: set[str] = set()
    handlers = HANDLERS
    for entry in record.all:
        tag = entry.tag
        handler = handlers.get(tag)
        if handler is None:
            continue
        if "\x1f6" in entry.text and (number := entry.get("6")[1:3]).isdigit():
            key = f"{tag}-{number}"
            if key in seen:
                pairs.other(key, handler, description, entry, tag, unimarc_script(entry.get("7")))
            else:
                seen.add(key)
                pairs.run(key, handler, description, entry, tag)
        else:
            handler(description, entry, tag)
    _whole_and_part(description, record)
    _fixed(description, record)
    description.scripts = collect_scripts(description)
    return Described(description, unimarc_copies(record))


def _whole_and_part(description: Description, record: Record) -> None:
    """The record of a volume (leader/08 "2") is titled after the set: "Т. 2" alone names nothing."""
    if record.leader[8:9] != "2" or not description.titles:
        return
    title = description.title
    for link in description.links:
        if link.relation != "in" or not link.title or link.title == title.text:
            continue
        own = title.text.rstrip(".")
        if not own or _PART.match(own) or own.isdigit() or own == link.place.rstrip("."):
            title.part_number = ", ".join([part for part in (own or link.place, title.part_number) if part])
        else:
            # The part has a name of its own: that is its title, the set's goes before it as ISBD writes it.
            title.part_name = own if not title.part_name else f"{own}. {title.part_name}"
            title.part_number = title.part_number or link.place
        title.text, title.nonfiling = link.title, 0
        return


def _fixed(description: Description, record: Record) -> None:
    """Kind, dates, audience and control number from leader, 001, 100, 105, 110 and 801."""
    coded = record.get("100", "a")
    description.kind = _kind(record)
    _dates(description, coded)
    description.audience = next((_AUDIENCES[letter] for letter in coded[17:20] if letter in _AUDIENCES), "")
    number = record.get("001").strip()
    description.control = number
    if number:
        description.identifiers.insert(0, idents.number("control", _qualified(number, record)))
    for agent in description.agents:
        if agent.main and not agent.roles and agent.kind == "person":
            for writing in (agent, *agent.also):
                writing.roles = ["aut"]


def _qualified(number: str, record: Record) -> str:
    """The control number with the agency that gave it: the issuing one of 801, else the last that worked on it."""
    if "\\" in number:  # RUSMARC: country, agency and file are part of the number
        return number
    agencies = {entry.indicators[1:2]: entry.get("b") for entry in record.by_tag.get("801", ()) if entry.get("b")}
    agency = next((agencies[order] for order in ("3", "2", "1", "0", " ") if order in agencies), "")
    return f"({agency}){number}" if agency else number


def _kind(record: Record) -> str:
    kind, level = record.leader[6:7], record.leader[7:8]
    tags = record.by_tag
    if level == "s" and kind in "abl":
        return "newspaper" if record.get("110", "a")[:1] == "c" else "serial"
    if level in ("a", "b") and kind in "abl":
        return "article"
    if kind in "ab" and ("328" in tags or set(record.get("105", "a")[4:8]) & {"m", "v"}):
        return "thesis"
    if kind == "a" and ("135" in tags or "230" in tags or record.get("106", "a")[:1] == "s"):
        return "e-resource"
    return _KINDS.get(kind, "book")


def _dates(description: Description, coded: str) -> None:
    type_, first, second = coded[8:9], coded[9:13], coded[13:17]
    if first.isdigit() and "1000" <= first <= "2100":
        description.year = int(first)
    if type_ in ("a", "b", "c", "f", "g") and second.isdigit() and "1000" <= second <= "2100":
        description.year_to = int(second)
    if description.year is None:
        for publication in description.publications:
            if years := _YEAR.findall(publication.date):
                description.year = int(years[0])
                break
    if description.year_to is not None and (description.year is None or description.year_to <= description.year):
        description.year_to = None
