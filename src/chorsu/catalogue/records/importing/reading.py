"""The reading half of an import: files in, chunks of `Incoming` out; pure Python without Django or database.

It runs as a process of its own (`python -m chorsu.catalogue.records.importing.reading`) beside the one that writes, so
that two cores are kept busy; small files are read in the writing process. The chunks cross as pickles on standard
output, each led by its length: when either side dies the other sees the end of the pipe, and nothing hangs.
"""

from __future__ import annotations

import gc
import json
import pickle
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import orjson

from chorsu.catalogue.records import rules
from chorsu.catalogue.records.ports import Incoming, as_tuple
from chorsu.formats import sniff
from chorsu.formats.describing import describe, type_of
from chorsu.formats.description import Copy
from chorsu.formats.marc import Found
from chorsu.language.collation import sort_key

CHUNK = 2000  # larger ones hold the database longer, smaller ones make the index commit more often
SMALL = 400_000  # bytes; a second process costs more than it brings below this
EXCERPT = 200

Preparer = tuple[str, Callable[[dict[str, Any], list[dict[str, Any]]], Any]]


def chunks(
    path: Path, format: str, encoding: str, skip: int = 0, prepare: Sequence[tuple[str, str]] = (), size: int = CHUNK
) -> Iterator[list[Incoming]]:
    """Read `path` in chunks, passing over the first `skip` records (those an interrupted import has stored).

    prepare: (stage name, "module:function") of each stage that wants something made of every description.
    """
    preparers = [(name, named(target)) for name, target in prepare]
    with open(path, "rb") as stream:
        chunk: list[Incoming] = []
        for found in sniff.open_records(stream, format=format, encoding=encoding):
            if found.index < skip:
                continue
            chunk.append(incoming(found, preparers))
            if len(chunk) >= size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def incoming(found: Found, preparers: Sequence[Preparer] = ()) -> Incoming:
    """One thing met in a file, described and made ready; what cannot be described is a problem, never an error."""
    made = Incoming(
        index=found.index, offset=found.offset, encoding=found.encoding, format=found.flavour, notes=list(found.notes)
    )
    if found.record is None:
        return _rejected(made, found, getattr(found.problem, "code", "unreadable"), str(found.problem))
    kind = type_of(found.record, found.flavour)
    if kind != "bibliographic":
        made.source_id = found.record.get("001").strip()[:100]
        return _rejected(made, found, rules.NOT_BIBLIOGRAPHIC, rules.SET_ASIDE[kind])
    try:
        described = describe(found.record, found.flavour)
        data = described.description.to_dict()
        copies = [_told(copy) for copy in described.copies]
        fill(made, data, copies, preparers)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        return _rejected(made, found, "not-described", f"The record could not be described: {error!r}.")
    made.digest = blake2b(found.raw, digest_size=16).hexdigest()
    made.packed = zlib.compress(found.raw, 1)
    made.source_id = (data.get("control", "").replace("\x00", "") or f"digest:{made.digest}")[:100]
    made.deletes = found.record.leader[5:6] == "d"
    return made


_COPY_NAMES = tuple(Copy.__slots__)
_copy_values = attrgetter(*_COPY_NAMES)


def _told(copy: Copy) -> dict[str, Any]:
    return {name: value for name, value in zip(_COPY_NAMES, _copy_values(copy), strict=True) if value}


def fill(
    made: Incoming, data: dict[str, Any], copies: list[dict[str, Any]], preparers: Sequence[Preparer] = ()
) -> None:
    """Set on `made` all that follows from a description."""
    made.description = orjson.dumps(data)
    if b"\\u0000" in made.description:  # PostgreSQL keeps no NUL in a text, and no reader needs one
        data, copies = _without_nul(data), _without_nul(copies)
        made.description = orjson.dumps(data)
    made.copies = copies
    made.title = rules.shown_title(data)[:500]
    languages = data.get("languages", [])
    made.sort_title = sort_key(rules.filing_title(data)[:500], languages[0] if languages else "")[:200]
    made.creators = rules.shown_creators(data)[:300]
    made.year = data.get("year")
    made.kind = data.get("kind", "book")
    made.languages = orjson.dumps(languages).decode()
    made.identifiers, made.links = rules.identify(data)
    made.prepared = {name: function(data, copies) for name, function in preparers}


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {key: _without_nul(each) for key, each in value.items()}
    return [_without_nul(each) for each in value] if isinstance(value, list) else value


def _rejected(made: Incoming, found: Found, code: str, problem: str) -> Incoming:
    made.code, made.problem = code, problem
    made.excerpt = found.raw[:EXCERPT].decode("utf-8", "replace")
    return made


def named(target: str) -> Callable[..., Any]:
    """The function at "module:function"."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def apart(
    path: Path, format: str, encoding: str, skip: int, prepare: Sequence[tuple[str, str]]
) -> Iterator[list[Incoming]]:
    """As `chunks`, read by a process of its own. Raises RuntimeError when that process fails."""
    order = json.dumps([str(path), format, encoding, skip, list(prepare)])
    command = [sys.executable, "-m", "chorsu.catalogue.records.importing.reading"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(order.encode())
        process.stdin.close()
        while head := process.stdout.read(8):
            rows = pickle.loads(process.stdout.read(struct.unpack("<Q", head)[0]))  # noqa: S301 (our own child)
            yield [Incoming(*row) for row in rows]
        if process.wait() != 0:
            raise RuntimeError(f"The reading process ended with code {process.returncode}.")
    finally:
        process.stdout.close()
        if process.poll() is None:
            process.kill()
        process.wait()


def read(
    path: Path, format: str, encoding: str, skip: int, prepare: Sequence[tuple[str, str]]
) -> Iterator[list[Incoming]]:
    """Chunks of a file, read here when it is small, by a process of its own when it is not."""
    if path.stat().st_size < SMALL:
        return chunks(path, format, encoding, skip, prepare)
    return apart(path, format, encoding, skip, prepare)


def main() -> None:
    """The child's side: the order on standard input, the chunks on standard output."""
    path, format_, encoding, skip, prepare = json.loads(sys.stdin.read())
    out = sys.stdout.buffer
    gc.set_threshold(200_000, 50, 50)  # records come and go in their thousands; hardly anything here makes rings
    try:
        for chunk in chunks(Path(path), format_, encoding, skip, [tuple(pair) for pair in prepare]):
            packed = pickle.dumps([as_tuple(one) for one in chunk], pickle.HIGHEST_PROTOCOL)
            out.write(struct.pack("<Q", len(packed)))
            out.write(packed)
            out.flush()
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
