"""Runs the field handlers of a flavour over a record and pairs the statements that are given in two scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

from chorsu.formats.description import LISTS, Description, Entry
from chorsu.formats.isbd import script_of
from chorsu.formats.marc import Field

Handler = Callable[[Description, Field, str], None]

_MARC_SCRIPTS = {
    "(3": "Arab",
    "(4": "Arab",
    "(B": "Latn",
    "$1": "Hani",
    "(N": "Cyrl",
    "(Q": "Cyrl",
    "(S": "Grek",
    "(2": "Hebr",
}
# UNIMARC $7, Appendix: alphabet of the field.
_UNIMARC_SCRIPTS = {
    "ba": "Latn", "ca": "Cyrl", "da": "Jpan", "db": "Hani", "dc": "Kana", "ea": "Hani", "fa": "Arab", "ga": "Grek",
    "ha": "Hebr", "ia": "Thai", "ja": "Deva", "ka": "Kore", "la": "Taml", "ma": "Geor", "mb": "Armn",
}  # fmt: skip
_LIST_NAMES = tuple(LISTS)
_LINK = re.compile(r"(\d{3})-(\d{2})(?:/([^/]*))?")


def texts(entry: Entry) -> str:
    """The words of an entry, for telling its script."""
    names = [getattr(entry, name, "") for name in ("text", "name", "title", "place", "publisher", "extent")]
    return " ".join([name for name in names if name])


def lengths(description: Description) -> list[int]:
    """How many entries each list has now."""
    return [len(getattr(description, name)) for name in _LIST_NAMES]


def added(description: Description, before: list[int]) -> dict[str, list[Entry]]:
    """The entries that came since `before` was taken."""
    return {
        name: getattr(description, name)[count:]
        for name, count in zip(_LIST_NAMES, before, strict=True)
        if len(getattr(description, name)) > count
    }


class Pairs:
    """Remembers which entries a field with a linking number gave, until its other writing comes by."""

    def __init__(self) -> None:
        self._made: dict[str, dict[str, list[Entry]]] = {}

    def run(self, key: str, handler: Handler, description: Description, entry: Field, tag: str) -> None:
        """Handle a field that says it has another writing under this key."""
        before = lengths(description)
        handler(description, entry, tag)
        self._made[key] = added(description, before)

    def other(self, key: str, handler: Handler, description: Description, entry: Field, tag: str, script: str) -> None:
        """Handle the other writing: its entries go into `also` of the first one's, or stand alone without one."""
        aside = Description()
        handler(aside, entry, tag)
        for name, entries in added(aside, [0] * len(_LIST_NAMES)).items():
            partners = self._made.get(key, {}).get(name, [])
            for place, made in enumerate(entries):
                made.script = script or script_of(texts(made))
                if place < len(partners):
                    partner = partners[place]
                    if not partner.script:
                        partner.script = script_of(texts(partner))
                    partner.also.append(made)
                elif not partners and name in ("titles", "agents", "publications", "notes", "series", "subjects"):
                    getattr(description, name).append(made)


def marc21_link(value: str) -> tuple[str, str, str]:
    """(tag, number, script) of a MARC 21 $6, such as "245-01/(N"."""
    found = _LINK.match(value)
    if found is None:
        return "", "", ""
    tag, number, code = found.groups()
    code = code or ""
    return tag, number, _MARC_SCRIPTS.get(code, code if len(code) == 4 and code.isalpha() else "")


def unimarc_script(value: str) -> str:
    """The script a UNIMARC $7 names; its first two letters are that of cataloguing, 4-5 that of the field."""
    return _UNIMARC_SCRIPTS.get(value[4:6], "") or _UNIMARC_SCRIPTS.get(value[:2], "")


def collect_scripts(description: Description) -> list[str]:
    """The scripts of the titles, their other writings included, in order of first use."""
    found: list[str] = []
    for title in description.titles:
        if title.kind not in ("main", "parallel"):
            continue
        if not title.script:
            title.script = script_of(title.text)
        for script in (title.script, *[other.script for other in title.also]):
            if script and script not in found:
                found.append(script)
    return found
