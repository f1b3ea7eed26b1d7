"""Finds the language packs, wherever the system put them."""

from __future__ import annotations

import os
from pathlib import Path

PLACES = ("/usr/share/tesseract-ocr", "/usr/local/share/tesseract-ocr")
FLAT_PLACES = ("/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata")


def folder() -> Path | None:
    """The folder with `*.traineddata`: `CHORSU_TESSDATA` or `TESSDATA_PREFIX` first, then the newest of the system."""
    named = [Path(os.environ[name]) for name in ("CHORSU_TESSDATA", "TESSDATA_PREFIX") if os.environ.get(name)]
    found = [path / "tessdata" if (path / "tessdata").is_dir() else path for path in named]
    for place in PLACES:
        found += sorted(Path(place).glob("*/tessdata"), reverse=True)
    found += [Path(place) for place in FLAT_PLACES]
    return next((path for path in found if any(path.glob("*.traineddata"))), None)


def packs(path: Path) -> frozenset[str]:
    """The packs in a folder; `osd` and `equ` recognise no text."""
    return frozenset(file.stem for file in path.glob("*.traineddata")) - {"osd", "equ"}
