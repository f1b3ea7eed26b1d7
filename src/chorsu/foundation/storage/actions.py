"""Stores bytes and checks them. Same bytes, same name: storing twice costs nothing."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO

from chorsu.foundation.storage.errors import BlobDamaged
from chorsu.foundation.storage.ports import Blob
from chorsu.foundation.storage.queries import blob_path, exists, open_blob, store

CHUNK = 1 << 20


def put(source: BinaryIO | bytes | str | os.PathLike) -> Blob:
    """Store a file (open for reading, or by its path) or bytes; returns its digest and size."""
    if isinstance(source, bytes):
        return store().put(io.BytesIO(source))
    if isinstance(source, (str, os.PathLike)):
        with Path(source).open("rb") as file:
            return store().put(file)
    return store().put(source)


def verify(digest: str) -> Blob:
    """Read a blob and compare it with its name. Raises BlobMissing or BlobDamaged."""
    found, size = hashlib.sha256(), 0
    with open_blob(digest) as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            size += len(chunk)
    if found.hexdigest() != digest:
        raise BlobDamaged(digest=digest)
    return Blob(digest, size)


def delete(digest: str) -> None:
    """Forget a blob. The caller knows that nobody names it any more."""
    store().delete(digest)


__all__ = ["Blob", "blob_path", "delete", "exists", "open_blob", "put", "verify"]
