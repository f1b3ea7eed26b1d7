"""How one description is made of several, and which source is heard first. Plain values in, a description out.

`merge` is a pure function of its sources, so an edition can always be made again from what contributors sent. An entry
of a stored description that has no `sources` of its own comes from all the sources named at the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chorsu.formats.description import LISTS, SCHEMA
from chorsu.kernel.errors import gettext_noop
from chorsu.language.folding import fold

VERSION = "rules 1"

SCALARS = ("year", "year_to", "country", "audience", "control")
LANGUAGE_LISTS = ("languages", "original_languages", "scripts")

# Said once about an edition: the first source that says it is believed, others only confirm it.
SINGULAR = ("editions", "publications", "physical")

NOT_BIBLIOGRAPHIC = "records.not-bibliographic"
SET_ASIDE = {
    "authority": gettext_noop(
        "This is an authority record: it establishes a heading and describes no edition, so it was set aside. Names "
        "and subjects are taken from the bibliographic records; export those."
    ),
    "holdings": gettext_noop(
        "This is a holdings record: it lists copies and describes no edition, so it was set aside. Export the "
        "bibliographic records with their copies inside (fields 852 or 952)."
    ),
    "classification": gettext_noop(
        "This is a classification record: it explains a class mark and describes no edition, so it was set aside. "
        "Class marks are taken from the bibliographic records; export those."
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says. `trust`: higher is heard first (a network's own weight for the library)."""

    source: int
    data: dict[str, Any]
    trust: int = 0
    correction: bool = False  # written here about this record, by a person, on purpose


def fullness(data: dict[str, Any]) -> int:
    """How much a description says: one point a statement, two for what readers and machines look for first.

    >>> fullness({"titles": [{"text": "A"}], "identifiers": [{"value": "1"}]})
    3
    """
    total = 0
    for name in LISTS:
        total += len(data.get(name, ())) * (2 if name in ("identifiers", "subjects", "classes", "agents") else 1)
    return total + (1 if data.get("year") else 0)


def order(told: Iterable[Told]) -> list[Told]:
    """Who is heard first: the newest correction made here, then trust, then fullness, then the older source."""
    return sorted(told, key=lambda t: (-t.source if t.correction else 0, -t.trust, -fullness(t.data), t.source))


def merge(told: Iterable[Told]) -> dict[str, Any]:
    """One description of several, each entry with the `sources` that say so.

    >>> a = Told(1, {"schema": 1, "kind": "book", "titles": [{"kind": "main", "text": "Oʻtkan kunlar", "script": "Latn"}], "year": 1974})
    >>> b = Told(2, {"schema": 1, "kind": "book", "titles": [{"kind": "main", "text": "Ўткан кунлар", "script": "Cyrl"}], "country": "UZ"})
    >>> made = merge([a, b])
    >>> made["sources"], made["titles"][0]["text"], made["titles"][0]["also"][0]["text"], made["country"]
    ([1, 2], 'Oʻtkan kunlar', 'Ўткан кунлар', 'UZ')
    """
    ordered = order(told)
    first = ordered[0]
    if len(ordered) == 1:
        return {"sources": [first.source], **plain(first.data)}
    result: dict[str, Any] = {
        "sources": sorted(t.source for t in ordered), "schema": SCHEMA, "kind": first.data.get("kind", "book"),
    }  # fmt: skip
    for name in SCALARS:
        for t in ordered:
            if t.data.get(name):
                result[name] = t.data[name]
                break
    for name in LANGUAGE_LISTS:
        values = list(dict.fromkeys(value for t in ordered for value in t.data.get(name, ())))
        if values:
            result[name] = values
    for name in LISTS:
        entries: list[dict[str, Any]] = []
        seen: dict[Any, dict[str, Any]] = {}
        for t in ordered:
            closed = name in SINGULAR and bool(entries)
            for entry in t.data.get(name, ()):
                _add(name, entry, t.source, entries, seen, closed)
        if entries:
            result[name] = entries
    return result


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """A description without provenance, as a source said it."""
    result = {key: value for key, value in data.items() if key != "sources"}
    for name in LISTS:
        if any("sources" in entry for entry in result.get(name, ())):
            result[name] = [{k: v for k, v in entry.items() if k != "sources"} for entry in result[name]]
    return result


def _add(
    name: str,
    entry: dict[str, Any],
    source: int,
    entries: list[dict[str, Any]],
    seen: dict[Any, dict[str, Any]],
    closed: bool,
) -> None:
    key = _key(name, entry)
    known = seen.get(key)
    if known is not None:
        _confirm(known, entry, source)
        return
    if name == "titles" and entry.get("kind", "main") == "main" and entries:
        if any(other.get("kind", "main") == "main" for other in entries):
            entry = {**entry, "kind": "variant"}
    elif closed:
        return
    made = {**entry, "sources": [source]}
    if "also" in made:
        made["also"] = list(made["also"])
    seen[key] = made
    entries.append(made)


def _confirm(known: dict[str, Any], entry: dict[str, Any], source: int) -> None:
    """A second source says the same: it is named, fills what was empty, and adds its writing in another script."""
    if source not in known["sources"]:
        known["sources"] = [*known["sources"], source]
    for field, value in entry.items():
        if field == "roles":
            known[field] = list(dict.fromkeys([*known.get(field, []), *value]))
        elif field not in ("also", "sources", "kind") and not known.get(field):
            known[field] = value
    writings = {known.get("script", "")} | {other.get("script", "") for other in known.get("also", ())}
    for other in ({k: v for k, v in entry.items() if k not in ("also", "sources")}, *entry.get("also", ())):
        if other.get("script", "") not in writings:
            writings.add(other.get("script", ""))
            known.setdefault("also", []).append(other)


def _key(name: str, entry: dict[str, Any]) -> Any:
    get = entry.get
    if name == "titles":
        kind = "main" if get("kind", "main") in ("main", "variant", "parallel") else get("kind")
        return (kind, fold(get("text", "")), fold(get("part_number", "")))
    if name == "agents":
        return (get("kind", "person"), " ".join(sorted(fold(get("name", "")).split())))
    if name == "identifiers":
        return (get("scheme"), get("value"))
    if name == "classes":
        return (get("scheme"), get("value", "").replace(" ", ""))
    if name == "subjects":
        return (fold(get("text", "")), tuple(fold(part) for part in get("parts", ())))
    if name == "electronic":
        return get("url")
    if name == "publications":
        return (get("kind", "publication"), fold(get("publisher", "")), fold(get("date", "")))
    return tuple(
        fold(value) if isinstance(value, str) else str(value)
        for field, value in sorted(entry.items()) if field not in ("also", "sources", "script", "lang")
    )  # fmt: skip


def provenance(data: dict[str, Any], entry: dict[str, Any]) -> list[int]:
    """The sources that say an entry."""
    return entry.get("sources") or data.get("sources", [])


def shown_title(data: dict[str, Any]) -> str:
    """The main title with its part, as lists show it.

    >>> shown_title({"titles": [{"text": "Yulduzli tunlar", "part_number": "1-qism"}]})
    'Yulduzli tunlar. 1-qism'
    """
    entry = _main_title(data)
    return ". ".join(filter(None, (entry.get("text", ""), entry.get("part_number", ""), entry.get("part_name", ""))))


def _main_title(data: dict[str, Any]) -> dict[str, Any]:
    titles = data.get("titles", ())
    return next((t for t in titles if t.get("kind", "main") == "main"), titles[0] if titles else {})


def filing_title(data: dict[str, Any]) -> str:
    """The shown title without the characters at its beginning that do not count in sorting.

    A count that would cut through a word is a slip of the cataloguer's (an indicator of 4 before "Oʻtkan") and is
    not heard.

    >>> filing_title({"titles": [{"text": "Die Blechtrommel", "nonfiling": 4}]})
    'Blechtrommel'
    >>> filing_title({"titles": [{"text": "Navoiy", "nonfiling": 4}]})
    'Navoiy'
    """
    title, skipped = shown_title(data), _main_title(data).get("nonfiling", 0)
    if skipped <= 0 or title[skipped - 1 : skipped].isalnum():
        return title
    return title[skipped:].strip() or title


def shown_creators(data: dict[str, Any], most: int = 3) -> str:
    """The first agents who made the content, in catalogue order, main entry first.

    >>> shown_creators({"agents": [{"name": "Tarjimon, T.", "roles": ["trl"]}, {"name": "Qodiriy, Abdulla", "main": True}]})
    'Qodiriy, Abdulla'
    """
    agents: Sequence[dict[str, Any]] = data.get("agents", ())
    makers = [a for a in agents if a.get("main")] + [
        a for a in agents if not a.get("main") and (not a.get("roles") or "aut" in a["roles"])
    ]
    names = dict.fromkeys(a.get("name", "") for a in (makers or list(agents)[:1]))
    return "; ".join([name for name in names if name][:most])


def identify(data: dict[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """The identifiers and links of a description as rows."""
    identifiers = [
        (entry.get("scheme", "local"), entry["value"][:120])
        for entry in data.get("identifiers", ()) if entry.get("value")
    ]  # fmt: skip
    links = [
        (link.get("relation", "related"), ident[:140], link.get("title", "")[:300])
        for link in data.get("links", ()) for ident in (link.get("idents") or [""])
    ]  # fmt: skip
    return identifiers, links
