"""Which records are one edition and which editions one work. Plain values in, a decision with its reason out.

Two steps. `keys` gives each description the keys under which its fellows may be found; all are folded, so that
Ўткан кунлар and Oʻtkan kunlar meet. `compare` then looks at both descriptions and says yes or no and why: a key brings
records together for a look, it never joins them by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from xxhash import xxh3_64_intdigest

from chorsu.language.folding import fold

VERSION = "rules 1"
BLOCK_LIMIT = 64  # records found by one key; the next ones are found by their finer keys

STRONG = ("isbn", "issn", "ismn", "doi", "nbn", "lccn", "oclc")
KEY_KINDS = (*STRONG, "edition", "fine", "work")

# Kinds of title that name the work; variants and cover titles name one printing or a piece inside.
NAMING = frozenset({"main", "parallel", "uniform", "original"})

# Kinds that are one thing to a reader who looks for an edition: a thesis is sometimes described as a book.
GROUPS = {
    "serial": "serial", "newspaper": "serial", "issue": "issue", "article": "article", "map": "map",
    "notated-music": "music", "audio": "sound", "video": "video", "image": "image", "object": "object",
}  # fmt: skip

_NUMBER = re.compile(r"\d+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Sketch(NamedTuple):
    """What comparing needs of a description, folded. A plain tuple, since millions cross a process border."""

    group: str
    titles: tuple[str, ...]  # main first, then parallel, original, uniform … and all their other writings
    names: tuple[str, ...]  # those that name the work: main, parallel, original, uniform
    part: str
    agents: frozenset[str]
    first_agent: str
    year: int | None
    isbns: frozenset[str]
    languages: frozenset[str]
    scripts: frozenset[str]
    publisher: frozenset[str]
    pages: int
    edition: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two descriptions are of one edition, how sure (0–1), and why in a sentence."""

    same: bool
    score: float
    reason: str


def number(kind: str, text: str) -> int:
    """The 64-bit signed hash under which a key is stored.

    >>> number("isbn", "9789943000000") == number("isbn", "9789943000000") != number("issn", "9789943000000")
    True
    """
    value = xxh3_64_intdigest(f"{kind}:{text}".encode())
    return value - (1 << 64) if value >= (1 << 63) else value


def words(text: str) -> str:
    """The folded words of a text with single blanks.

    >>> words("Oʻtkan kunlar: roman!") == words("Ўткан кунлар : роман")
    True
    """
    return fold(text)


def name_key(name: str) -> str:
    """One key for a name however it is ordered: folded words, sorted.

    >>> name_key("Qodiriy, Abdulla") == name_key("Абдулла Қодирий")
    True
    """
    return " ".join(sorted(fold(name).split()))


def part_key(text: str) -> str:
    """The number of a volume in digits: "2-qism", "Том II", "Tập 2" are all "2"; words where there is no number.

    >>> part_key("Том II"), part_key("2-qism"), part_key("tập 2"), part_key("")
    ('2', '2', '2', '')
    """
    if not text:
        return ""
    digits = _NUMBER.findall(text)
    if digits:
        return ".".join(str(int(d)) for d in digits)
    folded = fold(text).split()
    for word in folded:
        value = _roman(word)
        if value:
            return str(value)
    return " ".join(folded)


def _roman(word: str) -> int:
    total = last = 0
    for sign in reversed(word):
        value = _ROMAN.get(sign, 0)
        if not value:
            return 0
        total += value if value >= last else -value
        last = max(last, value)
    return total


def _not_main(entry: dict[str, Any]) -> bool:
    return entry.get("kind", "main") != "main"


def sketch(data: dict[str, Any]) -> Sketch:
    """The sketch of a stored description (`Description.to_dict`)."""
    titles: list[str] = []
    naming: list[str] = []
    part = ""
    # The title proper first: a uniform title may stand before it (MARC 21 field 240), and only one source has it.
    for entry in sorted(data.get("titles", ()), key=_not_main):
        kind = entry.get("kind", "main")
        if kind == "main" and not part:
            part = part_key(entry.get("part_number", "")) or words(entry.get("part_name", ""))
        if kind in ("key", "former"):
            continue
        for writing in (entry, *entry.get("also", ())):
            folded = words(writing.get("text", ""))
            if folded and folded not in titles:
                titles.append(folded)
                if kind in NAMING:
                    naming.append(folded)
    agents = data.get("agents", ())
    names = [name_key(entry.get("name", "")) for entry in agents]
    first = next((n for n, entry in zip(names, agents, strict=True) if entry.get("main")), names[0] if names else "")
    extent = next((entry.get("extent", "") for entry in data.get("physical", ())), "")
    publications = data.get("publications", ())
    publisher = publications[0].get("publisher", "") if publications else ""
    editions = data.get("editions", ())
    return Sketch(
        group=GROUPS.get(data.get("kind", "book"), "text"),
        titles=tuple(titles),
        names=tuple(naming),
        part=part,
        agents=frozenset(filter(None, names)),
        first_agent=first,
        year=data.get("year"),
        isbns=frozenset(
            entry["value"] for entry in data.get("identifiers", ())
            if entry.get("scheme") == "isbn" and entry.get("valid", True) and entry.get("value")
        ),
        languages=frozenset(data.get("languages", ())),
        scripts=frozenset(data.get("scripts", ())),
        publisher=frozenset(word for word in fold(publisher).split() if len(word) > 2) if publisher else frozenset(),
        pages=max((int(n) for n in _NUMBER.findall(extent)[:6] if len(n) < 6), default=0),
        edition=part_key(editions[0].get("text", "")) if editions else "",
    )  # fmt: skip


def keys(data: dict[str, Any], made: Sketch | None = None) -> list[tuple[str, int]]:
    """The keys of a description: (kind, hash), without repeats.

    >>> a = {"titles": [{"kind": "main", "text": "Oʻtkan kunlar"}], "agents": [{"name": "Qodiriy, Abdulla", "main": True}], "year": 1974}
    >>> b = {"titles": [{"kind": "main", "text": "Ўткан кунлар"}], "agents": [{"name": "Қодирий, Абдулла", "main": True}], "year": 1974}
    >>> keys(a) == keys(b)
    True
    """
    view = made or sketch(data)
    result: list[tuple[str, int]] = []
    for entry in data.get("identifiers", ()):
        scheme = entry.get("scheme")
        if scheme in STRONG and entry.get("value") and entry.get("valid", True):
            result.append((scheme, number(scheme, entry["value"])))
    if view.titles:
        base = f"{view.group}|{view.titles[0]}|{view.part}|{view.first_agent}|{view.year or ''}"
        if view.first_agent or view.year or view.group == "serial":
            result.append(("edition", number("edition", base)))
            result.append(("fine", number("fine", f"{base}|{' '.join(sorted(view.publisher))}|{view.pages}")))
        for text in _work_titles(data, view):
            result.append(("work", number("work", text)))
    return list(dict.fromkeys(result))


def _work_titles(data: dict[str, Any], view: Sketch) -> list[str]:
    """What names the work: each title with its first agent. A bare title ("Annual report") names nothing."""
    if view.group in ("serial", "issue", "article"):
        return []
    found = []
    author = view.first_agent
    if author:
        # Variants may name single pieces inside, which would chain everything that holds one of them together; and
        # a title that is only the author's name ("Bill Evans") names no work.
        names = [title for title in view.names if name_key(title) != author]
        found += [f"{title}|{view.part}|{author}" for title in names[:6]]
    for link in data.get("links", ()):
        if link.get("relation") == "translation-of" and link.get("title") and author:
            found.append(f"{words(link['title'])}|{view.part}|{author}")
    return found


def alike(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """How alike two sets of folded titles are, 0–1: the best pair counts; one that begins the other counts as 0.9."""
    best = 0.0
    for a in first[:4]:
        for b in second[:4]:
            if a == b:
                return 1.0
            shorter, longer = sorted((a, b), key=len)
            if len(shorter) >= 5 and longer.startswith(shorter + " "):
                best = max(best, 0.9)
            best = max(best, fuzz.token_sort_ratio(a, b) / 100)
    return best


def compare(a: Sketch, b: Sketch, by: str = "edition") -> Verdict:
    """Whether `a` and `b` describe one edition, when a key of kind `by` brought them together.

    >>> def told(**facts):
    ...     return sketch({"titles": [{"kind": "main", "text": "Oʻtkan kunlar"}], "agents": [{"name": "Qodiriy, Abdulla"}],
    ...                    "year": 1974, "languages": ["uz"], **facts})
    >>> compare(told(), told()).same, compare(told(), told(year=2019), "isbn").reason
    (True, 'another year: a reprint')
    >>> compare(told(), told(agents=[{"name": "Boshqa, Odam"}])).reason
    'other authors'
    >>> compare(told(languages=["ru"]), told(), "isbn").reason
    'another language: a translation'
    """
    if a.group != b.group:
        return Verdict(False, 0.0, "another kind of thing")
    if a.part != b.part:
        return Verdict(False, 0.1, "another part of the set")
    if a.languages and b.languages and not a.languages & b.languages:
        return Verdict(False, 0.2, "another language: a translation")
    likeness = alike(a.titles, b.titles)
    strong = by in STRONG
    if likeness < (0.7 if strong else 0.92):
        return Verdict(False, likeness, "the titles differ")
    if a.group == "serial":
        if strong:
            return Verdict(True, 0.98, f"same {by.upper()} and title")
        overlap = bool(a.publisher & b.publisher) or bool(a.agents & b.agents)
        if overlap and a.year == b.year:
            return Verdict(True, 0.85, "same serial title, publisher and first year")
        return Verdict(False, 0.5, "same serial title, but nothing else agrees")
    if a.year and b.year and abs(a.year - b.year) > (1 if strong else 0):
        return Verdict(False, 0.3, "another year: a reprint")
    if a.agents and b.agents and not a.agents & b.agents and not _names_alike(a.agents, b.agents):
        return Verdict(False, 0.2, "other authors")
    if a.edition and b.edition and a.edition != b.edition:
        return Verdict(False, 0.3, "another edition statement")
    if strong:
        return Verdict(True, 0.9 + likeness / 10, f"same {by.upper()}, title and year")
    if a.isbns and b.isbns and not a.isbns & b.isbns:
        return Verdict(False, 0.4, "other ISBNs")
    same_publisher = bool(a.publisher & b.publisher)
    if a.publisher and b.publisher and not same_publisher:
        return Verdict(False, 0.4, "another publisher")
    if a.pages and b.pages and abs(a.pages - b.pages) > max(4, max(a.pages, b.pages) // 20):
        return Verdict(False, 0.4, "another number of pages")
    if not (a.year and b.year):
        return Verdict(False, 0.5, "no year to go by")
    if not (a.agents and b.agents) and not same_publisher:
        return Verdict(False, 0.5, "neither author nor publisher agrees")
    if a.scripts and b.scripts and not a.scripts & b.scripts and not (same_publisher and a.pages == b.pages != 0):
        return Verdict(False, 0.5, "in another script")
    return Verdict(True, 0.9, "same title, first author and year")


def _names_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Qodiriy A. and Qodiriy Abdulla: a common word of four letters or more whose other words are initials of each other."""
    for a in first:
        for b in second:
            wa, wb = set(a.split()), set(b.split())
            if any(len(word) > 3 for word in wa & wb) and _initials(wa - wb, wb - wa):
                return True
    return False


def _initials(a: set[str], b: set[str]) -> bool:
    if not a or not b:
        return True
    return {word[0] for word in a} <= {word[0] for word in b} or {word[0] for word in b} <= {word[0] for word in a}


def prepare(data: dict[str, Any], copies: list[dict[str, Any]]) -> tuple[list[tuple[str, int]], Sketch]:
    """What an import needs of a description for matching: its keys and its sketch (runs in the reading process)."""
    view = sketch(data)
    return keys(data, view), view
