"""Citations of an edition: GOST R 7.0.100-2018, APA 7, BibTeX and RIS."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from chorsu.formats.description import Agent, Description, Publication
from chorsu.kernel.errors import Invalid, gettext_noop
from chorsu.kernel.numbers import isbn
from chorsu.language.transliteration import to_latin

_CREATORS = ("aut", "cre", "cmp", "art", "pht", "ctg")
_EDITORS = ("edt", "com", "pbd")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_RIS_TYPES = {
    "book": "BOOK", "article": "JOUR", "serial": "JFULL", "issue": "JFULL", "newspaper": "NEWS", "thesis": "THES",
    "map": "MAP", "notated-music": "MUSIC", "audio": "SOUND", "video": "VIDEO", "image": "ART", "manuscript": "UNPB",
    "e-resource": "EBOOK",
}  # fmt: skip
_BIB_TYPES = {"book": "book", "article": "article", "thesis": "phdthesis", "manuscript": "unpublished"}


class UnknownStyle(Invalid):
    """No such citation style."""

    code = "formats.unknown-style"
    text = gettext_noop("There is no citation style “%(style)s”.")
    advice = gettext_noop("Choose gost, apa, bibtex or ris.")


def cite(description: Description, style: str) -> str:
    """The citation as plain text; of BibTeX and RIS one whole entry. Raises UnknownStyle."""
    maker = STYLES.get(style)
    if maker is None:
        raise UnknownStyle(style=style)
    return maker(description)


def creators(description: Description) -> list[Agent]:
    """Those a citation opens with: authors and their like, the main entry first; without any, nobody."""
    chosen = [agent for agent in description.agents if agent.main or any(role in _CREATORS for role in agent.roles)]
    return sorted(chosen, key=lambda agent: not agent.main)


def editors(description: Description) -> list[Agent]:
    """Editors and compilers."""
    return [agent for agent in description.agents if any(role in _EDITORS for role in agent.roles)]


def _initials(agent: Agent, between: str = " ") -> str:
    """ "Qodiriy, Abdulla" as "Qodiriy, A."; names that are not inverted, and those of bodies, as they are."""
    family, comma, given = agent.name.partition(", ")
    if agent.kind not in ("person", "family") or not comma:
        return agent.name
    # Vietnamese names are entered in direct order; Uzbek digraphs are one letter.
    letters: list[str] = []
    for word in given.split():
        for n, part in enumerate(word.split("-")):
            if not part.strip("."):
                continue
            size = 2 if part[:2].lower() in ("sh", "ch") or part[1:2] in "ʻ‘’'`" and len(part) > 2 else 1
            letters.append(("-" if n else between if letters else "") + part[:size].rstrip(".").strip() + ".")
    return f"{family}, {''.join(letters)}" if letters else family


def _publication(description: Description) -> Publication:
    for entry in description.publications:
        if entry.kind == "publication":
            return entry
    return description.publications[0] if description.publications else Publication()


def _year(description: Description) -> str:
    if description.year is None:
        return _publication(description).date
    return f"{description.year}–{description.year_to}" if description.year_to else str(description.year)


def _title(description: Description, between: str) -> str:
    title = description.title
    parts = [title.text]
    if title.part_number or title.part_name:
        parts.append(". " + ", ".join([part for part in (title.part_number, title.part_name) if part]))
    if title.rest:
        parts.append(f"{between}{title.rest}")
    return "".join(parts)


def _isbn(description: Description) -> str:
    return next((one.value for one in description.identifiers if one.scheme == "isbn" and one.valid), "")


def _identifier(description: Description, scheme: str) -> str:
    return next((one.value for one in description.identifiers if one.scheme == scheme and one.valid), "")


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def gost(description: Description) -> str:
    """GOST R 7.0.100-2018, short form: heading, title, responsibility, imprint, extent, series, ISBN."""
    people = creators(description)
    head = _initials(people[0]) if people else ""
    title = description.title
    body = _title(description, " : ")
    if title.responsibility:
        body += f" / {title.responsibility}"
    areas = [body]
    areas += [f"{edition.text}" for edition in description.editions if edition.text][:1]
    host = next((link for link in description.links if link.relation == "in" and link.title), None)
    if host is not None and description.kind == "article":
        areas[0] += f" // {host.title}"
        if _year(description):
            areas.append(_year(description))
        if host.place:
            areas.append(host.place)
    else:
        where = _publication(description)
        imprint = " : ".join([part for part in (where.place, where.publisher) if part])
        imprint = ", ".join([part for part in (imprint, _year(description)) if part])
        if imprint:
            areas.append(imprint)
        if description.physical:
            one = description.physical[0]
            extent = " : ".join([part for part in (one.extent, one.details) if part])
            if one.size:
                extent = f"{extent} ; {one.size}" if extent else one.size
            if extent:
                areas.append(extent)
        for series in description.series[:1]:
            areas.append(f"({series.title} ; {series.number})" if series.number else f"({series.title})")
        if _isbn(description):
            areas.append(f"ISBN {isbn(_isbn(description)) or _isbn(description)}")
    text = " – ".join([_stop(area) for area in areas if area])
    return f"{_stop(head)} {text}" if head else text


def apa(description: Description) -> str:
    """APA, 7th edition (plain text: the italics of titles are lost)."""
    people = creators(description)
    as_editors = not people
    people = people or editors(description)
    names = [_initials(agent) for agent in people]
    if len(names) > 20:
        names = [*names[:19], "… " + names[-1]]
        head = ", ".join(names)
    else:
        head = ", ".join(names[:-1]) + (", & " if len(names) > 1 else "") + names[-1] if names else ""
    if head and as_editors:
        head += " (Eds.)" if len(people) > 1 else " (Ed.)"
    year = f"({_year(description) or 'n.d.'})."
    title = _title(description, ": ")
    edition = next((entry.text for entry in description.editions if entry.text), "")
    title = _stop(f"{title} ({edition.rstrip('.')})" if edition else title)
    host = next((link for link in description.links if link.relation == "in" and link.title), None)
    if host is not None and description.kind == "article":
        source = _stop(", ".join([part for part in (host.title, host.place) if part]))
    else:
        publisher = _publication(description).publisher
        source = _stop(publisher) if publisher else ""
    doi = _identifier(description, "doi")
    address = (
        f"https://doi.org/{doi}"
        if doi
        else next((one.url for one in description.electronic if one.relation in ("resource", "version")), "")
    )
    parts = [_stop(head), year, title] if head else [title, year]
    return " ".join([part for part in (*parts, source, address) if part])


def _escape(text: str) -> str:
    return "".join([_LATEX.get(letter, letter) for letter in " ".join(text.split())])


def _key(description: Description) -> str:
    people = creators(description) or editors(description)
    word = people[0].name.partition(",")[0] if people else description.title.text.partition(" ")[0]
    plain = unicodedata.normalize("NFKD", to_latin(word).replace("đ", "d").replace("Đ", "D"))
    letters = "".join([letter for letter in plain if letter.isascii() and letter.isalnum()]).lower()
    return f"{letters or 'record'}{description.year or ''}"


def bibtex(description: Description) -> str:
    """One BibTeX entry, its text escaped for LaTeX."""
    where = _publication(description)
    people = creators(description)
    host = next((link for link in description.links if link.relation == "in" and link.title), None)
    article = description.kind == "article"
    title = description.title
    doi = _identifier(description, "doi")

    def names(agents: list[Agent]) -> str:
        # A body's name in braces, or BibTeX would take it for a person's.
        return " and ".join(
            [_escape(a.name) if a.kind in ("person", "family") else "{" + _escape(a.name) + "}" for a in agents]
        )

    values = {
        "author": names(people),
        "editor": names([] if people else editors(description)),
        "title": "{" + _escape(_title(description, ": ")) + "}" if title.text else "",
        "journal" if article else "booktitle": _escape(host.title) if host and article else "",
        "pages": _escape(host.place) if host and article else "",
        "edition": _escape(next((entry.text for entry in description.editions if entry.text), "")),
        "series": _escape(description.series[0].title) if description.series else "",
        "number": _escape(description.series[0].number) if description.series else "",
        "school" if description.kind == "thesis" else "publisher": _escape(where.publisher),
        "address": _escape(where.place),
        "year": _year(description).replace("–", "--") if description.year else _escape(where.date),
        "isbn": _isbn(description),
        "issn": _identifier(description, "issn"),
        "doi": doi,
        "url": _escape(description.electronic[0].url) if description.electronic and not doi else "",
        "language": ", ".join(description.languages),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in values.items() if value]
    return (
        f"@{_BIB_TYPES.get(description.kind, 'misc' if description.kind not in ('book', 'map', 'notated-music') else 'book')}{{{_key(description)},\n"
        + ",\n".join(lines)
        + "\n}\n"
    )


def ris(description: Description) -> str:
    """One RIS entry; lines end with CR LF."""
    where = _publication(description)
    host = next((link for link in description.links if link.relation == "in" and link.title), None)
    rows: list[tuple[str, str]] = [("TY", _RIS_TYPES.get(description.kind, "GEN"))]
    shown = creators(description)
    rows += [("AU", agent.name) for agent in shown]
    rows += [("ED", agent.name) for agent in editors(description) if agent not in shown]
    rows += [("A4", agent.name) for agent in description.agents if "trl" in agent.roles]
    rows.append(("TI", _title(description, ": ")))
    if host is not None and description.kind == "article":
        rows.append(("T2", host.title))
        pages = re.search(r"(\d+)\s*[-–]\s*(\d+)\s*$", host.place)
        rows += [("SP", pages.group(1)), ("EP", pages.group(2))] if pages else [("SP", host.place)]
    rows += [("T3", series.title) for series in description.series[:1]]
    rows += [("ET", entry.text) for entry in description.editions[:1]]
    rows += [("PY", str(description.year or "")), ("CY", where.place), ("PB", where.publisher)]
    rows.append(("SN", _isbn(description) or _identifier(description, "issn")))
    rows.append(("DO", _identifier(description, "doi")))
    rows += [("UR", one.url) for one in description.electronic]
    rows += [("LA", code) for code in description.languages]
    rows += [("KW", " -- ".join([subject.text, *subject.parts])) for subject in description.subjects]
    rows += [("AB", note.text) for note in description.notes if note.kind == "abstract"]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value.strip()]
    return "\r\n".join([*lines, "ER  - ", ""])


STYLES: dict[str, Callable[[Description], str]] = {"gost": gost, "apa": apa, "bibtex": bibtex, "ris": ris}
