"""The life of a digital object, as a table of allowed transitions."""

from __future__ import annotations

from typing import Any

TRANSITIONS: dict[str, frozenset[str]] = {
    "draft": frozenset({"processing", "ready", "failed", "withdrawn"}),
    "processing": frozenset({"ready", "failed", "withdrawn", "processing"}),
    "ready": frozenset({"processing", "withdrawn", "ready"}),
    "failed": frozenset({"processing", "ready", "withdrawn", "failed"}),
    "withdrawn": frozenset({"ready"}),
}


def may_become(state: str, wanted: str) -> bool:
    """Whether an object in one state may pass into another.

    >>> may_become("draft", "processing"), may_become("withdrawn", "processing")
    (True, False)
    """
    return wanted in TRANSITIONS.get(state, frozenset())


def outcome(pages: int, failed: int) -> str:
    """The state when every page was tried: one good page is enough to read.

    >>> outcome(10, 3), outcome(2, 2), outcome(0, 0)
    ('ready', 'failed', 'ready')
    """
    return "failed" if pages and failed >= pages else "ready"


def without_nul(value: Any) -> Any:
    """The same data without NUL characters: files carry them in their metadata, PostgreSQL takes none.

    >>> without_nul({"title": "Kitob\\x00", "parts": ["a\\x00b", 3]})
    {'title': 'Kitob', 'parts': ['ab', 3]}
    """
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {without_nul(key): without_nul(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [without_nul(part) for part in value]
    return value
