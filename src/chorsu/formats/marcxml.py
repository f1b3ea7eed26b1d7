"""Reads MARCXML: a collection or single records, with or without namespace, bare or wrapped in OAI-PMH or SRU answers.

The stream is cut at the record elements before any of it is parsed. So a record keeps the bytes it came in, a broken
one costs nothing but itself, and no entity, document type or depth outside a record ever reaches a parser.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from chorsu.formats.flavours import Guesser
from chorsu.formats.framing import BOM, CAP, CHUNK
from chorsu.formats.iso2709 import KEEP
from chorsu.formats.marc import Field, Found, Problem, Record

NAMESPACE = "http://www.loc.gov/MARC21/slim"
_MARK = re.compile(rb"<!--|<!\[CDATA\[|<!ENTITY|<(?:[\w.-]+:)?record(?=[\s>/])|</(?:[\w.-]+:)?record\s*>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_MARCISH = re.compile(rb"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>/]")


def read(stream: BinaryIO, encoding: str = "auto", flavour: str = "auto") -> Iterator[Found]:
    """Every record element of the stream that holds MARC fields, and every stretch that cannot be read.

    `encoding` counts where the XML declares none (a record cut out of its file has lost the declaration).
    `raw` is the record element as received, cut from the input (of a UTF-16 stream: put into UTF-8 first). A declared
    entity ends the reading: MARCXML needs none, and entities can be made to fill the memory.
    """
    guesser = Guesser(flavour)
    index = 0
    source, declared = _plain(stream, encoding)
    for offset, raw, problem in _elements(source):
        found = Found(index, offset, raw, declared)
        if problem is not None:
            found.problem = problem
        else:
            _parse(found, declared, guesser)
        index += 1
        yield found
    if not index:
        yield Found(0, 0, b"", declared, problem=Problem("no-record", 0, "the XML holds no MARC record"))


def _plain(stream: BinaryIO, encoding: str) -> tuple[Iterator[bytes], str]:
    """The stream's bytes in chunks, in a set that keeps ASCII, and that set's name: as declared, else as asked for."""
    first = stream.read(CHUNK)
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(first[:2])
    if wide is None and first[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        wide = "utf-16-le" if first[:1] == b"<" else "utf-16-be"

    def narrow() -> Iterator[bytes]:
        decode = codecs.getincrementaldecoder(wide or "utf-8")("replace").decode
        chunk = first
        while chunk:
            yield decode(chunk).lstrip("\ufeff").encode()
            chunk = stream.read(CHUNK)

    def straight() -> Iterator[bytes]:
        chunk = first
        while chunk:
            yield chunk
            chunk = stream.read(CHUNK)

    if wide:
        return narrow(), "utf-8"
    declared = _DECLARED.search(first.removeprefix(BOM)[:200])
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8" if encoding in ("", "auto") else encoding
    try:
        codecs.lookup(name)
    except LookupError:
        name = "utf-8"
    return straight(), name


def _elements(source: Iterator[bytes]) -> Iterator[tuple[int, bytes, Problem | None]]:
    """(offset, element, problem) of each innermost record element."""
    data, base, place, start = b"", 0, 0, -1
    ended = False
    while True:
        mark = _MARK.search(data, place)
        # A mark at the very end may go on in the next chunk.
        if not ended and (mark is None or mark.end() > len(data) - 64):
            # What is looked at again: an open record, a mark that may go on, or the tail in which one may begin.
            keep = start if start >= 0 else mark.start() if mark else max(place, len(data) - 64)
            place = mark.start() if mark else max(place, len(data) - 64)
            if len(data) - keep > CAP:
                yield (
                    base + keep,
                    data[keep : keep + KEEP],
                    Problem("too-long", base + keep, f"a record element does not end within {CAP} bytes"),
                )
                start, place, keep = -1, len(data) - 64, len(data) - 64
            data, base = data[keep:], base + keep
            place, start = max(place - keep, 0), (0 if start >= 0 else -1)
            chunk = next(source, b"")
            ended = not chunk
            data += chunk
            continue
        if mark is None:
            break
        token = mark.group()
        if token == b"<!ENTITY":
            at = base + mark.start()
            yield (
                at,
                data[mark.start() : mark.start() + KEEP],
                Problem(
                    "entities",
                    at,
                    "the file declares entities, which are refused; the rest of it was not read",
                ),
            )
            return
        if token in (b"<!--", b"<![CDATA["):
            close = b"-->" if token == b"<!--" else b"]]>"
            end = data.find(close, mark.end())
            while end < 0 and not ended and len(data) - mark.start() < CAP:
                chunk = next(source, b"")
                ended = not chunk
                data += chunk
                end = data.find(close, mark.end())
            place = end + 3 if end >= 0 else mark.end()
        elif token.startswith(b"</"):
            if start >= 0:
                raw = data[start : mark.end()]
                if _MARCISH.search(raw):
                    yield base + start, raw, None
            start, place = -1, mark.end()
        else:
            start, place = mark.start(), mark.end()
    if start >= 0 and _MARCISH.search(data, start):
        yield (
            base + start,
            data[start : start + KEEP],
            Problem("truncated", base + start, "a record element begins and does not end"),
        )


def _parse(found: Found, encoding: str, guesser: Guesser) -> None:
    prefixes = {name for name in _PREFIX.findall(found.raw) if name not in (b"xml", b"xmlns")}
    declared = b" ".join([b'xmlns:%b="urn:%b"' % (name, name) for name in sorted(prefixes)])
    wrapped = b"<wrap " + declared + b">" + found.raw + b"</wrap>"
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(wrapped, parser)[0]
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        found.problem = Problem("xml", found.offset, f"the record is not well-formed XML ({str(error).rstrip('.')})")
        return
    leader, fields = "", []
    for element in root:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "leader":
            leader = element.text or ""
        elif name == "controlfield":
            fields.append(Field(element.get("tag", ""), data=element.text or ""))
        elif name == "datafield":
            pairs = [(child.get("code") or "", child.text or "") for child in element if isinstance(child.tag, str)]
            fields.append(
                Field(
                    element.get("tag", ""), (element.get("ind1") or " ")[:1] + (element.get("ind2") or " ")[:1], pairs
                )
            )
    found.record = Record(f"{leader:<24}"[:24], fields)
    unimarc = guesser.of_tags([entry.tag for entry in fields])
    found.flavour = guesser.name(unimarc, found.record)
