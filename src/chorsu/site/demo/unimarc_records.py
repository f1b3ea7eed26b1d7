"""Writes the demo's UNIMARC and RUSMARC records, and the text export of IRBIS."""

from __future__ import annotations

from chorsu.formats.marc import Field, Record
from chorsu.site.demo import describing as told
from chorsu.site.demo.editions import Edition
from chorsu.site.demo.marc21_records import ROMANISED, koha_copy
from chorsu.site.demo.stock import Entry, Piece, plain
from chorsu.site.demo.works import Article, Author, Periodical, subjects

TYPES = {
    "book": "am", "map": "em", "notated-music": "cm", "audio": "jm", "video": "gm", "image": "km", "manuscript": "bm",
    "serial": "as", "newspaper": "as",
}  # fmt: skip
COUNTRIES = {"uz": "UZ", "ru": "RU", "vi": "VN", "en": "GB", "fa": "IR", "ar": "LB", "chg": "UZ", "de": "DE"}


def record(entry: Entry, speaks: str, rusmarc: bool = False) -> Record:
    """The UNIMARC record; `rusmarc`: copies in 899 and no letters outside the Russian code page."""
    thing = entry.thing
    said = plain if rusmarc else str
    if isinstance(thing, Edition):
        fields, kind, year, until = _edition(thing, speaks, rusmarc), thing.work.kind, thing.year, None
    elif isinstance(thing, Periodical):
        fields, kind, year, until = _periodical(thing), thing.kind, thing.since, thing.until
    else:
        fields, kind, year, until = _article(thing, speaks), "article", thing.year, None
    level = "aa" if kind == "article" else TYPES[kind]
    made = Record(f"00000n{level}0 2200000   450 ", [Field("001", data=entry.control)])
    dates = f"{'b' if until else 'a'}{year}{until or 9999}" if kind in ("serial", "newspaper") else f"d{year}    "
    coded = f"20261101{dates}u  y0{'uzb' if speaks == 'uz' else 'rus'}y50      ca"
    fields.append(Field("100", "  ", [("a", coded)]))
    fields.append(Field("101", "1 " if _translated(thing) else "0 ", _languages(thing)))
    fields.append(Field("102", "  ", [("a", COUNTRIES.get(thing.lang, "XX"))]))
    if kind == "newspaper":
        fields.append(Field("110", "  ", [("a", "cb 0xxx0")]))
    fields.append(Field("801", " 0", [("a", "UZ"), ("b", entry.library), ("c", "20261101"), ("g", "rcr")]))
    fields += [_rusmarc_copy(piece) if rusmarc else koha_copy(entry, piece) for piece in entry.pieces]
    for one in sorted(fields, key=lambda field: field.tag):
        made.add(Field(one.tag, one.indicators, [(code, said(value)) for code, value in one.subfields]))
    return made


def _translated(thing: object) -> bool:
    return isinstance(thing, Edition) and thing.translated


def _languages(thing: Edition | Periodical | Article) -> list[tuple[str, str]]:
    pairs = [("a", told.LANGUAGE_CODES[thing.lang])]
    if isinstance(thing, Edition) and thing.translated:
        pairs.append(("c", told.LANGUAGE_CODES[thing.work.lang]))
    return pairs


def _person(author: Author, script: str) -> Field:
    family, comma, given = told.heading(author, script).partition(", ")
    pairs = [("a", family), ("b", given)] if comma else [("a", family)]
    return Field(
        "700", " 1" if comma else " 0", [*pairs, *([("f", author.dates)] if author.dates else []), ("4", "070")]
    )


def _edition(it: Edition, speaks: str, rusmarc: bool) -> list[Field]:
    author = it.work.author
    cyrillic = it.script == "Cyrl" and not (rusmarc and author is not None and author.lang != "ru")
    fields: list[Field] = []
    spoken = told.printed(author, it) if author else ""
    rest = [("f", spoken)] if spoken else []
    if it.script == "Arab":
        latin = it.work.titles.get("uz", it.title)
        fields.append(Field("200", "1 ", [("6", "a01"), ("7", "ba"), ("a", latin), *rest]))
        fields.append(Field("200", "1 ", [("6", "a01"), ("7", "fa"), ("a", it.title)]))
    else:
        fields.append(Field("200", "1 ", [("a", it.title), *rest]))
    if it.isbn:
        fields.append(Field("010", "  ", [("a", it.isbn)]))
    fields += _imprint(it)
    fields.append(Field("215", "  ", [("a", told.pages(it, speaks)), ("d", "21 см" if speaks == "ru" else "21 sm")]))
    if was := told.original(it):
        fields.append(Field("500", "10", [("a", was)]))
        fields.append(Field("454", " 0", [("t", was)]))
    fields += [Field("606", "  ", [("a", subjects()[code][speaks])]) for code in it.work.subjects]
    fields.append(Field("675", "  ", [("a", it.work.klass)]))
    if author:
        fields.append(_person(author, "Cyrl" if cyrillic else "Latn"))
    return fields


def _imprint(it: Edition) -> list[Field]:
    own = [("a", it.place), ("c", it.publisher), ("d", str(it.year))]
    if it.lang not in ROMANISED:
        return [Field("210", "  ", own)]
    place, house = ROMANISED[it.lang]
    first = [("6", "a02"), ("7", "ba"), ("a", place), ("c", house), ("d", str(it.year))]
    return [Field("210", "  ", first), Field("210", "  ", [("6", "a02"), ("7", "fa"), *own])]


def _periodical(it: Periodical) -> list[Field]:
    fields = [
        Field("200", "1 ", [("a", it.title)]),
        Field("210", "  ", [("a", it.place), ("c", it.publisher), ("d", f"{it.since}-{it.until or ''}")]),
        Field("675", "  ", [("a", it.klass)]),
    ]
    if it.issn:
        fields.append(Field("011", "  ", [("a", it.issn)]))
    return fields


def _article(it: Article, speaks: str) -> list[Field]:
    link = [("t", it.host.title), ("v", it.place or str(it.year))]
    if it.host.issn:
        link.append(("x", it.host.issn))
    return [
        Field("200", "1 ", [("a", it.title)]),
        Field("210", "  ", [("a", it.host.place), ("c", it.host.publisher), ("d", str(it.year))]),
        Field("463", " 0", link),
        *(Field("606", "  ", [("a", subjects()[code][speaks])]) for code in it.subjects),
        Field("675", "  ", [("a", it.klass)]),
        _person(it.author, "Cyrl" if it.lang == "ru" else "Latn"),
    ]


def _rusmarc_copy(piece: Piece) -> Field:
    pairs = [("a", piece.branch), ("j", piece.call), ("p", piece.barcode), ("x", piece.inventory.replace("-", ""))]
    return Field("899", "  ", [pair for pair in pairs if pair[1]])


def irbis(entry: Entry, speaks: str) -> str:
    """The record as lines of an IRBIS64 text export."""
    thing = entry.thing
    assert isinstance(thing, Edition)
    states = {"withdrawn": "6", "lost": "4", "in-process": "2", "damaged": "0"}
    kind = {"notated-music": "c", "map": "e", "audio": "j", "video": "g"}.get(thing.work.kind, "a")
    lines = ["#920: PAZK", f"#900: ^T{kind}^Bm", f"#903: {entry.control}"]
    for one in sorted(_edition(thing, speaks, False), key=lambda field: field.tag):
        tag = {"010": "10"}.get(one.tag, one.tag)
        if tag in ("454", "500", "200") and one.get("7") == "fa":
            continue
        if tag == "500":
            continue
        if tag == "454":
            tag = "541"
            one = Field("541", "  ", [("a", one.get("t"))])
        pairs = [(code, value) for code, value in one.subfields if code not in "467"]
        lines.append(f"#{tag}: " + "".join(f"^{code.upper()}{value}" for code, value in pairs))
    lines.append(f"#101: {told.LANGUAGE_CODES[thing.lang]}")
    for piece in entry.pieces:
        state = "U" if piece.count > 1 else states.get(piece.status, "0")
        many = f"^1{piece.count}" if piece.count > 1 else ""
        lines.append(
            f"#910: ^A{state}^B{piece.inventory}^C{piece.acquired.replace('-', '')}^DABON^E{piece.price}"
            f"^H{piece.barcode}^Q{piece.material}{many}"
        )
    return "\n".join([*lines, "*****", ""])
