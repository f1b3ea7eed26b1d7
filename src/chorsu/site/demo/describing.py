"""How the demo's cataloguers word things: headings, statements of responsibility, classes, codes."""

from __future__ import annotations

from chorsu.language.transliteration import to_cyrillic, to_latin
from chorsu.site.demo.editions import Edition
from chorsu.site.demo.works import Author

LANGUAGE_CODES = {
    "uz": "uzb", "ru": "rus", "vi": "vie", "en": "eng", "fa": "per", "ar": "ara", "chg": "chg", "fr": "fre", "de": "ger",
    "es": "spa", "it": "ita", "pt": "por", "zh": "chi", "ja": "jpn", "tr": "tur", "kk": "kaz", "tk": "tuk", "el": "gre",
    "la": "lat", "da": "dan", "no": "nor", "sv": "swe", "cs": "cze", "pl": "pol", "bn": "ben", "hu": "hun", "he": "heb",
}  # fmt: skip
DDC = {
    "821.161.1": "891.73", "821.512.133": "894.325", "821.512.154": "894.347", "821.111": "823", "821.133.1": "843",
    "821.112.2": "833", "821.134.2": "863", "821.131.1": "853", "821.581": "895.13", "821.521": "895.63",
}  # fmt: skip


def heading(author: Author, script: str) -> str:
    """The name under which an author stands in every library: his own language's form, in the record's script.

    One form for all editions and translations lets them meet; the form a translation prints goes into the statement
    of responsibility.
    """
    if author.lang == "uz":
        name = author.names["uz"]
        return to_cyrillic(name) if script == "Cyrl" else name
    if author.lang == "ru":
        name = author.names["ru"]
        return name if script == "Cyrl" else to_latin(name)
    if author.lang == "vi":
        return author.names["vi"]
    if author.lang in ("ar", "fa", "kk", "tk"):  # known here by their Uzbek names
        name = author.names["uz"]
        return to_cyrillic(name) if script == "Cyrl" else name
    return author.names["en"]


def printed(author: Author, edition: Edition) -> str:
    """The author as the title page has it, given name first."""
    name = author.names.get(edition.lang) or author.names.get("en", "")
    if edition.lang == "uz" and edition.script == "Cyrl":
        name = author.names.get("ru", "") if author.lang == "ru" else to_cyrillic(author.names.get("uz", name))
    elif edition.lang == "uz" and author.lang == "ru":
        name = to_latin(author.names["ru"])
    elif edition.lang in ("fa", "ar", "chg"):
        name = author.names.get("uz", name)
    family, _, given = name.partition(", ")
    return f"{given} {family}".strip()


def original(edition: Edition) -> str:
    """The title the work was born with, where this edition has another."""
    title = edition.work.original_title
    return title if title and title != edition.title and edition.translated else ""


def ddc(klass: str) -> str:
    """A Dewey number near a UDC one; good enough for a shelf in a sample.

    >>> ddc("821.161.1-31"), ddc("895.922332"), ddc("53")
    ('891.73', '895.922332', '530')
    """
    base = klass.partition("-")[0]
    if base in DDC:
        return DDC[base]
    return base.ljust(3, "0") if base.isdigit() and len(base) < 3 else base


def pages(edition: Edition, lang: str) -> str:
    """The extent in the cataloguing language."""
    unit = {"uz": "b.", "ru": "с.", "vi": "tr.", "en": "p."}[lang]
    kind = edition.work.kind
    if kind in ("audio", "video"):
        return {"uz": "1 disk", "ru": "1 диск", "vi": "1 đĩa", "en": "1 disc"}[lang]
    if kind == "map":
        return {"uz": "1 xarita", "ru": "1 карта", "vi": "1 bản đồ", "en": "1 map"}[lang]
    return f"{edition.pages} {unit}"
