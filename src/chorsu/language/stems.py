"""Light stems on the search key: enough that a query in the plain form finds the inflected one, and no more.

All work on folded tokens, so index and query need neither the script nor, with `any_stem`, the language. Being
wrong alike on both sides does no harm; melting different words does, so every rule keeps a good part of the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from snowballstemmer import stemmer as _snowball

from chorsu.language.folding import tokens

_VOWELS: Final = frozenset("aeiouy")

# Words whose end only looks like a suffix; in key form.
_WHOLE: Final = frozenset(
    [
        "dollar",
        "kollar",
        "okular",
        "foyda",
        "qoida",
        "jarida",
        "daryo",
        "opera",
        "gazeta",
        "haqida",
        "oila",
        "vodiy",
        "tarjima",
        "maqola",
        "ega",
        "soda",
        "sevda",
        "fayda",
        "birga",
        "juda",
        "yana",
        "hamda",
        "agar",
        "ammo",
        "faqat",
        "zamon",
        "maydon",
        "inson",
        "ayol",
        "shahar",
        "bahor",
        "dunyo",
        "quyosh",
        "sanda",
        "panda",
        "kalila",
        "bobur",
        "bobir",
        "navoiy",
        "uzoq",
        "qiziq",
        "bilan",
        "uchun",
        "keyin",
        "avval",
        "qachon",
        "qanday",
        "shunday",
        "bunday",
        "undan",
        "bundan",
        "shundan",
    ]
)
# Uzbek case, possessive and plural endings with the letters that must stay before them. One is taken after the
# other until none fits, so that stem("kishilarga") is always stem("kishi").
_UZ_SUFFIXES: Final = (
    ("gacha", 4), ("larim", 3), ("ingiz", 4), ("imiz", 4), ("lari", 3), ("dagi", 3), ("ning", 3), ("niki", 4), ("ngiz", 4),
    ("lar", 3), ("dan", 3), ("day", 4), ("dek", 4), ("ing", 5), ("miz", 5), ("ni", 3), ("ga", 3), ("ka", 4), ("qa", 4),
    ("da", 3), ("si", 4), ("im", 5), ("i", 3),
)  # fmt: skip


def stem(token: str, lang: str = "") -> str:
    """The stem of one folded token in a known language (ISO 639-1); unknown ones get `any_stem`.

    >>> stem("kitoblarimizda", "uz"), stem("shahar", "uz"), stem("libraries", "en"), stem("truyen", "vi")
    ('kitob', 'shahar', 'librari', 'truyen')
    """
    return _BY_LANGUAGE.get(lang, any_stem)(token)


def stems(text: str, lang: str = "") -> list[str]:
    """The stems of a text as given, in order, one for each of `folding.tokens`.

    >>> stems("Навоий асарларининг тили", "uz")
    ['navoiy', 'asar', 'til']
    """
    change = _BY_LANGUAGE.get(lang, any_stem)
    return [change(token) for token in tokens(text)]


@lru_cache(maxsize=1 << 16)
def any_stem(key: str) -> str:
    """One stem for a folded token of whatever language: what index and query both use for the stem field.

    >>> any_stem("kitoblar"), any_stem("knigi") == any_stem("kniga"), any_stem("stories") == any_stem("story")
    ('kitob', True, True)
    >>> any_stem("shahar"), any_stem("nguyen"), any_stem("1991")
    ('shahar', 'nguyen', '1991')
    """
    if len(key) < 4 or not key.isascii() or not key.isalpha():
        return key
    return _ending(_ending(_uzbek(key)))


def _uzbek(key: str) -> str:
    word, before = key, ""
    while word != before and word not in _WHOLE:
        before = word
        for suffix, least in _UZ_SUFFIXES:
            if len(word) - len(suffix) >= least and word.endswith(suffix):
                rest = word[: -len(suffix)]
                # Three letters left must close with a consonant: suv-ga, but kniga.
                if len(rest) == 3 and rest[2] in _VOWELS:
                    continue
                if not _VOWELS.isdisjoint(rest):
                    word = rest
                    break
    return word


# Russian nominal and adjectival endings as the key writes them, then English plurals; longest first.
_ENDINGS: Final = re.compile(
    r"(?:iyami|iyax|iyam|iem|uyu|yuyu|yaya|yami|ami|imi|ogo|ego|omu|emu|iya|iyu|iey|iy|ies|ie|ii|aya|oe|ee|yu|ya|oy|ey|ov|ev|ax|yax"
    r"|am|yam|om|em|im|ix|es|[aeiouy]|(?<![su])s)$"
)


def _ending(key: str) -> str:
    found = None if key in _WHOLE else _ENDINGS.search(key)
    if found and found.start() >= 4 and not _VOWELS.isdisjoint(key[: found.start()]):
        return key[: found.start()]
    return key


def _russian(key: str) -> str:
    return _ending(key) if len(key) > 4 and key.isascii() else key


_english_stemmer = _snowball("english")


@lru_cache(maxsize=1 << 15)
def _english(key: str) -> str:
    return str(_english_stemmer.stemWord(key))


def _same(key: str) -> str:
    return key


_BY_LANGUAGE: Final[dict[str, Callable[[str], str]]] = {
    "uz": _uzbek,
    "ru": _russian,
    "en": _english,
    "vi": _same,
}
