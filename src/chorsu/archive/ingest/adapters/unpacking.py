"""Unpacks a zip of page images without trusting it: no entry leaves the folder, no bomb fills the disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from pathlib import Path

from chorsu.archive.ingest.errors import UnsafeArchive

MOST_ENTRIES = 20_000
LARGEST_TOTAL = 20 * 1024**3
HIGHEST_RATIO = 200
SMALL = 10 * 1024**2
CHUNK = 1 << 20


def unpack(archive: Path, target: Path) -> int:
    """Unpack into an empty folder; returns the number of files. Raises UnsafeArchive before anything is written
    when the list of entries is not clean, and while writing when an entry is larger than it said.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            _refuse(archive.name, entries)
            target.mkdir(parents=True, exist_ok=True)
            for entry in entries:
                _extract(archive.name, packed, entry, target)
            return len(entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UnsafeArchive(name=archive.name, detail="it is damaged") from error


def _refuse(name: str, entries: list[zipfile.ZipInfo]) -> None:
    def refuse(detail: str) -> None:
        raise UnsafeArchive(name=name, detail=detail)

    if len(entries) > MOST_ENTRIES:
        refuse(f"it holds {len(entries)} files, more than {MOST_ENTRIES}")
    seen: set[str] = set()
    for entry in entries:
        # zipfile cuts names at NUL and turns backslashes on some systems; the name as packed is what counts.
        packed = entry.orig_filename
        parts = re.split(r"[\\/]", packed)
        if ".." in parts or packed.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", packed) or "\x00" in packed:
            refuse(f"the entry “{packed[:100]!s}” climbs out of its folder".replace("\x00", "?"))
        if stat.S_ISLNK(entry.external_attr >> 16):
            refuse(f"the entry “{packed[:100]}” is a link")
        if entry.flag_bits & 0x1:
            refuse("it is locked with a password")
        if packed.lower() in seen:
            refuse(f"the entry “{packed[:100]}” is there twice")
        seen.add(packed.lower())
        if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            refuse(f"the entry “{packed[:100]}” is packed too tightly to be honest")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_TOTAL:
        refuse(f"it would unpack to {total // 1024**2} MB")
    if total > SMALL * 10 and total > HIGHEST_RATIO * max(1, sum(entry.compress_size for entry in entries)):
        refuse("it is packed too tightly to be honest")


def _extract(name: str, packed: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    path = (target / entry.filename).resolve()
    if not path.is_relative_to(target.resolve()):
        raise UnsafeArchive(name=name, detail=f"the entry “{entry.filename[:100]}” climbs out of its folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with packed.open(entry) as source, path.open("wb") as out:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > entry.file_size:
                raise UnsafeArchive(name=name, detail=f"the entry “{entry.filename[:100]}” is larger than it says")
            out.write(chunk)
