"""One Uzbek word from Cyrillic to Latin: the letter table, the places where a letter depends on its neighbours."""

from __future__ import annotations

import re
from typing import Final

_TABLE: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "x", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "ʼ", "ы": "i", "ь": "",
        "э": "e", "ю": "yu", "я": "ya", "ў": "oʻ", "қ": "q", "ғ": "gʻ", "ҳ": "h",
    }
)  # fmt: skip

_VOWEL: Final = "аоуиеэёюяўы"
# е sounds ye at the beginning and behind a vowel; -еев- keeps its second е (Alekseev as the texts write it).
_YE: Final = re.compile(rf"^е|(?<=[{_VOWEL}])(?<!е)е")
# The tutuq belgisi is not written behind oʻ (moʻjiza), except in the name Noʻʼmon.
_AFTER_O: Final = re.compile(r"(?<!^н)ўъ|(?<=^н)ўъ(?!мон)")
_S_H: Final = re.compile(r"с(?=ҳ)")  # s and h apart: Isʼhoq
_FIRST_TS: Final = re.compile(r"^ц")
# Written with s in the standard although ц stands inside: French, concert and others of everyday use.
_S_STEMS: Final = re.compile(r"^(?P<front>фран|кон|ак|абза|сан|ли|квар|прин)ц(?=уз|и[яйюе]|ерт|ерн|[ея]?н[зт]?и|$)")


def to_latin(word: str) -> str:
    """The Latin writing of one small-letter Cyrillic word.

    >>> [to_latin(word) for word in "ер поезд бўлаётган мўъжиза Исҳоқ цирк милиция".lower().split()]
    ['yer', 'poyezd', 'boʻlayotgan', 'moʻjiza', 'isʼhoq', 'sirk', 'militsiya']
    """
    if "е" in word:
        word = _YE.sub("йе", word)
    if "ц" in word:
        word = _FIRST_TS.sub("с", word)
        word = _S_STEMS.sub(r"\g<front>с", word)
    if "ў" in word and "ўъ" in word:
        word = _AFTER_O.sub("ў", word)
    if "сҳ" in word:
        word = _S_H.sub("съ", word)
    return word.translate(_TABLE)
