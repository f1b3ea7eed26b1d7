"""Reads the works, authors, subjects and periodicals that the demo's catalogue is made of (data/*.tsv)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from chorsu.formats.description import KINDS

DATA = Path(__file__).parent / "data"
FILES = ("uzbek", "russian", "vietnamese", "world", "science", "media")
TONGUES = ("uz", "ru", "vi", "en")


@dataclass(frozen=True)
class Author:
    """A person; `names` by language in catalogue order (family name first), `lang` the language written in."""

    key: str
    lang: str
    dates: str
    names: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Work:
    """One work: `titles` by language; `original` the title in a language and script outside the four, with its code."""

    key: str
    author: Author | None
    lang: str
    year: int | None
    klass: str
    subjects: tuple[str, ...]
    titles: dict[str, str] = field(hash=False)
    original: tuple[str, str] = ("", "")
    kind: str = "book"

    @property
    def original_title(self) -> str:
        """The title under which the editions in all languages meet; empty where nobody knows one."""
        return self.titles.get(self.lang) or self.original[1]


@dataclass(frozen=True)
class Periodical:
    """A newspaper or journal; `until` is None while it appears."""

    title: str
    lang: str
    since: int
    until: int | None
    klass: str
    place: str
    publisher: str
    kind: str
    issn: str


@dataclass(frozen=True)
class Article:
    """A piece first printed in a periodical; `place` says where in it."""

    author: Author
    title: str
    lang: str
    year: int
    klass: str
    subjects: tuple[str, ...]
    host: Periodical
    place: str


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file, cut at tabs; lines beginning with # are for people."""
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


@cache
def authors() -> dict[str, Author]:
    """Every author by key."""
    found = {}
    for key, lang, dates, *names in rows("authors"):
        found[key] = Author(key, lang, dates, {t: n for t, n in zip(TONGUES, names, strict=True) if n})
    return found


@cache
def subjects() -> dict[str, dict[str, str]]:
    """Every subject term by code and language."""
    return {code: dict(zip(TONGUES, terms, strict=True)) for code, *terms in rows("subjects")}


@cache
def works() -> tuple[Work, ...]:
    """Every work, in the order of the files."""
    return tuple(_work(f"{name}{number}", cells) for name in FILES for number, cells in enumerate(rows(name), start=1))


def _work(key: str, cells: list[str]) -> Work:
    author, lang, year, klass, terms, *rest = cells
    titles = {tongue: title for tongue, title in zip(TONGUES, rest[:4], strict=False) if title}
    kind = rest[-1] if rest[-1] in KINDS else "book"
    original = ("", "")
    for cell in rest:
        code, colon, title = cell.partition(":")
        if colon and 2 <= len(code) <= 3 and code.islower() and title and not title.startswith(" "):
            original = (code, title)
            titles = {tongue: told for tongue, told in titles.items() if told != cell}
    titles = {tongue: title for tongue, title in titles.items() if title not in KINDS}
    who = None if author == "-" else authors()[author]
    return Work(key, who, lang, int(year) if year else None, klass, tuple(terms.split(";")), titles, original, kind)


@cache
def periodicals() -> dict[str, Periodical]:
    """Every periodical by title."""
    return {
        title: Periodical(
            title,
            lang,
            int(since),
            int(until) if until else None,
            klass,
            place,
            publisher,
            kind,
            rest[0] if rest else "",
        )
        for title, lang, since, until, klass, place, publisher, kind, *rest in rows("periodicals")
    }


@cache
def articles() -> tuple[Article, ...]:
    """Every article."""
    return tuple(
        Article(
            authors()[author], title, lang, int(year), klass, tuple(terms.split(";")), periodicals()[host],
            rest[0] if rest else "",
        )
        for author, title, lang, year, klass, terms, host, *rest in rows("articles")
    )  # fmt: skip
