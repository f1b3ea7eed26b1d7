"""Makes index documents from facts: pure code, run once for each record of a million, so it stays lean.

All text goes through the search key (`language.folding`), so that one word is the same token in every script.
Beside the keys stand the stems, and the words as written with their marks, which only raise a hit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xxhash import xxh3_64_intdigest

from chorsu.discovery.search.ports import Document
from chorsu.kernel.identifiers import isbn
from chorsu.language.collation import sort_key
from chorsu.language.detection import script as script_of
from chorsu.language.folding import fold
from chorsu.language.stems import any_stem

LONGEST_KEY = 200
MOST_AGENTS = 24
MOST_SUBJECTS = 24
# Parts key and label of a facet value; no text holds it.
BETWEEN = "\x1f"

_WRITTEN = re.compile(r"\w+")
_APOSTROPHES = dict.fromkeys(map(ord, "'`ʻʼ‘’ʹ´"), None)
_TRAILING = " ,.;:/="


@dataclass(slots=True)
class RecordFacts:
    """What is known of one record when it is indexed. `description` is the stored form of the description."""

    id: int
    description: dict[str, Any]
    sort_title: str = ""
    added: int = 0  # seconds since 1970
    work: int = 0
    places: Iterable[str] = ()  # codes of every place that holds it, and of all above them
    libraries: Iterable[str] = ()  # codes of the libraries that hold it
    availability: Iterable[str] = ()  # shelf, online
    access: Iterable[str] = ()  # access classes of its digital objects
    collections: Iterable[str] = ()


@dataclass(slots=True)
class PageFacts:
    """One recognised page of an object."""

    id: int
    object: int
    number: int
    text: str
    access: str
    record: int = 0


def written(text: str) -> list[str]:
    """Words with their marks and in their script; only case and apostrophes are made one.

    >>> written("Truyện Kiều — Oʻtkan")
    ['truyện', 'kiều', 'otkan']
    """
    return _WRITTEN.findall(unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES))


@lru_cache(maxsize=1 << 14)
def identifier_key(value: str) -> str:
    """An identifier without hyphens and case; an ISBN always with thirteen digits.

    >>> identifier_key("9943-01-123-X") == identifier_key("994301123x")
    True
    """
    bare = "".join(letter for letter in value.casefold() if letter.isalnum())
    if len(bare) in (10, 13):
        known = isbn(bare)
        if known:
            return known.isbn13
    return bare[:LONGEST_KEY]


def class_key(value: str) -> str:
    """A class mark without spaces and case: `84(5Ў)6` and `84 (5ў) 6` are one.

    >>> class_key("84 (5Ў) 6")
    '84(5ў)6'
    """
    return "".join(value.casefold().split())[:LONGEST_KEY]


def named(text: str) -> tuple[str, str]:
    """Key and label of a name or heading."""
    label = text.strip(_TRAILING)[:LONGEST_KEY]
    return fold(label)[:LONGEST_KEY], label


def heading_id(key: str) -> int:
    """The number a heading is counted by: 52 bits of a hash, so that it passes through any JSON unharmed.

    >>> heading_id("qodiri abdulla") == heading_id("qodiri abdulla") != heading_id("qodiri")
    True
    """
    return xxh3_64_intdigest(key.encode()) >> 12


def heading_label(key: str, label: str) -> str:
    """A facet value: what goes into the address, and what is shown."""
    return f"{key}{BETWEEN}{label}"


@lru_cache(maxsize=1 << 16)
def _heading_id(text: str) -> int:
    key, _ = named(text)
    return heading_id(key) if key else 0


def _writings(entries: list[dict[str, Any]], *parts: str) -> list[str]:
    """The text of each entry and of its writings in other scripts."""
    result = []
    for entry in entries:
        for part in parts:
            value = entry.get(part)
            if value:
                result.append(value)
        if "also" in entry:
            result += _writings(entry["also"], *parts)
    return result


def record_document(facts: RecordFacts) -> Document:
    """The document of one record."""
    said = facts.description
    get = said.get
    titles, agents, subjects = get("titles", ()), get("agents", ()), get("subjects", ())

    title_words = _writings(titles, "text", "rest", "part_number", "part_name")
    agent_words = _writings(agents, "name")
    title, author = fold(" ".join(title_words)), fold(" ".join(agent_words))
    subject = fold(" ".join(_subject_words(subjects))) if subjects else ""
    series = fold(" ".join(_writings(get("series", ()), "title"))) if "series" in said else ""
    publisher = " ".join(_cached_fold(one) for one in _writings(get("publications", ()), "publisher", "place"))
    notes = fold(" ".join(_writings(get("notes", ()), "text"))) if "notes" in said else ""
    rest = fold(" ".join(_rest(said, titles)))

    identifiers = [identifier_key(one["value"]) for one in get("identifiers", ()) if one.get("value")]
    marks = [class_key(one["value"]) for one in get("classes", ()) if one.get("value")]
    languages = get("languages", ())
    year = get("year")
    everything = " ".join(
        part for part in (title, author, subject, series, publisher, notes, rest, str(year or "")) if part
    )
    stems = {any_stem(token) for token in set(everything.split())}

    document: Document = {
        "id": facts.id,
        "title": title,
        "author": author,
        "all": everything,
        "stems": " ".join(stems),
        "exact": " ".join(written(" ".join((*title_words, *agent_words)))),
        "kind": get("kind", "book"),
        "added": facts.added,
        "sort_title": facts.sort_title or sort_key(title_words[0] if title_words else ""),
    }
    if titles:
        keys = {fold(one)[:LONGEST_KEY] for one in _writings(titles, "text")}
        document["title_key"] = [one for one in keys if one]
    if agents:
        document["author_id"] = list(
            {_heading_id(one["name"]) for one in agents[:MOST_AGENTS] if one.get("name")} - {0}
        )
        document["sort_author"] = _sort_name(agents[0].get("name", ""))
    if subjects:
        document["subject_id"] = list(
            {_heading_id(one["text"]) for one in subjects[:MOST_SUBJECTS] if one.get("text")} - {0}
        )
        document["subject"] = subject
    for name, value in (
        ("series", series),
        ("publisher", publisher),
        ("notes", notes),
        ("identifiers", identifiers),
        ("class", marks),
        ("language", list(languages)),
        ("script", list(get("scripts", ()) or _script(title_words))),
        ("year", year),
        ("work", facts.work),
        ("place", list(facts.places)),
        ("library", list(facts.libraries)),
        ("availability", list(facts.availability)),
        ("access", list(facts.access)),
        ("collection", list(facts.collections)),
    ):
        if value:
            document[name] = value
    return document


_cached_fold = lru_cache(maxsize=1 << 15)(fold)
_sort_name = lru_cache(maxsize=1 << 15)(lambda name: sort_key(name)[:LONGEST_KEY])


def _subject_words(subjects: list[dict[str, Any]]) -> list[str]:
    words = _writings(subjects, "text")
    words += [part for one in subjects for part in one.get("parts", ())]
    return words


def _rest(said: dict[str, Any], titles: list[dict[str, Any]]) -> list[str]:
    """Words that are found but belong to no field of their own."""
    words = _writings(titles, "responsibility") + _writings(said.get("editions", ()), "text")
    for link in said.get("links", ()):
        words += [link.get("title", ""), link.get("agent", "")]
    return words


def _script(title_words: list[str]) -> tuple[str, ...]:
    found = script_of(title_words[0]) if title_words else ""
    return (found,) if found not in {"", "Zyyy"} else ()


def page_document(facts: PageFacts) -> Document:
    """The document of one page; its text is not kept in the index."""
    text = fold(facts.text)
    document: Document = {
        "id": facts.id,
        "object": facts.object,
        "number": facts.number,
        "access": facts.access,
        "text": text,
        "stems": " ".join({any_stem(token) for token in set(text.split())}),
    }
    if facts.record:
        document["record"] = facts.record
    return document
