"""Blobs as files under `<root>/aa/bb/<sha256>`: written beside, forced to disk, then renamed into place."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from chorsu.foundation.storage.errors import BlobMissing, DigestInvalid
from chorsu.foundation.storage.ports import Blob

CHUNK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileBlobStore:
    """A `BlobStore` on a file system. Safe with many writers: the same bytes end under the same name."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, source: BinaryIO) -> Blob:
        """Store what can be read from `source` (streamed, a megabyte at a time)."""
        incoming = self.root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=incoming)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            place = self._place(digest.hexdigest())
            # A file of another size under this name was cut short by a full disk or a crash: it is replaced.
            if not (place.is_file() and place.stat().st_size == size):
                place.parent.mkdir(parents=True, exist_ok=True)
                temporary.chmod(0o444)
                os.replace(temporary, place)
                _sync_folder(place.parent)
        finally:
            temporary.unlink(missing_ok=True)
        return Blob(digest.hexdigest(), size)

    def open(self, digest: str) -> BinaryIO:
        return self.path(digest).open("rb")

    def path(self, digest: str) -> Path:
        place = self._place(digest)
        if not place.is_file():
            raise BlobMissing(digest=digest)
        return place

    def exists(self, digest: str) -> bool:
        return self._place(digest).is_file()

    def size(self, digest: str) -> int:
        return self.path(digest).stat().st_size

    def delete(self, digest: str) -> None:
        self._place(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Every stored digest, in order."""
        for first in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for second in sorted(first.glob("[0-9a-f][0-9a-f]")):
                yield from sorted(file.name for file in second.iterdir() if _DIGEST.fullmatch(file.name))

    def _place(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise DigestInvalid(digest=digest[:80])
        return self.root / digest[:2] / digest[2:4] / digest


def _sync_folder(folder: Path) -> None:
    """A rename lasts through a power cut only when its folder was forced to disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
