"""Blobs by content hash: `put`, `open_blob`, `blob_path`, `exists`.

Imported late (PEP 562) because the package is loaded before Django's settings are.
"""

from typing import Any

_ACTIONS = {"put", "verify", "delete"}
_QUERIES = {"open_blob", "blob_path", "exists", "size", "digests"}


def __getattr__(name: str) -> Any:
    if name in _ACTIONS:
        from chorsu.foundation.storage import actions

        return getattr(actions, name)
    if name in _QUERIES:
        from chorsu.foundation.storage import queries

        return getattr(queries, name)
    if name == "Blob":
        from chorsu.foundation.storage.ports import Blob

        return Blob
    raise AttributeError(name)
