"""Writes an export: record after record, whole or not at all."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from chorsu.exchange.export import queries, rules
from chorsu.exchange.export.errors import CannotWriteFile
from chorsu.people.libraries.models import Organisation


@dataclass(slots=True)
class Written:
    """What was written; `notes`: reason → number of records left out or changed."""

    written: int = 0
    skipped: int = 0
    seconds: float = 0.0
    notes: Counter[str] = field(default_factory=Counter)


def to_stream(
    library: Organisation, format: rules.Format, stream: BinaryIO, progress: Callable[[int, int], None] | None = None
) -> Written:
    """Write every current source version of a library to a stream."""
    began = time.monotonic()
    result = Written()
    total = queries.count(library) if progress else 0
    if format == "marcxml":
        stream.write(rules.HEAD)
    for kept in queries.current(library):
        piece = rules.piece(kept.raw, kept.format, kept.encoding, format)
        if piece.skipped:
            result.skipped += 1
            result.notes[piece.skipped] += 1
        else:
            stream.write(piece.data)
            result.written += 1
            if piece.changed:
                result.notes[piece.changed] += 1
        if progress and (result.written + result.skipped) % 100 == 0:
            progress(result.written + result.skipped, total)
    if format == "marcxml":
        stream.write(rules.FOOT)
    if progress:
        progress(total, total)
    result.seconds = round(time.monotonic() - began, 3)
    return result


def to_file(
    library: Organisation, format: rules.Format, path: Path, progress: Callable[[int, int], None] | None = None
) -> Written:
    """As `to_stream`; an older file of that name stays until the new one is whole. Raises CannotWriteFile."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        with part.open("wb") as stream:
            result = to_stream(library, format, stream, progress)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as error:
        raise CannotWriteFile(file=str(path), reason=error.strerror or "it cannot be opened") from error
    finally:
        part.unlink(missing_ok=True)
    return result
