"""Sort keys: plain strings that stand in the reader's alphabetical order when compared by code point.

Databases disagree about collations and few know Uzbek, so the order is computed here once and kept in a column:
each letter becomes its place in the alphabet of the text's own language, numbers run by value, and punctuation,
marks and an English leading article count for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from chorsu.language.letters import APOSTROPHES, is_dropped, key_of

# Digraphs are letters of their own at the end of the Uzbek Latin alphabet (law of 1995); "ng" is not split off,
# since nobody can see in "tonggi" whether it is one letter.
_ALPHABETS: Final[dict[str, Iterable[str]]] = {
    "uz-Latn": [
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "w",
        "x",
        "y",
        "z",
        "oʻ",
        "gʻ",
        "sh",
        "ch",
    ],
    "vi": "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz",
    "plain": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "kaa": "аәбвгғдеёжзийкқлмнңоөпрстуүўфхҳцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
}
# Scripts follow each other as on Uzbek shelves: numbers, Latin, Cyrillic, the rest by code point.
_LATIN_FIRST: Final = 0x41
_CYRILLIC_FIRST: Final = 0x410
_TONES: Final = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_ARTICLE: Final = re.compile(r"[^\w]*(?:the|an?)\s+(?=\w)", re.IGNORECASE)
_REFORMED: Final = str.maketrans({"ş": "sh", "ç": "ch", "ö": "oʻ", "ŏ": "oʻ", "ó": "oʻ", "ğ": "gʻ", "ǵ": "gʻ"})
_HORN: Final = re.compile(rf"(?<=[og])[{APOSTROPHES}]")
_NUMBER: Final = re.compile(r"\d+")
_LONGEST: Final = 240


def _places(name: str) -> dict[str, str]:
    letters = list(_ALPHABETS[name])
    first = _LATIN_FIRST if name in ("uz-Latn", "vi", "plain") else _CYRILLIC_FIRST
    return {letter: chr(first + place) for place, letter in enumerate(letters)}


_PLACES: Final = {name: _places(name) for name in _ALPHABETS}
_PLACES["ru"]["ё"] = _PLACES["ru"]["е"]  # Russian dictionaries and catalogues file ё as е


def sort_key(text: str, lang: str = "") -> str:
    """A string of at most 240 characters by which this heading sorts among others of any language.

    `lang` is ISO 639-1 (or "kaa") of the text; "" takes the Uzbek order for what looks Uzbek. Deterministic, and
    comparable between languages: a list may mix them.

    >>> sorted(["shoh", "suv", "oʻt", "olma", "zar", "choy"], key=lambda word: sort_key(word, "uz"))
    ['olma', 'suv', 'zar', 'oʻt', 'shoh', 'choy']
    >>> sort_key("The Old Man", "en") == sort_key("old man", "en")
    True
    """
    return _key(text[: 2 * _LONGEST], lang)


@lru_cache(maxsize=1 << 14)
def _key(text: str, lang: str) -> str:
    if lang == "en" or (not lang and text[:1] in "TtAa\"'“"):
        shorter = _ARTICLE.sub("", text, count=1) if lang == "en" or text[:4].lower() == "the " else text
        text = shorter or text
    small = unicodedata.normalize("NFC", text).lower()
    words, tones = [], []
    for raw in small.split():
        word, tone = _word(raw, lang)
        if word:
            words.append(word)
            tones.append(tone)
    key = " ".join(words)
    # Vietnamese compares letters first and tones only between equal words (TCVN 6909 order: ngang huyền hỏi ngã sắc nặng).
    tail = "".join(tones)
    return (f"{key} !{tail}" if tail.strip("1") else key)[:_LONGEST]


def _word(word: str, lang: str) -> tuple[str, str]:
    uzbek = lang == "uz" or (not lang and bool(_HORN.search(word)))
    if uzbek:
        word = _HORN.sub("ʻ", word.translate(_REFORMED))
    latin = _PLACES["uz-Latn" if uzbek else "vi" if lang == "vi" else "plain"]
    cyrillic = _PLACES[lang if lang in ("ru", "kaa", "kk", "tg") else "cyrillic"]
    out: list[str] = []
    tone = ""
    at = 0
    while at < len(word):
        pair, sign = word[at : at + 2], word[at]
        at += 1
        if uzbek and len(pair) == 2 and pair in latin:
            out.append(latin[pair])
            at += 1
        elif sign.isdigit() and sign.isascii():
            number = _NUMBER.match(word, at - 1)
            digits = (number.group() if number else sign).lstrip("0") or "0"
            at += len(number.group()) - 1 if number else 0
            # The length goes before the digits, so that 9 stands before 10: "0" + one sign for the length.
            out.append(chr(0x30 + min(len(digits), 9)) + digits)
        elif sign in latin or sign in cyrillic:
            out.append(latin.get(sign) or cyrillic[sign])
            tone += "1" if lang == "vi" else ""
        elif is_dropped(sign):
            continue
        elif lang == "vi" and sign.isalpha():
            base, mark = _without_tone(sign)
            out.append("".join(latin.get(one, one) for one in base))
            tone += mark
        else:
            out.append("".join(latin.get(one, one) for one in key_of(sign) if one != " "))
    return "".join(out), tone


def _without_tone(sign: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", sign)
    mark = next((_TONES[part] for part in parts if part in _TONES), "1")
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return base, mark
