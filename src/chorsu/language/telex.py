"""Vietnamese typed as Telex (truyeenj) or VNI (truye65n) keystrokes, turned into letters with their marks.

Only syllables that Vietnamese could have are changed, so that English words with s, f, r, x, j in them stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TELEX_TONES: Final = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES: Final = {"2": "\u0300", "1": "\u0301", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_WORD: Final = re.compile(r"[A-Za-zĂÂĐÊÔƠƯăâđêôơư]+[A-Za-z0-9]*")
_TELEX_SHAPES: Final = (("uow", "ươ"), ("uwow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"),
                        ("ow", "ơ"), ("uw", "ư"))  # fmt: skip
_VNI_SHAPES: Final = (("uo7", "ươ"), ("u7o7", "ươ"), ("d9", "đ"), ("a6", "â"), ("e6", "ê"), ("o6", "ô"), ("a8", "ă"),
                      ("o7", "ơ"), ("u7", "ư"))  # fmt: skip
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?P<vowels>[aăâeêioôơuưy]{1,3})(?:ng|nh|ch|[cmnpt])?$"
)
_SHAPED: Final = re.compile("[\u0102-\u0111\u01a0-\u01b0\u1ea0-\u1ef9âêô]")


def from_telex(text: str) -> str:
    """A text with its Telex syllables written out; case of the first letter is kept.

    >>> from_telex("Truyeenj Kieefu, tieengs Vieetj, dduwowngf")
    'Truyện Kiều, tiếng Việt, đường'
    >>> from_telex("the first text of Boston")
    'the first text of Boston'
    """
    return _typed(text, _TELEX_TONES, _TELEX_SHAPES)


def from_vni(text: str) -> str:
    """A text with its VNI syllables written out.

    >>> from_vni("Truye65n Kie62u tie61ng Vie65t")
    'Truyện Kiều tiếng Việt'
    """
    return _typed(text, _VNI_TONES, _VNI_SHAPES)


def _typed(text: str, tones: dict[str, str], shapes: tuple[tuple[str, str], ...]) -> str:
    # A tone key alone proves nothing ("of", "his"): one syllable with both a shaped letter and a tone must.
    changed = [(word, _syllable(word, tones, shapes)) for word in _WORD.findall(text)]
    if not any(_SHAPED.search(new) and len(old) - len(new) > 1 for old, new in changed):
        return text
    return _WORD.sub(lambda found: _syllable(found.group(), tones, shapes), text)


def _syllable(word: str, tones: dict[str, str], shapes: tuple[tuple[str, str], ...]) -> str:
    small = word.lower()
    # The tone key may stand behind its vowel or at the end of the syllable; the last one counts.
    at = max((small.rfind(key, 1) for key in tones), default=-1)
    tone = ""
    if at > 0:
        tone, small = tones[small[at]], small[:at] + small[at + 1 :]
    for keys, shaped in shapes:
        small = small.replace(keys, shaped)
    found = _SYLLABLE.match(small)
    if not found or (small.endswith(("c", "p", "t", "ch")) and tone not in ("\u0301", "\u0323")):
        return word  # a syllable closed by a stop has one of two tones
    small = _with_tone(small, found.start("vowels"), found.end("vowels"), tone)
    return small[:1].upper() + small[1:] if word[:1].isupper() else small


def _with_tone(small: str, first: int, last: int, tone: str) -> str:
    if not tone:
        return small
    vowels = small[first:last]
    marked = [place for place, letter in enumerate(vowels) if letter in "ăâêôơư"]
    if marked:
        place = marked[-1]  # ươ takes it on ơ
    elif len(vowels) == 1:
        place = 0
    elif last < len(small) or len(vowels) == 3:
        place = len(vowels) - 1 if last < len(small) else 1
    else:
        place = 1 if vowels in ("oa", "oe", "uy") else 0
    at = first + place
    return unicodedata.normalize("NFC", small[: at + 1] + tone + small[at + 1 :])
