"""Writes the demo's MARC 21 records: with Koha's 952 or with 852/876, romanised with 880 pairs where a library does so."""

from __future__ import annotations

from chorsu.formats.marc import Field, Record
from chorsu.language.transliteration import to_latin
from chorsu.site.demo import describing as told
from chorsu.site.demo.editions import Edition
from chorsu.site.demo.stock import Entry, Piece
from chorsu.site.demo.works import Article, Periodical, subjects

TYPES = {
    "book": "am", "map": "em", "notated-music": "cm", "audio": "jm", "video": "gm", "image": "km", "manuscript": "tm",
    "serial": "as", "newspaper": "as",
}  # fmt: skip
COUNTRIES = {"uz": "uz ", "ru": "ru ", "vi": "vm ", "en": "enk", "fa": "ir ", "ar": "le ", "chg": "uz ", "de": "gw "}
SIGNS = {"Cyrl": "(N", "Arab": "(3"}
#: Place and publisher of the Arabic-script editions in Latin letters.
ROMANISED = {"ar": ("Bayrut", "Dor al-kutub al-ilmiya"), "fa": ("Tehron", "Amir Kabir")}


def record(entry: Entry, speaks: str, romanise: bool = False, koha: bool = True) -> Record:
    """The MARC 21 record of a library that catalogues in `speaks`.

    `romanise`: Cyrillic and Arabic statements stand in 880 beside their Latin form. `koha`: copies in 952.
    """
    thing = entry.thing
    if isinstance(thing, Edition):
        fields, kind, year, until = _edition(thing, speaks, romanise), thing.work.kind, thing.year, None
    elif isinstance(thing, Periodical):
        fields, kind, year, until = _periodical(thing), thing.kind, thing.since, thing.until
    else:
        fields, kind, year, until = _article(thing, speaks), "article", thing.year, None
    level = "aa" if kind == "article" else TYPES[kind]
    made = Record(f"00000n{level} a2200000 a 4500", [Field("001", data=entry.control)])
    made.add(Field("003", data=entry.library), Field("008", data=_fixed(thing, kind, year, until)))
    made.add(*sorted(fields, key=lambda one: (one.tag == "880", one.tag)))
    made.add(*(koha_copy(entry, piece) for piece in entry.pieces) if koha else _shelves(entry))
    return made


def _fixed(thing: Edition | Periodical | Article, kind: str, year: int, until: int | None) -> str:
    serial = kind in ("serial", "newspaper")
    dates = f"{'d' if until else 'c'}{year}{until or 9999}" if serial else f"s{year}    "
    country = COUNTRIES.get(thing.lang, "xx ")
    middle = list(" " * 17)
    if kind == "newspaper":
        middle[3] = "n"
    if kind == "video":
        middle[15] = "v"
    return f"261101{dates}{country}{''.join(middle)}{told.LANGUAGE_CODES[thing.lang]} d"


def _edition(it: Edition, speaks: str, romanise: bool) -> list[Field]:
    apart = romanise and it.script in SIGNS
    author = it.work.author
    fields = [Field("041", "0 ", [("a", told.LANGUAGE_CODES[it.lang])])]
    if it.translated:
        fields[0] = Field("041", "1 ", [("a", told.LANGUAGE_CODES[it.lang]), ("h", told.LANGUAGE_CODES[it.work.lang])])
    if it.isbn:
        fields.append(Field("020", "  ", [("a", it.isbn)]))
    if speaks == "vi":
        fields.append(Field("082", "04", [("2", "23"), ("a", told.ddc(it.work.klass))]))
    else:
        fields.append(Field("080", "  ", [("a", it.work.klass)]))
    if author:
        name = told.heading(author, "Latn" if apart or it.script != "Cyrl" else "Cyrl")
        rest = ([("d", author.dates)] if author.dates else []) + [("e", "author"), ("4", "aut")]
        fields.append(Field("100", "1 ", [("a", f"{name},"), *rest]))
    spoken = told.printed(author, it) if author else ""
    if apart:
        fields += _paired(it, spoken)
    else:
        fields.append(_title(it.title, spoken))
        fields.append(_imprint(it.place, it.publisher, it.year))
    if was := told.original(it):
        fields.append(Field("240", "10", [("a", was)]))
        fields.append(Field("765", "0 ", [("a", told.heading(author, "Latn") if author else ""), ("t", was)]))
    fields.append(Field("300", "  ", [("a", told.pages(it, speaks)), ("c", "21 cm")]))
    fields += [Field("650", " 4", [("a", subjects()[code][speaks])]) for code in it.work.subjects]
    return fields


def _title(title: str, spoken: str, link: str = "") -> Field:
    pairs = [("6", link)] if link else []
    pairs += [("a", f"{title} /"), ("c", f"{spoken}.")] if spoken else [("a", f"{title}.")]
    return Field("245", "10" if spoken else "00", pairs)


def _imprint(place: str, publisher: str, year: int, link: str = "") -> Field:
    pairs = [("6", link)] if link else []
    return Field("264", " 1", [*pairs, ("a", f"{place} :"), ("b", f"{publisher},"), ("c", f"{year}.")])


def _paired(it: Edition, spoken: str) -> list[Field]:
    """245 and 264 in Latin letters, each with its 880 in the letters of the book."""
    sign = SIGNS[it.script]
    if it.script == "Arab":
        latin, own = it.work.titles.get("uz", it.title), it.title
        place, house = ROMANISED.get(it.lang, (it.place, it.publisher))
    else:
        latin, own, place, house = to_latin(it.title), it.title, to_latin(it.place), to_latin(it.publisher)
    first, second = _title(latin, to_latin(spoken), "880-01"), _imprint(place, house, it.year, "880-02")
    own_first = _title(own, spoken if it.script == "Cyrl" else "", f"245-01/{sign}")
    own_second = _imprint(it.place, it.publisher, it.year, f"264-02/{sign}")
    return [
        first, second, Field("880", own_first.indicators, own_first.subfields),
        Field("880", own_second.indicators, own_second.subfields),
    ]  # fmt: skip


def _periodical(it: Periodical) -> list[Field]:
    span = f"{it.since}-{it.until or ''}"
    fields = [
        Field("041", "0 ", [("a", told.LANGUAGE_CODES[it.lang])]),
        Field("082", "04", [("a", told.ddc(it.klass))]),
        Field("245", "00", [("a", f"{it.title}.")]),
        Field("264", " 1", [("a", f"{it.place} :"), ("b", f"{it.publisher},"), ("c", f"{span}.")]),
        Field("362", "0 ", [("a", f"{span}.")]),
    ]
    if it.issn:
        fields.append(Field("022", "  ", [("a", it.issn)]))
    return fields


def _article(it: Article, speaks: str) -> list[Field]:
    name = told.heading(it.author, "Cyrl" if it.lang == "ru" else "Latn")
    link = [("t", it.host.title), ("g", it.place or str(it.year))]
    if it.host.issn:
        link.append(("x", it.host.issn))
    return [
        Field("041", "0 ", [("a", told.LANGUAGE_CODES[it.lang])]),
        Field("100", "1 ", [("a", f"{name},"), ("d", it.author.dates), ("4", "aut")]),
        Field("245", "10", [("a", f"{it.title}.")]),
        Field("264", " 1", [("a", f"{it.host.place} :"), ("b", f"{it.host.publisher},"), ("c", f"{it.year}.")]),
        *(Field("650", " 4", [("a", subjects()[code][speaks])]) for code in it.subjects),
        Field("773", "0 ", link),
    ]


def koha_copy(entry: Entry, piece: Piece) -> Field:
    """A copy as Koha exports it, in MARC 21 and in UNIMARC bases alike."""
    marks = {"withdrawn": ("0", "1"), "lost": ("1", "1"), "damaged": ("4", "1"), "in-process": ("7", "-1"), "reference": ("7", "1")}  # fmt: skip
    pairs = [
        ("a", piece.branch or entry.library), ("d", piece.acquired), ("g", piece.price), ("i", piece.inventory),
        ("o", piece.call), ("p", piece.barcode), ("y", piece.material),
    ]  # fmt: skip
    if piece.status in marks:
        pairs.insert(0, marks[piece.status])
    if piece.note:
        pairs.append(("z", piece.note))
    return Field("952", "  ", pairs)


def _shelves(entry: Entry) -> list[Field]:
    """852 and 876 joined by $8, one pair a copy."""
    made = []
    for number, piece in enumerate(entry.pieces, start=1):
        made.append(Field("852", "  ", [("8", str(number)), ("b", piece.branch), ("h", piece.call)]))
        pairs = [
            ("8", f"{number}.1"),
            ("a", piece.inventory),
            ("c", piece.price),
            ("d", piece.acquired.replace("-", "")),
        ]
        made.append(Field("876", "  ", [*pairs, ("j", piece.status or "available"), ("p", piece.barcode)]))
    return made
