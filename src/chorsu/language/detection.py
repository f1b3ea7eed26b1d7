"""Which language and script a text is in: letters that only one alphabet has, then frequent words and endings.

Small tables of our own instead of a model: catalogues hold titles of five words, and what decides there is a
letter (ў, ы, ơ) or a little word (va, và, и, the).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from chorsu.language.detection_tables import ENDINGS, LETTERS, PAIRS, WORDS
from chorsu.language.letters import APOSTROPHES

_WORD: Final = re.compile(r"[^\W\d_]+(?:[ʻ'][^\W\d_]+|(?<=[og])[ʻ'])*")
_ONE_APOSTROPHE: Final = str.maketrans(dict.fromkeys(APOSTROPHES, "ʻ"))
_ENOUGH: Final = 4000


@dataclass(frozen=True, slots=True)
class Guess:
    """`lang` as ISO 639-1 ("kaa" for Qoraqalpoq, "" unknown), `script` as ISO 15924, `confidence` 0–1."""

    lang: str
    script: str
    confidence: float


def script(text: str) -> str:
    """The ISO 15924 code of the script most letters are in; "Zyyy" when there is no letter.

    >>> script("Ўткан kunlar роман"), script("1984"), script("한국 문학")
    ('Cyrl', 'Zyyy', 'Kore')
    """
    counts: dict[str, int] = {}
    for sign in text[:_ENOUGH]:
        if sign.isalpha():
            name = _script_of(sign)
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        return "Zyyy"
    if counts.get("Jpan"):  # kana beside Han
        return "Jpan"
    return max(counts, key=lambda name: counts[name])


_NAMES: Final = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "GREEK": "Grek", "CJK": "Hani",
    "HANGUL": "Kore", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "DEVANAGARI": "Deva", "THAI": "Thai",
    "GEORGIAN": "Geor", "ARMENIAN": "Armn", "MONGOLIAN": "Mong", "KHMER": "Khmr", "LAO": "Laoo",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _script_of(sign: str) -> str:
    if sign.isascii():
        return "Latn"
    if "\u0400" <= sign <= "\u052f":
        return "Cyrl"
    name = unicodedata.name(sign, "").replace("FULLWIDTH ", "").split(" ")[0]
    return _NAMES.get(name, "Zyyy" if name in ("MODIFIER", "FEMININE", "MASCULINE") else "Zzzz")


def language(text: str) -> Guess:
    """The language of a text, best from 20 characters on.

    >>> language("Алпомиш: ўзбек халқ достони").lang, language("Truyện Kiều").lang, language("Война и мир").lang
    ('uz', 'vi', 'ru')
    """
    text = unicodedata.normalize("NFC", text[:_ENOUGH])
    found = script(text)
    if found not in ("Latn", "Cyrl"):
        alone = {"Hani": "zh", "Kore": "ko", "Jpan": "ja", "Grek": "el", "Thai": "th", "Geor": "ka", "Armn": "hy"}
        return Guess(alone.get(found, ""), found, 0.7 if found in alone else 0.0)
    small = text.lower().translate(_ONE_APOSTROPHE)
    scores = dict.fromkeys(WORDS[found], 0.0)
    for sign in set(small):
        for lang, weight in LETTERS.get(sign, {}).items():
            if lang in scores:
                scores[lang] += weight * min(small.count(sign), 12)
    words = _WORD.findall(small)
    for word in words:
        for lang, own in WORDS[found].items():
            if word in own:
                scores[lang] += 3.0
        for lang, endings in ENDINGS[found].items():
            if len(word) > 4 and word.endswith(endings):
                scores[lang] += 1.2
        for lang, pairs in PAIRS[found].items():
            scores[lang] += 0.5 * sum(pair in word for pair in pairs)
    return _decide(scores, found)


def _decide(scores: dict[str, float], found: str) -> Guess:
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])
    (best, high), (_, second) = ranked[0], ranked[1]
    if high <= 0:
        # Nothing speaks: Cyrillic titles in this network are Uzbek or Russian, and the caller sees the doubt.
        return Guess("", found, 0.0)
    return Guess(best, found, round(min(0.99, (high - max(second, 0.0)) / (high + 2.0)), 2))
