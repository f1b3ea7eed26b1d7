"""Finds the records in a stream of ISO 2709 bytes, whatever its lengths and addresses claim.

The record terminator is trusted before the length, and where it is missing the next leader is looked for, so that one
damaged record costs nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

CAP = 10 * 1024 * 1024  # bytes; ISO 2709 itself ends at 99,999, systems that count on write longer ones
CHUNK = 1024 * 1024
FILLER = b"\r\n\t \x00\x1a\x1d"
_EMPTY = b"\r\n\x00\x1a\x1d"
BOM = b"\xef\xbb\xbf"

# A leader followed by a first directory entry. Length and base address are digits; 10-11 are the indicator count and
# the code length, 20-23 the entry map.
LEADER = re.compile(
    rb"[0-9]{5}[0-9a-zA-Z |#^-]{5}[0-9 ]{2}[0-9]{5}[ -~]{3}[0-9]{2}[ -~]{2}(?=[0-9A-Za-z]{3}[0-9]{9}|\x1e)"
)


def segments(stream: BinaryIO, cap: int = CAP) -> Iterator[tuple[int, bytes]]:
    """(offset, bytes) of everything between record terminators, terminators included; nothing is left out.

    A stretch longer than `cap` bytes comes in several segments, so memory stays bounded.
    """
    rest = b""
    offset = 0
    while chunk := stream.read(CHUNK):
        data = rest + chunk if rest else chunk
        searched = max(len(rest) - 1, 0) if rest else 0
        place = 0
        while (end := data.find(b"\x1d", max(place, searched))) >= 0:
            yield offset + place, data[place : end + 1]
            place = end + 1
        rest = data[place:]
        offset += place
        if len(rest) > cap:
            # Keep the tail: a leader may lie across the cut.
            yield offset, rest[:-64]
            offset += len(rest) - 64
            rest = rest[-64:]
    if rest:
        yield offset, rest


def is_sound(segment: bytes) -> int:
    """The base address of a segment that is one record in good order, 0 for any other."""
    try:
        base = int(segment[12:17])
        if int(segment[:5]) != len(segment):
            return 0
    except ValueError:
        return 0
    if (
        (base - 25) % 12
        or segment[-2:] != b"\x1e\x1d"
        or segment.find(b"\x1e", 24) != base - 1
        or segment.count(b"\x1e") != (base - 25) // 12 + 1
        or not segment[:base].isascii()
    ):
        return 0
    return base


def pieces(offset: int, segment: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """A segment cut where leaders begin: (offset, bytes, begins with a leader). Filler between them is dropped."""
    starts = [m.start() for m in LEADER.finditer(segment) if _is_start(segment, m.start())]
    edges = sorted({0, *starts, len(segment)})
    for begin, end in zip(edges, edges[1:], strict=False):
        piece = segment[begin:end]
        bare = piece.removeprefix(BOM).lstrip(_EMPTY)
        if bare[:1] in b" \t" and (not (text := bare.lstrip(FILLER)) or text[:5].isdigit()):
            bare = text  # else the blanks are the length that a leader leaves open
        lead, piece = len(piece) - len(bare), bare
        if piece and piece != BOM[: len(piece)]:
            yield offset + begin + lead, piece, begin in starts


def _is_start(segment: bytes, place: int) -> bool:
    """Whether a thing that looks like a leader is one and no part of a directory: it is followed by a directory."""
    end = segment.find(b"\x1e", place + 24)
    if end < 0:
        return False
    exact = int(segment[place + 12 : place + 17]) == end + 1 - place
    if segment[place + 5 : place + 7].isdigit():  # some systems leave status and type "0"
        return exact and (place == 0 or segment[place - 1] in b"\x1e\x1d\r\n")
    return exact or (end - place - 24) % 12 == 0
