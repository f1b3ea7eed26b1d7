"""Drawn covers for what has none, and the registry that knows what a public id stands for.

`cover()` is pure. The rooms above register who gives the facts of a kind of thing (the first letter of its public id),
because the look knows no catalogue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chorsu.foundation.ui.covers.drawing import cover

__all__ = ["VERSION", "Drawn", "Facts", "cover", "of", "register_source", "url"]

# Part of every cover's address: raise it when the drawing changes, and browsers fetch anew.
VERSION = "2"

Facts = tuple[str, str, str, str, str]
Source = Callable[[Sequence[str]], Mapping[str, Facts]]
_sources: dict[str, Source] = {}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cover and the tag by which a browser asks whether it changed."""

    svg: str
    etag: str


def register_source(kind: str, source: Source) -> None:
    """`source(pids)` gives `{pid: (title, author, year, lang, cls)}` for public ids that start with `kind`."""
    _sources[kind] = source


def of(pid: str) -> Drawn | None:
    """The cover of a public id, or None when nobody knows it."""
    source = _sources.get(pid[:1])
    facts = source([pid]).get(pid) if source else None
    if facts is None:
        return None
    return _drawn(*(str(fact or "") for fact in facts))


@lru_cache(maxsize=2048)
def _drawn(title: str, author: str, year: str, lang: str, cls: str) -> Drawn:
    svg = cover(title, author, year, lang or "uz", cls or "82")
    return Drawn(svg, f'"{hashlib.sha256(svg.encode()).hexdigest()[:16]}"')


def url(pid: str, version: str | int = "") -> str:
    """The address of a cover. `version` is the thing's own, such as the number of a record's last change."""
    return f"/covers/{pid}.svg?v={VERSION}" + (f".{version}" if version not in ("", None) else "")
