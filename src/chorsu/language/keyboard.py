"""What a reader meant who typed on the wrong keyboard layout, or typed Vietnamese without its input method.

The answers are guesses for "did you mean": search tries them only when the query as typed finds nothing.
"""

from __future__ import annotations

import re
from typing import Final

from chorsu.language.telex import from_telex, from_vni

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LATIN_SHIFT: Final = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюё"
# The Uzbek Cyrillic layout has its four letters in the places of щ, ы and beside the digits.
_UZBEK: Final = "йцукенгшўзхъфқвапролджэячсмитьбюё"
_UZBEK_DIGITS: Final = {"-": "ғ", "=": "ҳ"}


def _tables(cyrillic: str, more: dict[str, str]) -> tuple[dict[int, str], dict[int, str]]:
    there = dict(zip(_LATIN, cyrillic, strict=True)) | more
    there |= dict(zip(_LATIN_SHIFT, cyrillic.upper(), strict=True))
    back = {cyr: latin for latin, cyr in there.items()}
    return str.maketrans(there), str.maketrans(back)


_RU_THERE, _RU_BACK = _tables(_RUSSIAN, {})
_UZ_THERE, _UZ_BACK = _tables(_UZBEK, _UZBEK_DIGITS)
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_LATIN_LETTER: Final = re.compile("[A-Za-z]")
_VNI_DIGIT: Final = re.compile(r"[A-Za-z][1-9]")


def other_layouts(text: str) -> list[str]:
    """The texts that the same keys would have given elsewhere, likeliest first, without the text itself.

    >>> other_layouts("yfdjb")[0], other_layouts("ршыещкн"), "truyện kiều" in other_layouts("truyeenj kieefu")
    ('навои', ['history'], True)
    """
    guesses: list[str] = []
    if _CYRILLIC.search(text):
        guesses += [text.translate(_RU_BACK), text.translate(_UZ_BACK)]
        guesses = [guess for guess in guesses if not _CYRILLIC.search(guess)]
    elif _LATIN_LETTER.search(text):
        telex = from_telex(text)
        typed = [telex] if telex != text else []
        if _VNI_DIGIT.search(text):
            typed.append(from_vni(text))
        guesses = [*typed, text.translate(_RU_THERE), text.translate(_UZ_THERE)] if typed else []
        guesses = guesses or [text.translate(_RU_THERE), text.translate(_UZ_THERE)]
    return [guess for place, guess in enumerate(guesses) if guess != text and guess not in guesses[:place]]
