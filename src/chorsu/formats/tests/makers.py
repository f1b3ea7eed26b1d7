"""Small records of both families, for the tests of every room: Uzbek in both scripts, Vietnamese, Russian.

All of them are made up for testing; no library's record is copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from chorsu.formats import iso2709
from chorsu.formats.marc import Field, Record

_NUMBERS = count(1)
LANGUAGES = {"uz": "uzb", "ru": "rus", "vi": "vie", "en": "eng", "fr": "fre", "de": "ger"}


def marc21(
    title: str = "Oʻtkan kunlar",
    author: str = "Qodiriy, Abdulla",
    isbn: str = "",
    year: int | None = 2019,
    language: str = "uz",
    copies: Sequence[dict[str, str] | str] = (),
    *,
    control: str | None = None,
    agency: str = "UzTest",
    rest: str = "",
    publisher: str = "Sharq",
    place: str = "Toshkent",
    country: str = "uz",
    extent: str = "384 b.",
    kind: str = "am",
    other_title: str = "",
    other_author: str = "",
    subjects: Iterable[str] = (),
    fields: Iterable[Field] = (),
) -> Record:
    """A MARC 21 record; `other_title` and `other_author` are the same in another script (880).

    `copies`: barcodes, or the subfields of 952 (Koha) by letter.
    """
    control = control if control is not None else f"made-{next(_NUMBERS)}"
    lang = LANGUAGES.get(language, language)
    record = Record(f"00000n{kind} a2200000 i 4500", [Field("001", data=control), Field("003", data=agency)])
    date = f"s{year:04}    " if year else "nuuuuuuuu"
    record.add(Field("008", data=f"200101{date}{country:<3}{'':17}{lang:<3} d"))
    if isbn:
        record.add(Field("020", "  ", [("a", isbn)]))
    later: list[Field] = []
    if author:
        link = [("6", "880-01")] if other_author else []
        record.add(Field("100", "1 ", [*link, ("a", author), ("4", "aut")]))
        if other_author:
            later.append(Field("880", "1 ", [("6", "100-01/(N"), ("a", other_author), ("4", "aut")]))
    link = [("6", "880-02")] if other_title else []
    more = [("b", rest)] if rest else []
    record.add(Field("245", "10", [*link, ("a", f"{title} :" if rest else title), *more]))
    if other_title:
        later.append(Field("880", "10", [("6", "245-02/(N"), ("a", other_title)]))
    record.add(Field("264", " 1", [("a", f"{place} :"), ("b", f"{publisher},"), ("c", f"{year or ''}.")]))
    if extent:
        record.add(Field("300", "  ", [("a", extent)]))
    for subject in subjects:
        record.add(Field("650", " 4", [("a", subject)]))
    record.add(*fields, *later)
    for copy in copies:
        pairs = {"p": copy, "a": "MAIN"} if isinstance(copy, str) else copy
        record.add(Field("952", "  ", list(pairs.items())))
    return record


def unimarc(
    title: str = "Ўткан кунлар",
    author: str = "Қодирий, Абдулла",
    isbn: str = "",
    year: int | None = 2014,
    language: str = "uz",
    copies: Sequence[dict[str, str] | str] = (),
    *,
    control: str | None = None,
    agency: str = "UzTest",
    country: str = "UZ",
    rest: str = "",
    publisher: str = "Шарқ",
    place: str = "Тошкент",
    extent: str = "384 б.",
    kind: str = "am",
    other_title: str = "",
    subjects: Iterable[str] = (),
    fields: Iterable[Field] = (),
) -> Record:
    """A UNIMARC record; agency country "RU" makes it RUSMARC, "UZ" UZMARC. `copies`: barcodes, or subfields of 995."""
    control = control if control is not None else f"made-{next(_NUMBERS)}"
    lang = LANGUAGES.get(language, language)
    record = Record(f"00000n{kind}0 2200000   450 ", [Field("001", data=control)])
    if isbn:
        record.add(Field("010", "  ", [("a", isbn)]))
    record.add(Field("100", "  ", [("a", f"20200101d{year or '    '}    u  y0{lang:<3}y50      ca")]))
    record.add(Field("101", "0 ", [("a", lang)]), Field("102", "  ", [("a", country)]))
    more = [("e", rest)] if rest else []
    link = [("6", "a01"), ("7", "ca")] if other_title else []
    record.add(Field("200", "1 ", [*link, ("a", title), *more]))
    if other_title:
        record.add(Field("200", "1 ", [("6", "a01"), ("7", "ba"), ("a", other_title)]))
    record.add(Field("210", "  ", [("a", place), ("c", publisher), ("d", str(year or ""))]))
    if extent:
        record.add(Field("215", "  ", [("a", extent)]))
    for subject in subjects:
        record.add(Field("606", "0 ", [("a", subject)]))
    if author:
        family, _, given = author.partition(", ")
        record.add(
            Field("700", " 1" if given else " 0", [("a", family), *([("b", given)] if given else []), ("4", "070")])
        )
    record.add(Field("801", " 0", [("a", country), ("b", agency), ("c", "20200101")]))
    for copy in copies:
        pairs = {"f": copy, "b": "MAIN"} if isinstance(copy, str) else copy
        record.add(Field("995", "  ", list(pairs.items())))
    record.add(*fields)
    return record


def marc21_record(*args: object, encoding: str = "utf-8", **kwargs: object) -> bytes:
    """The bytes of `marc21(...)` in ISO 2709."""
    return iso2709.write(marc21(*args, **kwargs), encoding)  # type: ignore[arg-type]


def unimarc_record(*args: object, encoding: str = "utf-8", **kwargs: object) -> bytes:
    """The bytes of `unimarc(...)` in ISO 2709."""
    return iso2709.write(unimarc(*args, **kwargs), encoding)  # type: ignore[arg-type]


def marcxml_record(record: Record) -> bytes:
    """A record as a MARCXML collection of one."""
    from xml.sax.saxutils import escape, quoteattr

    rows = [f"<leader>{escape(record.leader)}</leader>"]
    for entry in record.all:
        if entry.is_control:
            rows.append(f"<controlfield tag={quoteattr(entry.tag)}>{escape(entry.data)}</controlfield>")
        else:
            inner = "".join([f"<subfield code={quoteattr(c)}>{escape(v)}</subfield>" for c, v in entry.subfields])
            one, two = entry.indicators
            rows.append(f'<datafield tag="{entry.tag}" ind1="{one}" ind2="{two}">{inner}</datafield>')
    body = "".join(rows)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim"><record>{body}</record></collection>'.encode()
