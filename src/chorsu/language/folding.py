"""The one search key: every writing of a word — script, apostrophe, reformed letter, mark, case — folds to the same.

The key loses on purpose what writers leave out or spell in two ways (docs/explanation/scripts-and-search-keys.md):
oʻ = o, gʻ = g, ts = s inside a word, ye = e, and yo = e behind a consonant, because Russian writes ё as е.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import is_normalized, normalize

from chorsu.language.letters import SKELETON, TABLE

# Russian words that begin with ё, or have it behind a vowel, and are as often written with е. Uzbek has "yo" in
# those places in hundreds of its own words (yosh, adabiyot), so here only a list can tell.
_RUSSIAN_YO: Final = re.compile(
    r"\b(?:yo(?=lk|lok|loch|jik|jev|j\b|mk|rsh|rni[ck]|kn|fik)|(?:na|po|pri|za|do)yom(?=\b|n|shi|ov)"
    r"|(?:mo|tvo|svo|e)yo(?=\b|m\b)|(?<=po)yot(?=\b|sya)|(?<=za)yom)"
)
_YO_BEHIND_CONSONANT: Final = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])yo")
_TS_INSIDE: Final = re.compile(r"t+s(?=[a-z])")
_YE: Final = re.compile(r"(?<!u)y+e|y+e(?![nt]\b)")  # not the Vietnamese rimes uyên and uyêt
_CACHED_LENGTH: Final = 80

_WORD: Final = re.compile("w+")


class Span(NamedTuple):
    """A folded token and where it stands in the text as given: text[start:end]."""

    key: str
    start: int
    end: int


def fold(text: str) -> str:
    """The search key of a text: small letters and digits, one space between words, nothing else.

    >>> fold("Oʻtkan kunlar") == fold("Ўткан кунлар") == fold("ÖTKAN-KUNLAR!") == "otkan kunlar"
    True
    >>> fold("Truyện Kiều"), fold("Ёлка") == fold("елка")
    ('truyen kieu', True)
    """
    return _cached(text) if len(text) <= _CACHED_LENGTH else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii() and not is_normalized("NFC", text):
        text = normalize("NFC", text)
    if "ьо" in text:  # бульон, каньон: Latin writes the same yo as for ё
        text = text.replace("ьо", "ё")
    key = " ".join(text.translate(TABLE).split())
    # Each rule is asked for by a plain substring first: most titles hold none of them.
    if "ye" in key:
        key = _YE.sub("e", key)
    if "yo" in key:
        key = _RUSSIAN_YO.sub(_without_yo, key)
        key = _YO_BEHIND_CONSONANT.sub("e", key)
    if "ts" in key:
        key = _TS_INSIDE.sub("s", key)
    return key


_cached = lru_cache(maxsize=1 << 16)(_fold)


def _without_yo(found: re.Match[str]) -> str:
    return found.group().replace("yo", "e")


def tokens(text: str) -> list[str]:
    """The words of the key.

    >>> tokens("O‘zbekiston — Vatanim, manim!")
    ['ozbekiston', 'vatanim', 'manim']
    """
    return fold(text).split()


def token_spans(text: str) -> list[Span]:
    """The words of the key with their places in the text, for highlights; same keys, same order as `tokens`.

    >>> token_spans("«Ўткан» kunlar")
    [Span(key='otkan', start=1, end=6), Span(key='kunlar', start=8, end=14)]
    """
    return [
        Span(key, found.start(), found.end())
        for found in _WORD.finditer(text.translate(SKELETON))
        for key in fold(text[found.start() : found.end()]).split()
    ]
