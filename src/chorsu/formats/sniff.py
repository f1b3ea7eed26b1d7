"""Looks at the head of a stream and hands it to the reader that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from chorsu.formats import iso2709, marcxml
from chorsu.formats.flavours import FLAVOURS
from chorsu.formats.framing import BOM, LEADER
from chorsu.formats.marc import Found, Problem

HEAD = 64 * 1024
# What `format` may say: a carrier, a flavour (the carrier is then still looked for), or "auto".
FORMATS = ("auto", *FLAVOURS, "iso2709", "marcxml", "irbis")
_IRBIS = re.compile(rb"(?:^|\n)#\d{1,5}(?:/\d+)?: ")


def open_records(stream: BinaryIO, format: str = "auto", encoding: str = "auto") -> Iterator[Found]:
    """The records of a file of any known carrier, from the stream's present position; it need not be seekable.

    `format`: one of FORMATS (ValueError for another); `encoding`: see `charsets.NAMES` (KeyError for another). A file
    that is none of them gives one `Found` with the problem "unknown-format", an empty one none at all.
    """
    if format not in FORMATS:
        raise ValueError(format)
    head = _head(stream)
    whole = cast(BinaryIO, _Rejoined(head, stream))
    carrier = format if format in ("iso2709", "marcxml") else carrier_of(head)
    if format == "irbis" and carrier != "iso2709":  # which IRBIS writes as well
        carrier = "irbis"
    flavour = format if format in (*FLAVOURS, "irbis") else "auto"
    if carrier == "marcxml":
        return marcxml.read(whole, encoding=encoding, flavour=flavour)
    if carrier == "irbis":
        from chorsu.formats import irbis

        return irbis.read(whole, encoding=encoding)
    if carrier == "iso2709":
        return iso2709.read(whole, encoding=encoding, flavour=flavour)
    if not head.strip():
        return iter(())
    reason = "the file is neither ISO 2709 nor MARCXML nor an IRBIS text export"
    return iter([Found(0, 0, head[: iso2709.KEEP], problem=Problem("unknown-format", 0, reason))])


def carrier_of(head: bytes) -> str:
    """The carrier whose marks the first bytes of a file bear: "iso2709", "marcxml", "irbis" or ""."""
    start = head.removeprefix(BOM).lstrip()
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        return "marcxml"
    if LEADER.search(head):
        return "iso2709"
    if _IRBIS.search(head.removeprefix(BOM)):
        return "irbis"
    # Damaged or cut, but with the delimiters that no text file has.
    if b"\x1e" in head and b"\x1f" in head and not head.startswith((b"%PDF", b"PK", b"\x1f\x8b")):
        return "iso2709"
    return "iso2709" if re.match(rb"[0-9]{5}[a-z ]{3}", start) else ""


def _head(stream: BinaryIO) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < HEAD and (part := stream.read(HEAD - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


class _Rejoined:
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int = -1) -> bytes:
        if not self._head:
            return self._stream.read(size)
        if size < 0:
            head, self._head = self._head, b""
            return head + self._stream.read()
        head, self._head = self._head[:size], self._head[size:]
        return head
