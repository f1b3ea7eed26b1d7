"""What was found in something brought in: its files, its pages, its contents."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class KeptFile:
    """A file to keep: where it lies now, its logical path in the object."""

    path: Path
    name: str
    mime: str
    representation: str = "master"


@dataclass(slots=True)
class FoundPage:
    """A page; `problem` says why it failed already, `text` is the text that came with it."""

    label: str = ""
    width: int = 0
    height: int = 0
    file: str = ""
    frame: int = 0
    problem: str = ""
    problem_state: str = "failed"
    words: int = 0
    language: str = ""
    has_text: bool = False
    needs_recognition: bool = True


@dataclass(slots=True)
class Found:
    """Everything about one thing brought in."""

    kind: str
    files: list[KeptFile] = field(default_factory=list)
    pages: list[FoundPage] = field(default_factory=list)
    contents: list[dict[str, Any]] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    title: str = ""
    duration: float | None = None
