"""Reads and writes ISO 2709, the exchange format under MARC 21 and UNIMARC, from files as libraries really have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from chorsu.formats.aligning import align
from chorsu.formats.charsets import Detector
from chorsu.formats.flavours import Guesser
from chorsu.formats.framing import CAP, CHUNK, FILLER, is_sound, pieces, segments
from chorsu.formats.marc import FT, Field, Found, Problem, Record
from chorsu.kernel.errors import Invalid, gettext_noop

KEEP = 64 * 1024  # bytes kept of a stretch that holds no record
LONGEST = 99_999  # the greatest length a leader can state
_DIRECTORY = re.compile(rb"(?:[0-9A-Za-z]{3}[0-9]{9}){2,}(?=\x1e)")
_AHEAD = 200


class CannotWrite(Invalid):
    """A record does not fit into ISO 2709 or has letters the asked character set lacks."""

    code = "formats.cannot-write"
    text = gettext_noop("This record cannot be written as ISO 2709: %(reason)s")


def read(stream: BinaryIO, encoding: str = "auto", flavour: str = "auto") -> Iterator[Found]:
    """Every record of the stream, and every stretch that could not be read, in order.

    `encoding`: "auto" or a name in `charsets.NAMES`; `flavour`: "auto" or one of `flavours.FLAVOURS`. Nothing is
    raised for what the stream holds. Memory is bounded by `framing.CAP`.
    """
    detector, guesser = Detector(encoding), Guesser(flavour)
    source = segments(stream)
    head = _head(source)
    detector.look_ahead([raw for _, raw in head])
    index = 0
    junk: Found | None = None  # neighbouring stretches of rubbish are reported as one
    junk_end = 0
    for offset, segment in chain(head, source):
        base = is_sound(segment)
        if base:
            found_here: Iterable[Found] = (_sound(offset, segment, base, detector, guesser),)
        else:
            found_here = [
                _repair(at, piece, leader, detector, guesser) for at, piece, leader in pieces(offset, segment)
            ]
        for found in found_here:
            if found.problem is not None and found.problem.code == "no-record":
                end = found.offset + len(found.raw)
                if junk is not None and junk_end == offset:
                    # With the filler between them, so that the bytes kept are those of the file.
                    junk.raw = (junk.raw + segment[: found.offset - offset] + found.raw)[:KEEP]
                    junk_end = end
                    continue
                if junk is not None:
                    yield _numbered(junk, index)
                    index += 1
                junk, junk_end = found, end
                junk.raw = junk.raw[:KEEP]
                continue
            if junk is not None:
                yield _numbered(junk, index)
                index += 1
                junk = None
            found.index = index
            yield found
            index += 1
    if junk is not None:
        yield _numbered(junk, index)


def _head(source: Iterator[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The first segments, as many as are needed to tell a file's character set and as memory allows."""
    head: list[tuple[int, bytes]] = []
    size = 0
    for offset, segment in source:
        head.append((offset, segment))
        size += len(segment)
        if len(head) >= _AHEAD or size > CHUNK:
            break
    return head


def _numbered(found: Found, index: int) -> Found:
    found.index = index
    return found


def _sound(offset: int, raw: bytes, base: int, detector: Detector, guesser: Guesser) -> Found:
    unimarc = guesser.is_unimarc(raw[24 : base - 1])
    text, encoding = detector.text(raw, base, unimarc)
    record = Record.of_text(text[:24], text[24 : base - 1], text[base:-2])
    return Found(0, offset, raw, encoding, guesser.name(unimarc, record), record)


def _repair(offset: int, raw: bytes, leader: bool, detector: Detector, guesser: Guesser) -> Found:
    """Read a record that is not in good order; `raw` has no filler before it."""
    notes: list[str] = []
    whole = raw.endswith(b"\x1d")
    body = raw.rstrip(FILLER)
    if not whole:
        notes.append("The record terminator is missing.")
    end = body.find(b"\x1e", 24)
    if end < 0 or (end - 24) % 12:
        seen = _DIRECTORY.search(body)
        if seen is None:
            return _unreadable(offset, raw, leader, whole)
        start, end = seen.span()
        head = body[:start]
        notes.append("The leader is damaged.")
    else:
        start, head = 24, body[:24]
    directory = body[start:end]
    if (
        not leader
        and directory
        and not _DIRECTORY.match(body, start)
        and not re.match(rb"[0-9A-Za-z]{3}[0-9]{9}\x1e", body[start:])
    ):
        damaged = sum(1 for i in range(0, len(directory), 12) if not directory[i + 3 : i + 12].isdigit())
        if damaged * 2 > len(directory) // 12:
            return _unreadable(offset, raw, leader, whole)
    data = body[end + 1 :]
    tags = [directory[i : i + 3].decode("latin-1") for i in range(0, len(directory), 12)]
    chunks = _chunks(directory, data)
    if chunks is None and whole and (grouped := align(directory, data)):
        notes.append("A field terminator stands inside a field.")
        tags, chunks = [tags[place] for place, _ in grouped], [chunk for _, chunk in grouped]
    if chunks is None:
        entries = len(directory) // 12
        have = data.count(b"\x1e")
        if not whole and have < entries:
            return Found(
                0,
                offset,
                raw,
                problem=Problem(
                    "truncated", offset, f"the record breaks off; {have} of its {entries} fields are there"
                ),
            )
        return Found(
            0,
            offset,
            raw,
            problem=Problem(
                "fields",
                offset,
                f"the directory lists {entries} fields, the record has {have}, and their lengths do not tell which is which",
            ),
        )
    if not head[:5].isdigit() or int(head[:5]) != len(raw):
        notes.append("The length in the leader is wrong.")
    if not head[12:17].isdigit() or int(head[12:17]) != end + 1:
        notes.append("The base address in the leader is wrong.")
    unimarc = guesser.is_unimarc(directory)
    # Decoded together, so that the record has one encoding; the directory is made anew in plain ASCII.
    joined = b"\x1e".join([b"%-24b" % head[:24], *chunks])
    text, encoding = detector.text(joined, 25, unimarc)
    first, *texts = text.split(FT)
    record = Record(f"{first:<24}"[:24], map(Field.of_text, tags, texts))
    return Found(0, offset, raw, encoding, guesser.name(unimarc, record), record, notes=notes)


def _chunks(directory: bytes, data: bytes) -> list[bytes] | None:
    """The fields' bytes in the order of the directory, or None where they cannot be told apart."""
    entries = range(0, len(directory), 12)
    count = len(entries)
    lying = data.removesuffix(b"\x1e").split(b"\x1e") if data else []
    starts = [directory[i + 7 : i + 12] for i in entries]
    if len(lying) == count:
        if starts == sorted(starts):
            return lying
        result = [b""] * count
        for chunk, place in zip(lying, sorted(range(count), key=starts.__getitem__), strict=True):
            result[place] = chunk
        return result
    # Fields nobody points to, or terminators inside a field: then every address must end at a terminator.
    result = []
    for i in entries:
        try:
            size, start = int(directory[i + 3 : i + 7]), int(directory[i + 7 : i + 12])
        except ValueError:
            return None
        piece = data[start : start + size]
        if (
            size == 0
            or len(piece) not in (size, size - 1)
            or not (piece.endswith(b"\x1e") or start + size >= len(data))
        ):
            return None
        if start and data[start - 1 : start] != b"\x1e":
            return None
        result.append(piece.removesuffix(b"\x1e"))
    if any(b"\x1e" in piece for piece in result):
        # Fields of their own or parts of one: `align` tells, where the fields lie in order.
        if starts == sorted(starts):
            return None
        result = [piece.replace(b"\x1e", b" ") for piece in result]
    return result


def _unreadable(offset: int, raw: bytes, leader: bool, whole: bool) -> Found:
    if leader or (b"\x1e" in raw and b"\x1f" in raw):
        code, reason = ("directory", "a record begins, but its directory cannot be read") if whole else (
            "truncated", "a record begins and breaks off before its fields")  # fmt: skip
    elif len(raw) >= CAP // 2:
        code, reason = "no-record", f"{len(raw)} bytes follow without a record"
    elif not whole and re.match(rb"[0-9]{5}[a-zA-Z ]{3}", raw):
        code, reason = "truncated", "a record begins and breaks off inside its leader or directory"
    else:
        code, reason = "no-record", "these bytes are no MARC record"
    return Found(0, offset, raw, problem=Problem(code, offset, reason))


def write(record: Record, encoding: str = "utf-8") -> bytes:
    """The record as ISO 2709 bytes, its lengths and addresses computed; leader/09 says "a" for MARC 21 in UTF-8.

    Raises CannotWrite for a record longer than the format allows or text the character set lacks.
    """
    unimarc = Guesser().of_tags([entry.tag for entry in record.all])
    try:
        fields = [(entry.tag.encode("ascii"), entry.text.encode(encoding) + b"\x1e") for entry in record.all]
    except (UnicodeEncodeError, LookupError) as error:
        raise CannotWrite(reason=str(error)) from error
    directory = []
    start = 0
    for tag, data in fields:
        if len(data) > 9999 or start > LONGEST:
            raise CannotWrite(reason=f"Field {tag.decode()} is too long for ISO 2709.")
        directory.append(b"%-3b%04d%05d" % (tag[:3], len(data), start))
        start += len(data)
    base = 24 + 12 * len(fields) + 1
    length = base + start + 1
    if length > LONGEST:
        raise CannotWrite(reason="The record is too long for ISO 2709.")
    leader = f"{record.leader:<24}"[:24].encode("ascii", "replace")
    mark = leader[9:10] if unimarc else b"a" if encoding.lower().replace("-", "") == "utf8" else b" "
    entry_map = leader[20:24] if leader[20:22] == b"45" else b"450 " if unimarc else b"4500"
    tail = leader[17:20] + entry_map
    head = b"%05d" % length + leader[5:9] + mark + b"22" + b"%05d" % base + tail
    return head + b"".join(directory) + b"\x1e" + b"".join([data for _, data in fields]) + b"\x1d"
