"""Checks a whole store against OCFL 1.0 and 1.1: its root, each object in it, and what lies outside of objects."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from chorsu.formats.ocfl.findings import Finding, Findings
from chorsu.formats.ocfl.validate import validate_object


def validate_store(root: Path, content: bool = True) -> Iterator[tuple[Path, list[Finding]]]:
    """(folder, findings) of the root and of each object below it, one at a time."""
    root = Path(root)
    found = Findings()
    declarations = sorted(path.name for path in root.glob("0=*"))
    if len(declarations) != 1 or not re.fullmatch(r"0=ocfl_1\.[01]", declarations[0]):
        found.add("E069", "the storage root has no declaration 0=ocfl_1.1")
    elif (root / declarations[0]).read_text(errors="replace").rstrip("\n") != declarations[0][2:]:
        found.add("E075", "the declaration of the storage root says something else than its name")
    yield root, found.items
    seen: dict[str, Path] = {}
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders.sort()
        if here == root:
            if "extensions" in folders:
                folders.remove("extensions")
            continue
        if any(name.startswith("0=ocfl_object") for name in files):
            folders.clear()
            findings = validate_object(here, content)
            identifier = _identifier(here)
            if identifier in seen:
                findings.append(Finding("E110", f"{identifier} lies also in {seen[identifier]}"))
            elif identifier:
                seen[identifier] = here
            yield here, findings
        elif files:
            yield here, [Finding("E072", f"files outside of an object: {', '.join(sorted(files)[:3])}")]
            folders.clear()
        elif not folders:
            yield here, [Finding("E073", "an empty folder")]


def _identifier(folder: Path) -> str:
    try:
        return str(json.loads((folder / "inventory.json").read_bytes())["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
