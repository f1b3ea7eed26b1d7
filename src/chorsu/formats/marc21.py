"""MARC 21 bibliographic records to descriptions (docs/reference/marc-mapping.md lists every field)."""

from __future__ import annotations

import re

from chorsu.formats import codes, idents, isbd
from chorsu.formats.copies import marc21_copies
from chorsu.formats.description import Described, Description
from chorsu.formats.marc import Record
from chorsu.formats.marc21_fields import HANDLERS
from chorsu.formats.pairing import Pairs, collect_scripts, marc21_link

_TITLES = frozenset(("130", "222", "240", "245", "246", "247", "242", "440", "490", "730", "740", "830"))
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_KINDS = {
    "a": "book", "t": "manuscript", "c": "notated-music", "d": "notated-music", "e": "map", "f": "map", "g": "video",
    "i": "audio", "j": "audio", "k": "image", "m": "e-resource", "o": "mixed", "p": "mixed", "r": "object",
}  # fmt: skip
_AUDIENCES = {
    "a": "preschool",
    "b": "primary",
    "c": "pre-adolescent",
    "d": "adolescent",
    "e": "adult",
    "f": "specialized",
    "g": "general",
    "j": "juvenile",
}


def describe(record: Record) -> Described:
    """What the record says, and the copies it lists (852, 876, 952, 866)."""
    record = isbd.prepare(record, _TITLES)
    description = Description()
    pairs = Pairs()
    others = []
    handlers = HANDLERS
    for entry in record.all:
        tag = entry.tag
        handler = handlers.get(tag)
        if handler is None:
            if tag == "880":
                others.append(entry)
            continue
        if "\x1f6880-" in entry.text:
            number = entry.get("6")[4:6]
            pairs.run(f"{tag}-{number}", handler, description, entry, tag)
        else:
            handler(description, entry, tag)
    for entry in others:
        tag, number, script = marc21_link(entry.get("6"))
        if tag in handlers:
            key = f"{tag}-{number}" if number != "00" else ""
            pairs.other(key, handlers[tag], description, entry, tag, script)
    _fixed(description, record)
    description.scripts = collect_scripts(description)
    return Described(description, marc21_copies(record))


def _fixed(description: Description, record: Record) -> None:
    """Kind, dates, languages, country and control number from leader, 001, 003 and 008."""
    fixed = record.get("008")
    leader = record.leader
    kind, level = leader[6:7], leader[7:8]
    description.kind = _kind(description, record, kind, level, fixed)
    _dates(description, fixed)
    language = codes.language(fixed[35:38])
    if language:
        # 008 names the predominant language, which comes first.
        description.languages = [language, *[code for code in description.languages if code != language]]
    elif not description.languages and (own := record.get("040", "b")) and description.titles and not fixed:
        description.languages = [code for code in [codes.language(own)] if code]
    if country := codes.country(fixed[15:18]):
        description.country = country
    if kind in "acdgijkmort" and len(fixed) > 22:
        description.audience = _AUDIENCES.get(fixed[22], "")
    number, agency = record.get("001").strip(), record.get("003").strip()
    description.control = number
    if number:
        if agency.lower() == "ocolc":
            number = re.sub(r"^(?:ocm|ocn|on)?0*", "", number)
            made = idents.number("oclc", number)
        else:
            made = idents.number("control", f"({agency}){number}" if agency else number)
        if all((made.scheme, made.value) != (other.scheme, other.value) for other in description.identifiers):
            description.identifiers.insert(0, made)
    _main_role(description, kind)


def _kind(description: Description, record: Record, kind: str, level: str, fixed: str) -> str:
    named = _KINDS.get(kind, "book")
    if level == "s" and kind in "at":
        return "newspaper" if fixed[21:22] == "n" else "serial"
    if level in ("a", "b") and kind in "at":
        return "article"
    if level == "i" and kind == "a":
        return "e-resource" if fixed[23:24] in ("o", "s", "q") else "serial"
    if kind in "at" and ("502" in record.by_tag or "m" in fixed[24:28]):
        return "thesis"
    if kind == "a" and (fixed[23:24] in ("o", "s") or record.get("337", "b") == "c" or record.get("338", "b") == "cr"):
        return "e-resource"
    if kind == "g" and fixed[33:34] in ("f", "s", "t", "a", "i", "k", "n"):
        return "image"
    return named


def _dates(description: Description, fixed: str) -> None:
    type_, first, second = fixed[6:7], fixed[7:11], fixed[11:15]
    if first.isdigit() and "1000" <= first <= "2100":
        description.year = int(first)
    if type_ in "cdikmqu" and type_ and second.isdigit() and "1000" <= second <= "2100":
        description.year_to = int(second)
    if description.year is None:
        for publication in description.publications:
            if years := _YEAR.findall(publication.date):
                description.year = int(years[0])
                if (
                    len(years) > 1
                    and description.year_to is None
                    and "-" in publication.date
                    and int(years[-1]) > int(years[0])
                ):
                    description.year_to = int(years[-1])
                break
    if description.year_to is not None and description.year is not None and description.year_to <= description.year:
        description.year_to = None


def _main_role(description: Description, kind: str) -> None:
    """A main entry without a relator is the creator: that is what 1XX means."""
    for agent in description.agents:
        if agent.main and not agent.roles and agent.kind != "meeting":
            role = "cmp" if kind in ("c", "d", "j") else "aut" if kind in ("a", "t", "i", "m") else "cre"
            for writing in (agent, *agent.also):
                writing.roles = [role]
