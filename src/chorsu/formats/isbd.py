"""Takes the punctuation of a catalogue card off values that are kept one by one.

MARC 21 records carry the ISBD signs at the end of the subfield before them ("Tashkent :"); UNIMARC records should not
and often do. What belongs to the text itself (initials, abbreviations, brackets that close) stays.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized

from chorsu.formats.marc import Field, Record

_ENDS = " \t\r\n\u00a0/:;=,"
_ABBREVIATIONS = frozenset(
    [
        "etc",
        "al",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "dr",
        "st",
        "ed",
        "eds",
        "vol",
        "no",
        "pp",
        "ill",
        "min",
        "max",
        "cf",
        "изд",
        "ред",
        "сб",
        "тт",
        "вв",
        "гг",
        "др",
        "пр",
        "обл",
        "ил",
        "с",
        "т",
        "г",
        "в",
        "табл",
        "рис",
        "экз",
        "спб",
        "л",
        "пер",
        "портр",
        "карт",
        "схем",
        "фот",
        "факс",
        "нот",
        "цв",
        "отд",
        "стр",
        "кн",
        "вып",
        "ч",
        "№",
        "б.г",
        "б.м",
        "s.l",
        "s.n",
        "tr",
        "nxb",
        "tp",
    ]
)
# Non-sorting begin and end: UNIMARC and MARC 21 in Unicode (98, 9C), ISO 6630 (88, 89).
_BEGIN, _END = "\x98\x88", "\x9c\x89"
_MARKS = dict.fromkeys(map(ord, _BEGIN + _END))
_MARKED = re.compile(f"[{_BEGIN}{_END}]")
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_BREAKS = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"\s{2,}|[\t\r\n]")


def trim(text: str) -> str:
    """The value without card punctuation at its end; the full stop stays after an initial or an abbreviation.

    >>> trim("Tashkent :"), trim("Oʻtgan kunlar /"), trim("Qodiriy, A."), trim("Fan,")
    ('Tashkent', 'Oʻtgan kunlar', 'Qodiriy, A.', 'Fan')
    """
    text = text.strip(_ENDS) if text[:1] in _ENDS else text.rstrip(_ENDS)
    if text[-1:] == ".":
        text = _without_stop(text)
    return text


def _without_stop(text: str) -> str:
    if text.endswith("..") or len(text) < 3:
        return text
    word = text[:-1].rpartition(" ")[2]
    if len(word) <= 1 or word.lower().lstrip("([") in _ABBREVIATIONS:
        return text
    if len(word) > 2 and word[-2] in ".-" or (len(word) == 2 and word[0] in "(["):  # J.R. · A.-M.
        return text
    return text[:-1].rstrip(_ENDS)


def trim_signs(text: str) -> str:
    """The value without ISBD signs at its end, its full stop kept: extents are full of abbreviations."""
    return text.strip(" \t\r\n/:;=,+")


def unbracket(text: str) -> str:
    """The value without square brackets where only one of a pair is left, or where the pair encloses all of it.

    >>> unbracket("[Tashkent]"), unbracket("[S.l."), unbracket("Fan [Publishers]")
    ('Tashkent', 'S.l.', 'Fan [Publishers]')
    """
    if "[" not in text and "]" not in text:
        return text
    if text.count("[") != text.count("]"):
        return text.replace("[", "").replace("]", "")
    if text[0] == "[" and text[-1] == "]" and text.count("[") == 1:
        return text[1:-1]
    return text


def unmark(text: str) -> tuple[str, int]:
    """(text without non-sorting marks, how many characters at its beginning they enclosed)."""
    if text.isascii() or not _MARKED.search(text):
        return text, 0
    skipped = 0
    if text[0] in _BEGIN:
        end = next((i for i, letter in enumerate(text) if letter in _END), 0)
        head = text[1:end]
        rest = text[end + 1 :]
        skipped = len(head) + len(rest) - len(rest.lstrip())
    return text.translate(_MARKS), skipped


def prepare(record: Record, keep_marks: frozenset[str] = frozenset()) -> Record:
    """The record in NFC, encoded once, on single lines and without non-sorting marks, but for the fields whose tags are in `keep_marks`.

    The same record is given back where nothing had to change.
    """
    if _is_clean(record.uncut):
        return record
    changed = False
    fields: list[Field] = []
    for entry in record.all:
        text = entry.text
        if not text.isascii():
            if _TWICE.search(text) and (once := _decoded_again(text)) != text:
                text, entry, changed = once, Field.of_text(entry.tag, once), True
            if not is_normalized("NFC", text):
                entry = entry.composed()
                changed = True
            if entry.tag not in keep_marks and _MARKED.search(text):
                entry = Field.of_text(entry.tag, entry.text.translate(_MARKS))
                changed = True
        if "\n" in text:
            entry, changed = Field.of_text(entry.tag, _BREAKS.sub(" ", entry.text)), True
        fields.append(entry)
    return Record(record.leader, fields) if changed else record


def _is_clean(text: str) -> bool:
    """Whether a record's text as a whole shows that none of its fields need be looked at; nine records in ten do."""
    if not text or "\n" in text:
        return False
    return text.isascii() or not (_TWICE.search(text) or _MARKED.search(text) or not is_normalized("NFC", text))


def _decoded_again(text: str) -> str:
    """Text whose UTF-8 bytes were once taken for Latin-1 and encoded again, put right as often as it happened.

    Only where every letter beyond ASCII takes part: then chance is as good as ruled out.
    """
    for _ in range(3):
        try:
            text = text.encode("latin-1").decode()
        except UnicodeError:
            break
        if text.isascii():
            break
    return text


def one_line(text: str) -> str:
    """The text with every run of white space as one blank."""
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return text.strip()


_SCRIPTS = (
    (0x0041, 0x024F, "Latn"), (0x0250, 0x02AF, "Latn"), (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"), (0x0750, 0x077F, "Arab"),
    (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Hang"),
    (0x1780, 0x17FF, "Khmr"), (0x1800, 0x18AF, "Mong"), (0x1E00, 0x1EFF, "Latn"), (0x1F00, 0x1FFF, "Grek"),
    (0x3040, 0x30FF, "Jpan"), (0x3400, 0x9FFF, "Hani"), (0xAC00, 0xD7AF, "Hang"), (0xFB50, 0xFEFF, "Arab"),
    (0x20000, 0x3FFFF, "Hani"),
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER = re.compile("[\u0370-\u03ff\u0530-\u1dff\u1f00-\u1fff\u3040-\ud7af\uf900-\ufeff\U00020000-\U0003ffff]")


def script_of(text: str) -> str:
    """ISO 15924 code of the script most letters of the text are in, "" where it has none.

    >>> script_of("Ўткан кунлар"), script_of("Truyện Kiều"), script_of("1984")
    ('Cyrl', 'Latn', '')
    """
    if text.isascii():
        return "Latn" if _LETTERS.search(text) else ""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if (cyrillic or latin) and not _OTHER.search(text):
        return "Cyrl" if cyrillic > latin else "Latn"
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            point = ord(letter)
            name = "Latn" if point < 0x250 else "Cyrl" if 0x400 <= point < 0x530 else _script(point)
            counts[name] = counts.get(name, 0) + 1
    if "Jpan" in counts and "Hani" in counts:
        counts["Jpan"] += counts.pop("Hani")
    return max(counts, key=counts.__getitem__) if counts else ""


def _script(point: int) -> str:
    for low, high, name in _SCRIPTS:
        if low <= point <= high:
            return name
    return "Zyyy"
