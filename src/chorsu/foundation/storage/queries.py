"""Reads stored bytes by their digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from chorsu.foundation.storage.files import FileBlobStore
from chorsu.foundation.storage.ports import BlobStore


def store() -> BlobStore:
    """The blob store of this installation: files under DATA_DIR/blobs."""
    return FileBlobStore(Path(settings.DATA_DIR) / "blobs")


def open_blob(digest: str) -> BinaryIO:
    """The bytes, open for reading. Raises BlobMissing."""
    return store().open(digest)


def blob_path(digest: str) -> Path:
    """Where the bytes lie, for tools that need a file. Read only. Raises BlobMissing."""
    return store().path(digest)


def exists(digest: str) -> bool:
    """Whether the bytes are here."""
    return store().exists(digest)


def size(digest: str) -> int:
    """Size in bytes. Raises BlobMissing."""
    return store().size(digest)


def digests() -> Iterator[str]:
    """Every digest stored here, in order."""
    return store().digests()
