"""Page images without the database, for programs that work on pages in processes of their own; and the place where
the room of ingest, which stands above, says who takes uploads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyvips

from chorsu.archive.objects.adapters import images, pdfs, textpack
from chorsu.formats.alto import PageText
from chorsu.kernel.errors import Unavailable

_depositors: list[Callable[..., tuple[Any, Any]]] = []


def register_depositor(deposit: Callable[..., tuple[Any, Any]]) -> None:
    """`deposit(files, library, title, record, languages, rights, by) -> (object, job)` takes uploads from now on."""
    _depositors[:] = [deposit]


def deposit(*arguments: Any) -> tuple[Any, Any]:
    """Hand an upload over. Raises Unavailable while nobody takes them."""
    if not _depositors:
        raise Unavailable()
    return _depositors[0](*arguments)


def open_page(path: Path, mime: str, frame: int) -> pyvips.Image:
    """The image of one page, 8 bit, upright, at its full size. Raises UnusableImage or UnusablePdf."""
    if mime == "application/pdf":
        return images.from_pil(pdfs.render(path, frame))
    return images.open_frame(path, mime, frame)


def measure_image(path: Path, mime: str) -> list[tuple[int, int]]:
    """Width and height of each image in a file. Raises UnusableImage."""
    return [(frame.width, frame.height) for frame in images.measure(path, mime)]


def is_image_type(mime: str) -> bool:
    """Whether page images may come in this format."""
    return mime in images.TYPES


def jpeg(image: pyvips.Image, width: int) -> bytes:
    """A JPEG no wider than `width`."""
    return images.save_jpeg(images.shrink(image, width))


opened_pdf = pdfs.opened
pdf_page_size = pdfs.page_size
pdf_page_text = pdfs.page_text
pdf_outline = pdfs.outline


def keep_text(folder: Path, number: int, alto: bytes) -> Path:
    """Put the ALTO of one page into the folder of loose texts, whole or not at all."""
    return textpack.write_loose(folder, number, alto)


__all__ = [
    "PageText", "deposit", "is_image_type", "jpeg", "keep_text", "measure_image", "open_page", "opened_pdf",
    "pdf_outline", "pdf_page_size", "pdf_page_text", "register_depositor",
]  # fmt: skip
