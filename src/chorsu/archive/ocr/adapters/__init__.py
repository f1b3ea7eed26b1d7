"""Tesseract as a library and as a program; both read the language packs of the system."""

from __future__ import annotations

import shutil

from chorsu.archive.ocr.adapters import tessdata
from chorsu.archive.ocr.errors import EngineMissing
from chorsu.archive.ocr.ports import Engine


def engine() -> Engine:
    """The best engine that works here. Raises EngineMissing."""
    folder = tessdata.folder()
    if folder is None:
        raise EngineMissing()
    try:
        from chorsu.archive.ocr.adapters.tesserocr_engine import TesserocrEngine

        return TesserocrEngine(folder)
    except ImportError:
        pass
    if shutil.which("tesseract"):
        from chorsu.archive.ocr.adapters.tesseract_program import TesseractProgram

        return TesseractProgram(folder)
    raise EngineMissing()
