"""What an engine of text recognition has to offer; Tesseract is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chorsu.formats.alto import PageText

OTSU, ADAPTIVE_OTSU, SAUVOLA = 0, 1, 2


@dataclass(frozen=True, slots=True)
class GreyImage:
    """An 8-bit grey image: rows of `width` bytes, no padding."""

    width: int
    height: int
    data: bytes
    dpi: int = 300


class Engine(Protocol):
    """Recognises one page at a time; not for several threads at once."""

    name: str

    def packs(self) -> frozenset[str]:
        """The language packs that are installed."""
        ...

    def recognise(self, image: GreyImage, pack: str, thresholding: int = OTSU) -> PageText:
        """Words with places in pixels of `image`. `pack` may join several by `+`. Raises PageUnreadable."""
        ...

    def turn(self, image: GreyImage) -> int:
        """By how many degrees (0, 90, 180, 270) to turn the image clockwise until its print stands upright; 0 also
        when that cannot be told."""
        ...
