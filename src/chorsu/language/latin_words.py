"""One Uzbek word from Latin to Cyrillic. Latin writes less than Cyrillic does (ц, ь, э and ъ leave few traces), so
the rules look at what Uzbek words cannot hold, and the stems of Russian loans fill in the rest."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from chorsu.language.letters import APOSTROPHES
from chorsu.language.loan_stems import ANYWHERE, AT_START

_VOWEL: Final = "aeiou"

_REFORMED: Final = str.maketrans(
    {
        "ş": "sh", "Ş": "Sh", "ș": "sh", "Ș": "Sh", "ç": "ch", "Ç": "Ch", "ö": "oʻ", "Ö": "Oʻ", "ŏ": "oʻ", "Ŏ": "Oʻ",
        "ó": "oʻ", "Ó": "Oʻ", "õ": "oʻ", "Õ": "Oʻ", "ō": "oʻ", "Ō": "Oʻ", "ğ": "gʻ", "Ğ": "Gʻ", "ǵ": "gʻ", "Ǵ": "Gʻ",
        "ḡ": "gʻ", "Ḡ": "Gʻ", "ġ": "gʻ", "Ġ": "Gʻ",
    }
)  # fmt: skip
_HORN: Final = re.compile(rf"(?<=[oOgG])[{APOSTROPHES}]")
_OTHER_APOSTROPHE: Final = re.compile(rf"[{APOSTROPHES.replace('ʻ', '')}]|(?<![oOgG])ʻ")
_FOREIGN: Final = re.compile(r"[wW]|[cC](?![hH])|[^A-Za-zʻʼ]")
_ROMAN: Final = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_COUNTED: Final = re.compile(r"(?:[\s\u00a0]|-)(?:asr|bob|jild|qism|tom|sinf|boʻlim|fasl|sh|chi|inchi|nchi|kurs|dara)")


def standard(word: str) -> str:
    """The same Latin word with ʻ in oʻ and gʻ, ʼ as tutuq belgisi and the digraphs of 1995.

    >>> standard("o`g‘il"), standard("Şöhrat"), standard("ma'no")
    ('oʻgʻil', 'Shoʻhrat', 'maʼno')
    """
    if not word.isascii():
        if not unicodedata.is_normalized("NFC", word):
            word = unicodedata.normalize("NFC", word)
        capital = word.isupper() and len(word) > 1
        word = word.translate(_REFORMED)
        if capital:
            word = word.upper()
    elif "'" not in word and "`" not in word:
        return word
    return _OTHER_APOSTROPHE.sub("ʼ", _HORN.sub("ʻ", word))


def is_foreign(word: str) -> bool:
    """Whether a word holds a letter that no Uzbek word has, and so is left alone: Windows, Café.

    >>> is_foreign("Windows"), is_foreign("chiroq")
    (True, False)
    """
    return _FOREIGN.search(word) is not None


def is_numeral(word: str, after: str) -> bool:
    """Whether a word is a Roman numeral; a single letter only where something counted follows it.

    >>> is_numeral("XXI", " asr"), is_numeral("V", "-sinf"), is_numeral("I", ". Karimov")
    (True, True, False)
    """
    if word[0] not in "IVXLCDM" or not _ROMAN.match(word):
        return False
    return len(word) > 1 or _COUNTED.match(after) is not None


_TWO_LETTERS: Final = re.compile(r"yoʻ|oʻ|gʻ|sh|ch|yo|yu|ya|ye|ʼ")
_PAIRS: Final = {
    "yoʻ": "йў", "oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е", "ʼ": "ъ",
}  # fmt: skip
_TABLE: Final = str.maketrans("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз")

_RULES: Final[tuple[tuple[str, re.Pattern[str], str], ...]] = (
    # (what must be in the word, where, what it becomes); applied in order to the small-letter Latin word.
    ("ʼh", re.compile(r"(?<=s)ʼ(?=h)"), "|"),  # s and h apart: Isʼhoq
    # ts is ц in -tsiya, -tsion, -tsial, -tsist …; Uzbek's own ts is a verb stem on t with -sa, -sin, -sang.
    (
        "ts",
        re.compile(r"^ts|(?<!s)ts(?:$|(?=e(?!var)|i(?!n(?:lar|$)|z(?!m))|ov|ning|ni$|[gdlmnbvpr]))|(?<=[eio])ts(?=k)"),
        "ц",
    ),
    ("ksi", re.compile(r"(?<=k)s(?=i(?:ya|on|al|yon|ju))"), "ц"),
    ("nsi", re.compile(r"(?<!pen)(?<!pan)(?<=n)s(?=i(?:ya|on(?!l)|al))"), "ц"),
    ("psi", re.compile(r"(?<=[aeou]p)s(?=iya|ion)"), "ц"),
    ("ye", re.compile(r"(?<=[bdfgjklmnpqrstvxz])ye"), "ье"),  # ye behind a consonant can only be ье: pyesa
    # In surnames the е of -ev stays behind a vowel; elsewhere a vowel and e without y make э: poema.
    ("ev", re.compile(r"(?<=[aeiou])ev(?=$|a|i|n|g|l|d|m|k|t|s)"), "ев"),
    ("e", re.compile(r"^e|(?<=[aiouʻ])e(?!v)|(?<=e)e"), "э"),
)


def to_cyrillic(word: str) -> str:
    """The Cyrillic writing of one small-letter Latin word in standard spelling.

    >>> [to_cyrillic(word) for word in "yoʻl yosh eʼtibor poema isʼhoq militsiya ketsa film oktyabr".split()]
    ['йўл', 'ёш', 'эътибор', 'поэма', 'исҳоқ', 'милиция', 'кетса', 'фильм', 'октябрь']
    """
    word = AT_START.sub(word)
    word = ANYWHERE.sub(word)
    for needed, where, put in _RULES:
        if needed in word:
            word = where.sub(put, word)
    return _TWO_LETTERS.sub(_pair, word).translate(_TABLE).replace("|", "")


def _pair(found: re.Match[str]) -> str:
    return _PAIRS[found.group()]
