"""Tesseract's table of words (TSV) as a page with blocks, lines and words."""

from __future__ import annotations

from chorsu.formats.alto import Block, Line, PageText, Word

WORD_LEVEL = "5"


def parse(table: str, width: int, height: int, pack: str, software: str) -> PageText:
    """Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    page = PageText(width, height, [], pack, software)
    place: tuple[str, str] | None = None
    line_place: tuple[str, str, str] | None = None
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != WORD_LEVEL or not cells[11].strip():
            continue
        if (cells[2], cells[3]) != place:
            place = (cells[2], cells[3])
            page.blocks.append(Block())
        if (cells[2], cells[3], cells[4]) != line_place:
            line_place = (cells[2], cells[3], cells[4])
            page.blocks[-1].lines.append(Line())
        x, y, w, h = (int(cell) for cell in cells[6:10])
        confidence = max(0.0, float(cells[10]) / 100)
        page.blocks[-1].lines[-1].words.append(Word(cells[11].strip(), x, y, w, h, round(confidence, 3)))
    return page
