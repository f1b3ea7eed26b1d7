"""Which language pack reads a page, when a page is read a second time, and which reading is kept.

Measured on Uzbek, Russian and Vietnamese pages (docs/explanation/archive.md): the wrong pack costs five per cent of
the characters, `uzb_cyrl+rus` reads both languages without loss, four packs at once cost three times the time, and
Sauvola thresholding saves pages on which the usual one finds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

UZBEK_LATIN, UZBEK_CYRILLIC, RUSSIAN, VIETNAMESE, ENGLISH = "uzb", "uzb_cyrl+rus", "rus", "vie", "eng"
DEFAULT_ORDER = (UZBEK_LATIN, UZBEK_CYRILLIC, VIETNAMESE, ENGLISH)
# What each pack reads without loss, as (language, script) of a guess.
READS: dict[str, frozenset[tuple[str, str]]] = {
    UZBEK_LATIN: frozenset({("uz", "Latn"), ("kaa", "Latn")}),
    UZBEK_CYRILLIC: frozenset({("uz", "Cyrl"), ("kaa", "Cyrl"), ("ru", "Cyrl")}),
    RUSSIAN: frozenset({("ru", "Cyrl")}),
    VIETNAMESE: frozenset({("vi", "Latn")}),
    ENGLISH: frozenset({("en", "Latn")}),
}
# Declared languages (ISO 639-1 or 639-2, with or without a script) → packs to try.
DECLARED: dict[str, tuple[str, ...]] = {
    "uz": (UZBEK_LATIN, UZBEK_CYRILLIC), "uzb": (UZBEK_LATIN, UZBEK_CYRILLIC), "uz-latn": (UZBEK_LATIN,),
    "uz-cyrl": (UZBEK_CYRILLIC,), "kaa": (UZBEK_LATIN, UZBEK_CYRILLIC), "ru": (RUSSIAN,), "rus": (RUSSIAN,),
    "vi": (VIETNAMESE,), "vie": (VIETNAMESE,), "en": (ENGLISH,), "eng": (ENGLISH,),
}  # fmt: skip
# Other languages whose pack has another name than their two-letter code.
OTHER_PACKS = {
    "kk": "kaz", "ky": "kir", "tg": "tgk", "tk": "tuk", "tr": "tur", "de": "deu", "ger": "deu", "fr": "fra",
    "fre": "fra", "es": "spa", "uk": "ukr", "be": "bel", "ar": "ara", "fa": "fas", "per": "fas", "zh": "chi_sim",
}  # fmt: skip

# Packs in the order in which a strip is tried: the quick ones first, for the language of what one pack reads tells the
# pack to use, and `vie` and `uzb` read each other's letters well enough for that.
PROBE_ORDER = (VIETNAMESE, RUSSIAN, UZBEK_CYRILLIC, UZBEK_LATIN, ENGLISH)

SMALLEST_SIDE = 16
GOOD_CONFIDENCE = 0.70
SURE_CONFIDENCE = 0.85
# Read well enough to guess the language from, though perhaps not with the right pack.
LEGIBLE_CONFIDENCE = 0.70
# Letters of Uzbek and Karakalpak that Russian has not; a page of so many words without any is plain Russian.
UZBEK_LETTERS = frozenset("ўқғҳәөүңЎҚҒҲӘӨҮҢ")
WORDS_TO_NARROW = 60
FEW_WORDS = 20
# A page read so much less surely than the one before it may be in another language.
DROP = 0.07
# A guess about the language needs so much text and so much confidence before a page is read again for it.
WORDS_TO_GUESS = 8
GUESS_CONFIDENCE = 0.5
LARGEST_SIDE = 5200


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a page in figures: confidence 0 to 1, `score` grows with text that is surely read."""

    pack: str
    words: int
    confidence: float
    score: float


def installed(pack: str, packs: Collection[str]) -> str:
    """The part of a joined pack that is installed, empty when nothing is.

    >>> installed("uzb_cyrl+rus", {"rus", "eng"})
    'rus'
    """
    return "+".join(part for part in pack.split("+") if part in packs)


def candidates(declared: Sequence[str], packs: Collection[str]) -> list[str]:
    """The packs that may fit, the likeliest first: those of the declared languages, else all of the house's.

    >>> candidates(["ru"], {"rus", "uzb", "uzb_cyrl"})
    ['rus']
    >>> candidates([], {"rus", "uzb", "eng"})
    ['uzb', 'rus', 'eng']
    """
    wanted: list[str] = []
    for language in declared:
        key = language.strip().lower().replace("_", "-")
        wanted += DECLARED.get(key) or DECLARED.get(key.split("-")[0]) or (OTHER_PACKS.get(key, key),)
    found = [one for one in (installed(pack, packs) for pack in dict.fromkeys(wanted)) if one]
    found = found or [one for one in (installed(pack, packs) for pack in DEFAULT_ORDER) if one]
    return list(dict.fromkeys(found)) or sorted(set(packs) - {"osd", "equ"})[:1]


def fitting(language: str, script: str, pack: str, packs: Collection[str]) -> str:
    """The pack that fits a guessed language better than the one used; empty when the one used is right.

    >>> fitting("vi", "Latn", "uzb", {"uzb", "vie"}), fitting("ru", "Cyrl", "uzb_cyrl+rus", {"rus", "uzb_cyrl"})
    ('vie', '')
    """
    if (language, script) in READS.get(pack, frozenset()) or not language:
        return ""
    for other, reads in READS.items():
        if (language, script) in reads:
            found = installed(other, packs)
            return found if found and found != pack else ""
    return ""


def probing(wanted: Sequence[str]) -> list[str]:
    """The same packs in the order in which a strip of the page is best tried.

    >>> probing(["uzb", "uzb_cyrl+rus", "vie", "kaz"])
    ['vie', 'uzb_cyrl+rus', 'uzb', 'kaz']
    """
    return sorted(wanted, key=lambda pack: PROBE_ORDER.index(pack) if pack in PROBE_ORDER else len(PROBE_ORDER))


def next_pack(pack: str, language: str, text: str, wanted: Sequence[str], packs: Collection[str]) -> str:
    """The pack to expect for the next page of the object. After a page of plain Russian that is `rus` alone, which
    takes a quarter less time; never when the depositor said that Uzbek is to be expected (`wanted` by declaration).

    >>> page = "Библиотека открывается каждое утро в девять часов " * 10
    >>> next_pack("uzb_cyrl+rus", "ru", page, [], {"rus", "uzb_cyrl"})
    'rus'
    >>> next_pack("uzb_cyrl+rus", "ru", page + "Ўткан", [], {"rus", "uzb_cyrl"})
    'uzb_cyrl+rus'
    """
    plain = pack == UZBEK_CYRILLIC and language == "ru" and not UZBEK_LETTERS.intersection(text)
    if plain and UZBEK_CYRILLIC not in wanted and RUSSIAN in packs and len(text.split()) >= WORDS_TO_NARROW:
        return RUSSIAN
    return pack


def is_weak(reading: Reading, ink: float) -> bool:
    """Whether a page should be read a second time, with Sauvola thresholding.

    `ink` is the share of dark points: few words on a page without much ink are a title page, not a failure.

    >>> is_weak(Reading("uzb", 0, 0.0, 0.0), 0.05), is_weak(Reading("uzb", 300, 0.93, 1200.0), 0.05)
    (True, False)
    """
    if reading.confidence < GOOD_CONFIDENCE:
        return True
    return reading.words < FEW_WORDS and (reading.confidence < SURE_CONFIDENCE or ink > 0.03)


def score(words: Sequence[tuple[str, float]]) -> float:
    """How much of a page was surely read: letters and digits, weighted by confidence above a coin's throw.

    >>> score([("kitob", 0.9), ("~|", 0.2)]) > score([("kitob", 0.5), ("kutub", 0.5)])
    True
    """
    return sum(sum(sign.isalnum() for sign in text) * max(0.0, confidence - 0.45) for text, confidence in words)
