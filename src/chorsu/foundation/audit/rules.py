"""How an entry of the trail is sealed. Pure: anybody can check a copy of the trail with this file alone."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def seal(
    previous: str,
    at: str,
    actor: int | None,
    actor_name: str,
    verb: str,
    target: str,
    details: Any,
    library: int | None,
) -> str:
    """SHA-256 over the previous seal and every value of the entry, as canonical JSON.

    >>> first = seal("", "2026-01-01T00:00:00+00:00", 1, "tam", "libraries.rename", "library:1", {}, 1)
    >>> first != seal("", "2026-01-01T00:00:00+00:00", 1, "tam", "libraries.rename", "library:2", {}, 1)
    True
    """
    values = [previous, at, actor, actor_name, verb, target, details, library]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
