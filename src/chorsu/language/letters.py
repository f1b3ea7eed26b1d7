"""What every letter becomes in the search key: one lazily filled table from code points to small ASCII letters.

The key is Latin. Cyrillic goes by the Uzbek table, so that an Uzbek word has the key of its Latin writing and a
Russian word a readable one; marks come off; apostrophes, soft and hard signs and invisible characters vanish;
whatever is neither letter nor digit is a space.
"""

from __future__ import annotations

import unicodedata
from typing import Final

APOSTROPHES: Final = "'`´ʻʼʽʾʿˈʹˊˋ‘’‚‛′‵＇｀՚ʹ"
"""Every sign met as the mark of oʻ, gʻ or the tutuq belgisi in catalogues, keyboards and word processors."""

_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "x", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    # Uzbek, then Qoraqalpoq, Kazakh, Kyrgyz, Tajik, Turkmen, Bashkir, Ukrainian, Belarusian, Serbian.
    "ў": "o", "қ": "q", "ғ": "g", "ҳ": "h",
    "ә": "a", "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "і": "i", "ӣ": "i", "ӯ": "u", "ҷ": "j", "җ": "j",
    "ҙ": "z", "ҫ": "s", "ҡ": "q", "ӊ": "n", "ҥ": "n", "ӽ": "h", "ӱ": "u", "ӧ": "o", "ӓ": "a", "ӗ": "e", "ӑ": "a",
    "ї": "i", "є": "e", "ґ": "g", "ђ": "dj", "ј": "j", "љ": "l", "њ": "n", "ћ": "ch", "џ": "j", "ѓ": "g", "ќ": "k",
    "ѣ": "e", "ѳ": "f", "ѵ": "i", "ѫ": "u", "ѧ": "ya",
}  # fmt: skip

# Latin letters that carry no separable mark, and the reformed Uzbek letters whose mark is half of a digraph.
_LATIN: Final = {
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ĸ": "k", "ŋ": "ng", "ə": "a", "æ": "ae",
    "œ": "oe", "ß": "ss", "þ": "th", "ş": "sh", "ș": "sh", "ç": "ch", "ƒ": "f", "ƣ": "g", "ƶ": "z", "ɵ": "o",
    "ⱨ": "h", "ⱪ": "q", "ơ": "o", "ư": "u",
}  # fmt: skip

_MARKS: Final = ((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x5BF, 0x5C7), (0x64B, 0x65F), (0x670, 0x670))


def is_dropped(sign: str) -> bool:
    """Whether a sign inside a word leaves no trace in the key: apostrophe, mark, invisible character."""
    code = ord(sign)
    return (
        sign in APOSTROPHES
        or any(first <= code <= last for first, last in _MARKS)
        or (code > 0x7F and unicodedata.category(sign) in ("Cf", "Lm", "Sk") and not sign.isdigit())
        or 0xFE00 <= code <= 0xFE0F
    )


def key_of(sign: str) -> str:
    """The key of one composed character; "" where it vanishes, " " where it parts words.

    >>> [key_of(sign) for sign in "Ў Ş ệ ʻ ① 汉 —".split()]
    ['o', 'sh', 'e', '', '1', '汉', ' ']
    """
    if is_dropped(sign):
        return ""
    small = sign.lower()
    if small in _CYRILLIC:
        return _CYRILLIC[small]
    if small in _LATIN:
        return _LATIN[small]
    if small.isascii():
        return "".join(one if one.isalnum() else " " for one in small)
    parts = unicodedata.normalize("NFKD", small)
    if parts == small:
        # Combining vowels of Indian and other scripts belong to their letters, though they are no letters themselves.
        return small if small.isalnum() or unicodedata.category(small[0])[0] == "M" else " "
    if "가" <= sign <= "힣":  # a Hangul syllable is a letter to its readers
        return sign
    return "".join(key_of(one) if one != sign else one for one in parts)


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = key = key_of(chr(code))
        return key


TABLE: Final[dict[int, str]] = _Table()
"""For str.translate, filled as letters are met: `text.translate(TABLE)`."""
for _code in range(0x80):
    TABLE[_code] = key_of(chr(_code))


class _Skeleton(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = kind = "." if TABLE[code] and not TABLE[code].strip() else "w"
        return kind


SKELETON: Final[dict[int, str]] = _Skeleton()
"""One sign for one sign: "w" inside a word (dropped signs too), "." between words; keeps places, unlike TABLE."""
