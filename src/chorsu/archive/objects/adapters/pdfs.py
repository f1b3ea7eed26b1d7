"""PDFs: number of pages, outline, page images and the text that is in them, with the place of each word.

PDFium is not safe for threads, so one lock guards it. Pages are measured as if scanned at 300 dpi, so places of
words and page images share one grid of pixels, and a scanned PDF is recognised at the size engines like.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from chorsu.archive.objects.errors import UnusablePdf
from chorsu.formats import alto

DPI = 300
LONGEST_SIDE = 6000
LOCK = threading.RLock()


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed again. Raises UnusablePdf with a sentence for locked and damaged files."""
    with LOCK:
        try:
            document = pypdfium2.PdfDocument(str(path))
        except pypdfium2.PdfiumError as error:
            text = str(error).lower()
            detail = "it is locked with a password" if "password" in text else "it is damaged or not a PDF"
            raise UnusablePdf(detail=detail) from error
        try:
            yield document
        finally:
            document.close()


def page_size(document: pypdfium2.PdfDocument, index: int) -> tuple[int, int]:
    """Width and height of a page in pixels of our grid."""
    return _grid(*document.get_page_size(index))[:2]


def outline(document: pypdfium2.PdfDocument, limit: int = 2000) -> list[dict[str, Any]]:
    """The outline as contents: label, page number from 1, level from 0."""
    found = []
    for bookmark in document.get_toc(max_depth=8):
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        title = bookmark.get_title().strip()
        if index is not None and title:
            found.append({"label": title[:200], "page": index + 1, "level": bookmark.level})
        if len(found) >= limit:
            break
    return found


def render(path: Path, index: int, width: int | None = None):
    """One page as a Pillow image: `width` pixels wide, or the size of our grid."""
    with opened(path) as document:
        page = document[index]
        points_wide, points_high = page.get_size()
        full_width, _, scale = _grid(points_wide, points_high)
        if width is not None and width < full_width:
            scale = width / max(points_wide, 0.01)
        return page.render(scale=scale).to_pil()


def text(path: Path, index: int) -> alto.PageText:
    """The text that is in the page, with places; empty for a scanned page."""
    with opened(path) as document:
        return page_text(document, index)


def page_text(document: pypdfium2.PdfDocument, index: int) -> alto.PageText:
    """As `text`, of an open document."""
    page = document[index]
    points_wide, points_high = page.get_size()
    width, height, scale = _grid(points_wide, points_high)
    result = alto.PageText(width, height, [], "", "PDF text layer")
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count <= 0:
        return result
    characters = textpage.get_text_range(0, count, errors="replace").replace("\ufffe", "-")
    if len(characters) != count:
        # Characters outside the basic plane and generated ones shift the count: places would be wrong, so per char.
        characters = "".join(chr(raw.FPDFText_GetUnicode(textpage, i) or 32)[:1] for i in range(count))
    left, bottom, _, _ = page.get_bbox()
    line: list[alto.Word] = []
    block: list[alto.Line] = []
    word, box = "", None
    for position, character in enumerate(characters):
        if character.isspace() or ord(character) < 32:
            if word:
                line.append(_word(word, box, scale, left, bottom, height))
                word, box = "", None
            if character in "\r\n" and line:
                block.append(alto.Line(line))
                line = []
            continue
        place = textpage.get_charbox(position)
        box = place if box is None else (
            min(box[0], place[0]), min(box[1], place[1]), max(box[2], place[2]), max(box[3], place[3])
        )  # fmt: skip
        word += character
    if word:
        line.append(_word(word, box, scale, left, bottom, height))
    if line:
        block.append(alto.Line(line))
    if block:
        result.blocks.append(alto.Block(block))
    return result


def _word(text: str, box, scale: float, left: float, bottom: float, height: int) -> alto.Word:
    x0, y0, x1, y1 = box
    return alto.Word(
        text,
        max(0, round((x0 - left) * scale)),
        max(0, round(height - (y1 - bottom) * scale)),
        max(1, round((x1 - x0) * scale)),
        max(1, round((y1 - y0) * scale)),
    )


def _grid(points_wide: float, points_high: float) -> tuple[int, int, float]:
    scale = min(DPI / 72, LONGEST_SIDE / max(points_wide, points_high, 0.01))
    return max(1, round(points_wide * scale)), max(1, round(points_high * scale)), scale
