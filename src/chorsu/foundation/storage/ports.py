"""What the house asks of a blob store; the file system answers today, an object store later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes known by their content: lower-case hexadecimal SHA-256 and size in bytes."""

    digest: str
    size: int


class BlobStore(Protocol):
    """Write once, read many. A digest, once stored, always yields the same bytes."""

    def put(self, source: BinaryIO) -> Blob: ...

    def open(self, digest: str) -> BinaryIO: ...

    def path(self, digest: str) -> Path: ...

    def exists(self, digest: str) -> bool: ...

    def size(self, digest: str) -> int: ...

    def delete(self, digest: str) -> None: ...

    def digests(self) -> Iterator[str]: ...
