"""Uzbek from Cyrillic to the Latin alphabet of 1995 and back, by rules; word stems only where no rule can know.

Latin comes out with ʻ (U+02BB) in oʻ and gʻ and ʼ (U+02BC) for the tutuq belgisi. Case is kept, and what is no
Uzbek word (digits, addresses, mark-up, words with w or a bare c) passes untouched. The rules and their measured
residue are told in docs/explanation/scripts-and-search-keys.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from chorsu.language import cyrillic_words, latin_words
from chorsu.language.letters import APOSTROPHES

_CACHE: Final = 1 << 16
_LONGEST_CACHED: Final = 40

# Placeholders, addresses, mark-up and file names: taken before words are looked for, and given back as they came.
# Possessive quantifiers and a fixed place to begin keep each pattern linear on hostile input.
_UNTOUCHED: Final = (
    r"%\(\w++\)[a-z]|%[sd]\b|\{[^{}\s]*+\}|<[^<>]*+>|&\#?\w{1,10};|(?:https?|ftp)://\S+|\bwww\.\S+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"
)
_DOTTED: Final = rf"(?<![\w.-])[\w{APOSTROPHES}-]++(?:\.[\w{APOSTROPHES}-]++)++(?:/\S*)?"
_NAME_ENDING: Final = re.compile(
    r"\.(?:uz|com|org|net|ru|vn|edu|gov|info|io|kz|html?|pdf|epub|docx?|djvu|jpe?g|png|mp[34])(?:/\S*)?$"
)
_MAY_HOLD_ADDRESS: Final = re.compile(r"[<@&%{]|://|\w\.\w")
_CYRILLIC_WORD: Final = r"[\u0400-\u052f]+"
_LATIN_LETTER: Final = r"A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
_LATIN_WORD: Final = rf"[{_LATIN_LETTER}]+(?:[{APOSTROPHES}]{{1,2}}[{_LATIN_LETTER}]+)*[{APOSTROPHES}]?"
# A mixed-case word is taken apart where case changes: ТошДУ is Тош + ДУ, OʻzMU is Oʻz + MU.
_CASE_RUN: Final = re.compile(r"[A-ZА-ЯЁЎҚҒҲ][ʻʼ]?(?:[a-zа-яёўқғҳ][ʻʼ]?)+|(?:[A-ZА-ЯЁЎҚҒҲ][ʻʼ]?)+|(?:[^A-ZА-ЯЁЎҚҒҲ])+")
_DIGRAPH: Final = re.compile(r"Sh|Ch|Y[aeou]")


def to_latin(text: str) -> str:
    """Uzbek text with its Cyrillic words in the Latin alphabet; everything else as it came.

    >>> to_latin("Шўрлик ЎЗБЕКИСТОН, 1991-йил: eʼlon ва санъат")
    'Shoʻrlik OʻZBEKISTON, 1991-yil: eʼlon va sanʼat'
    """
    return _each_word(text, _LATIN_PLAIN, _LATIN_CAREFUL, _latin_of_match)


def to_cyrillic(text: str) -> str:
    """Uzbek text with its Latin words in Cyrillic; any apostrophe and the reformed letters ş ç ö ŏ ğ are understood.

    >>> to_cyrillic("O'zbekiston Respublikasi SHAHRI, gʻoya, e’lon, Isʼhoq, info@kitob.uz")
    'Ўзбекистон Республикаси ШАҲРИ, ғоя, эълон, Исҳоқ, info@kitob.uz'
    """
    return _each_word(text, _CYRILLIC_PLAIN, _CYRILLIC_CAREFUL, _cyrillic_of_match)


def _each_word(text: str, plain: re.Pattern[str], careful: re.Pattern[str], change: Callable[..., str]) -> str:
    # Looking for addresses costs a third of the speed, so first ask whether there can be any.
    return (careful if _MAY_HOLD_ADDRESS.search(text) else plain).sub(change, text)


_LATIN_PLAIN: Final = re.compile(_CYRILLIC_WORD)
_LATIN_CAREFUL: Final = re.compile(f"(?P<kept>{_UNTOUCHED})|(?P<dotted>{_DOTTED})|{_CYRILLIC_WORD}")
_CYRILLIC_PLAIN: Final = re.compile(_LATIN_WORD)
_CYRILLIC_CAREFUL: Final = re.compile(f"(?P<kept>{_UNTOUCHED})|(?P<dotted>{_DOTTED})|{_LATIN_WORD}")


def _kept_or_parted(found: re.Match[str], plain: re.Pattern[str], change: Callable[..., str]) -> str:
    # Words joined by dots are the name of a site or file only if they end like one: natlib.uz, but Sh.Rashidov.
    text = found.group()
    if found.lastgroup == "kept" or _NAME_ENDING.search(text):
        return text
    return plain.sub(change, text)


def _latin_of_match(found: re.Match[str]) -> str:
    word = found.group()
    if found.lastgroup:
        return _kept_or_parted(found, _LATIN_PLAIN, _latin_of_match)
    # "бор-е", "йўғ-ей": after a hyphen these are the particles -e and -ey, not the word-initial ye.
    start = found.start()
    if start and word in ("е", "ей") and found.string[start - 1] == "-":
        return "e" + ("y" if word == "ей" else "")
    return _latin_cached(word) if len(word) <= _LONGEST_CACHED else _latin(word)


def _latin(word: str) -> str:
    return _in_case_of(word, cyrillic_words.to_latin)


def _cyrillic_of_match(found: re.Match[str]) -> str:
    word = found.group()
    if found.lastgroup:
        return _kept_or_parted(found, _CYRILLIC_PLAIN, _cyrillic_of_match)
    if word[-1] in APOSTROPHES:
        # A closing quotation mark looks like ʻ: it is one if the word is not one that can end so, or a mark opens it.
        before = found.string[found.start() - 1 : found.start()]
        if (before and before in APOSTROPHES) or (word[-2:-1] not in "oOgG" and word[-1] not in "ʼ’ʻ"):
            return _cyrillic_cached(word[:-1]) + word[-1]
    if latin_words.is_numeral(word, found.string[found.end() : found.end() + 12]):
        return word
    return _cyrillic_cached(word) if len(word) <= _LONGEST_CACHED else _cyrillic(word)


def _cyrillic(word: str) -> str:
    plain = latin_words.standard(word)
    if latin_words.is_foreign(plain):
        return word
    return _in_case_of(plain, latin_words.to_cyrillic)


def _in_case_of(word: str, change: Callable[[str], str]) -> str:
    small = word.lower()
    if small == word:
        return change(word)
    letters = word.replace("ʻ", "").replace("ʼ", "")
    if len(letters) > 1 and word.isupper() and letters.upper() not in ("SH", "CH", "YO", "YU", "YA", "YE"):
        return change(small).upper()
    if word[1:] == small[1:] or len(letters) == 1 or letters[1:].islower():
        return _capital(change(small))
    if word.isupper():  # a digraph that is one letter: SH, YO
        return change(small).upper()
    if _DIGRAPH.sub(_upper, word).isupper():  # MChJ is an abbreviation of three letters
        return change(small).upper()
    parts = _CASE_RUN.findall(word)
    if len(parts) < 2:
        return _capital(change(small)) if word[:1].isupper() else change(small)
    return "".join(_in_case_of(part, change) for part in parts)


def _upper(found: re.Match[str]) -> str:
    return found.group().upper()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_latin_cached = lru_cache(maxsize=_CACHE)(_latin)
_cyrillic_cached = lru_cache(maxsize=_CACHE)(_cyrillic)
