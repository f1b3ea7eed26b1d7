"""MARC-8 and ISO 5426 to Unicode: the two legacy sets in which a mark precedes the letter it belongs to.

The code tables are pymarc's (from the Library of Congress); the reader is ours because control characters that mark
non-sorting text have to survive and a damaged sequence must cost a character, not the record.
"""

from __future__ import annotations

from unicodedata import normalize

from pymarc.marc8_mapping import CODESETS, ODD_MAP

_LATIN, _ANSEL, _EACC = 0x42, 0x45, 0x31
_CONTROL = {0x88: "\x98", 0x89: "\x9c", 0x8D: "\u200d", 0x8E: "\u200c"}  # non-sorting begin and end; joiners

# ISO 5426 (extended Latin, used by UNIMARC). Marks at C0-DF stand before their letter.
_ISO5426 = dict(
    zip(
        range(0xA1, 0xC0),
        "¡„£$¥†§′‘“«♭©℗®ʺ\ufffdʺ\ufffd‚‡·″’”»♯ʹʺ\ufffd¿",
        strict=False,
    )
) | {
    0xE1: "Æ", 0xE2: "Đ", 0xE6: "Ĳ", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEC: "Þ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð",
    0xF5: "ı", 0xF6: "ĳ", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xFC: "þ", 0x88: "\x98", 0x89: "\x9c",
}  # fmt: skip
_ISO5426_MARKS = {
    0xC0: "\u0309", 0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304", 0xC6: "\u0306",
    0xC7: "\u0307", 0xC8: "\u0308", 0xC9: "\u0308", 0xCA: "\u030a", 0xCB: "\u0315", 0xCC: "\u0312", 0xCD: "\u030b",
    0xCE: "\u031b", 0xCF: "\u030c", 0xD0: "\u0327", 0xD1: "\u031c", 0xD2: "\u0326", 0xD3: "\u0328", 0xD4: "\u0325",
    0xD5: "\u032e", 0xD6: "\u0323", 0xD7: "\u0324", 0xD8: "\u0332", 0xD9: "\u0333", 0xDA: "\u0329", 0xDB: "\u032d",
    0xDD: "\ufe20", 0xDE: "\ufe21", 0xDF: "\ufe23",
}  # fmt: skip


def decode(data: bytes) -> str:
    """The text of one subfield in MARC-8, in NFC; what the tables do not know becomes U+FFFD."""
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    out: list[str] = []
    marks: list[str] = []
    g0, g1 = _LATIN, _ANSEL
    place, length = 0, len(data)
    while place < length:
        byte = data[place]
        if byte == 0x1B:
            place, g0, g1 = _escape(data, place, g0, g1)
            continue
        if byte <= 0x20 or byte == 0x7F or 0x80 <= byte < 0xA0:
            out.append(_CONTROL.get(byte, chr(byte) if byte <= 0x20 else ""))
            place += 1
            continue
        if byte < 0x80 and g0 == _EACC:
            code, width, table = int.from_bytes(data[place : place + 3], "big"), 3, CODESETS[_EACC]
        elif byte > 0x80 and g1 == _EACC:
            low = bytes(b & 0x7F for b in data[place : place + 3])
            code, width, table = int.from_bytes(low, "big"), 3, CODESETS[_EACC]
        else:
            code, width, table = byte, 1, CODESETS.get(g1 if byte > 0x80 else g0, CODESETS[_LATIN])
        place += width
        known = table.get(code)
        if known is None and width == 1:
            known = table.get(code ^ 0x80)  # a set made for the other half: G0 Cyrillic used as G1 and the reverse
        if known is None:
            out.append(chr(ODD_MAP[code]) if code in ODD_MAP else "\ufffd")
            continue
        letter, combining = known
        if combining:
            marks.append(chr(letter))
        else:
            out.append(chr(letter))
            if marks:
                out += marks
                marks = []
    return normalize("NFC", "".join(out + marks))


def _escape(data: bytes, place: int, g0: int, g1: int) -> tuple[int, int, int]:
    """Follow one escape sequence (MARC-8, "technique 1 and 2"); an unknown one is passed over."""
    rest = data[place + 1 : place + 4]
    kind = rest[:1]
    if kind == b"s":
        return place + 2, _LATIN, g1
    if kind in (b"g", b"b", b"p"):
        return place + 2, rest[0], g1
    if kind == b"$":
        if rest[1:2] in (b",", b"(") and len(rest) == 3:
            return place + 4, rest[2], g1
        if rest[1:2] in (b"-", b")") and len(rest) == 3:
            return place + 4, g0, rest[2]
        return place + 3, rest[1] if len(rest) > 1 else g0, g1
    if kind in (b"(", b",") and len(rest) >= 2:
        return place + (4 if rest[1:2] == b"!" else 3), rest[-1] if rest[1:2] == b"!" else rest[1], g1
    if kind in (b")", b"-") and len(rest) >= 2:
        bang = rest[1:2] == b"!"
        return place + (4 if bang else 3), g0, rest[-1] if bang else rest[1]
    return place + 1, g0, g1


def decode_iso5426(data: bytes) -> str:
    """The text of one subfield in ISO 5426, in NFC."""
    out: list[str] = []
    marks: list[str] = []
    for byte in data:
        if byte in _ISO5426_MARKS:
            marks.append(_ISO5426_MARKS[byte])
            continue
        out.append(chr(byte) if byte < 0x80 else _ISO5426.get(byte, "\ufffd"))
        if marks:
            out += marks
            marks = []
    return normalize("NFC", "".join(out + marks))
