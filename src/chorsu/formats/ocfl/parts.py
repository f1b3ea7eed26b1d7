"""Parts of an inventory read with care: it may be damaged in any way."""

from __future__ import annotations

from typing import Any

from chorsu.formats.ocfl.structure import is_text


def content_directory(document: dict[str, Any]) -> str:
    """The name of the folder for content, `content` where the inventory names none that can be used."""
    name = document.get("contentDirectory", "content")
    return name if is_text(name) and "/" not in name and name not in {".", ".."} else "content"


def lowered(state: Any) -> set[str]:
    """The digests of a state, in small letters."""
    return {str(digest).lower() for digest in state} if isinstance(state, dict) else set()


def manifest_paths(document: dict[str, Any]) -> list[tuple[str, str]]:
    """(content path, digest) of a manifest; what is no list of paths is left out."""
    block = document.get("manifest")
    return [
        (str(path), str(digest))
        for digest, paths in (block if isinstance(block, dict) else {}).items()
        for path in (paths if isinstance(paths, list) else [])
    ]


def by_content(document: dict[str, Any], block: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Logical path → content paths: comparable also when the digest algorithm changed between versions."""
    manifest = {str(d).lower(): paths for d, paths in document["manifest"].items() if isinstance(paths, list)}
    found: dict[str, frozenset[str]] = {}
    state = block.get("state")
    for digest, paths in (state if isinstance(state, dict) else {}).items():
        for path in paths if isinstance(paths, list) else []:
            found[str(path)] = frozenset(map(str, manifest.get(str(digest).lower(), [])))
    return found
