"""Setting of words on covers: titles in drawn letters of Source Serif 4, small words in the machine's own sans.

A cover is shown as an image, and images see no page fonts: the title's outlines are in `letters.json` (made by
`frontend/letters.py`), with their widths and pairs, so lines break and fit exactly, alike on every machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from chorsu.foundation.ui.covers.geometry import short

SANS = "'Source Sans 3','Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
SERIF = "'Source Serif 4','Noto Serif',Georgia,'DejaVu Serif',serif"
# Letters that are missing in the font, by the nearest that is there.
_STAND_IN = str.maketrans({"'": "’", "`": "‘", "‐": "-", "‑": "-", "−": "–", "\u00a0": " ", "ʹ": "’", "′": "’"})


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    with (Path(__file__).parent / "letters.json").open(encoding="utf-8") as file:
        data = json.load(file)
    data["pairs"] = {
        left: {right: int(value) for value, rights in row.items() for right in rights}
        for left, row in data["pairs"].items()
    }
    return data


def drawable(text: str) -> bool:
    """Whether every letter has an outline."""
    letters = _data()["letters"]
    return all(letter in letters for letter in text.translate(_STAND_IN))


def width(text: str) -> float:
    """The width of a line in ems, with its pairs."""
    data = _data()
    letters, pairs = data["letters"], data["pairs"]
    total, before = 0, ""
    for letter in text.translate(_STAND_IN):
        # What the font lacks (Chinese, Arabic, …) is set by the machine; an em is the safe guess for it.
        total += letters[letter][0] if letter in letters else data["units"]
        total += pairs.get(before, {}).get(letter, 0)
        before = letter
    return total / data["units"]


@dataclass(frozen=True, slots=True)
class Set:
    """Text broken into lines at a size."""

    size: float
    lines: list[str]

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * 1.1


def _pieces(word: str, room: float) -> list[str]:
    """A word longer than the line, cut where it must be."""
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter + "-") > room:
            pieces.append(piece + "-")
            piece = letter
        else:
            piece += letter
    return [*pieces, piece]


def wrap(text: str, room: float, cut: bool = False) -> list[str]:
    """Lines no wider than `room` ems; a longer word stands alone, or is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= room:
            lines[-1] = joined
        elif cut and width(word) > room:
            lines += _pieces(word, room)
        else:
            lines.append(word)
    return lines


def _balanced(text: str, room: float) -> list[str]:
    """The same number of lines, as even as they come."""
    count = len(wrap(text, room))
    low, high = room * 0.4, room
    for _ in range(7):
        middle = (low + high) / 2
        lines = wrap(text, middle)
        if len(lines) > count or any(width(line) > middle for line in lines):
            low = middle
        else:
            high = middle
    return wrap(text, high)


def fit(text: str, wide: float, tall: float, largest: float, smallest: float = 11) -> Set:
    """The largest setting that fits a box; what is too long even at the smallest ends in an ellipsis."""
    size = largest
    while size >= smallest:
        room = wide / size
        # Asked first because it is cheap: most titles fit at the first or second size.
        plain = wrap(text, room)
        if len(plain) * size * 1.1 <= tall and all(width(line) <= room for line in plain):
            return Set(size, _balanced(text, room))
        size -= 1
    room = wide / smallest
    lines = wrap(text, room, cut=True)
    most = max(1, int(tall / (smallest * 1.1)))
    if len(lines) > most:
        last = lines[most - 1].rstrip(" -,;:.")
        while last and width(last + "…") > room:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], last + "…"]
    return Set(smallest, lines)


def drawn(setting: Set, x: float, y: float, anchor: str, colour: str, leading: float = 1.1) -> str:
    """The lines as outlines; `x` is their start, middle or end, `y` the first baseline."""
    data = _data()
    scale = setting.size / data["units"]
    out = ""
    for index, line in enumerate(setting.lines):
        wide = width(line) * setting.size
        left = x - wide / 2 if anchor == "middle" else x - wide if anchor == "end" else x
        base = y + index * setting.size * leading
        if drawable(line):
            out += f'<path transform="translate({short(left)} {short(base)}) scale({scale:.4f})" d="{_outline(line)}"/>'
        else:
            out += (
                f'<text x="{short(left)}" y="{short(base)}" font-size="{short(setting.size)}" textLength="{short(wide)}" '
                f'lengthAdjust="spacingAndGlyphs" font-weight="600" font-family="{SERIF}">{escape(line)}</text>'
            )
    return f'<g fill="{colour}">{out}</g>'


def _outline(line: str) -> str:
    data = _data()
    letters, pairs = data["letters"], data["pairs"]
    path, pen, before = "", 0, ""
    for letter in line.translate(_STAND_IN):
        advance, outline = letters[letter]
        pen += pairs.get(before, {}).get(letter, 0)
        if outline:
            path += f"M{pen} 0{outline}"
        pen += advance
        before = letter
    return path


def small(setting: Set, x: float, y: float, anchor: str, colour: str, fade: str = "") -> str:
    """Lines of small words; the last one's baseline is `y`."""
    start = y - (len(setting.lines) - 1) * setting.size * 1.2
    spans = "".join(
        f'<tspan x="{short(x)}" y="{short(start + index * setting.size * 1.2)}">{escape(line)}</tspan>'
        for index, line in enumerate(setting.lines)
    )
    return (
        f'<text font-family="{SANS}" font-weight="500" font-size="{short(setting.size)}" fill="{colour}" '
        f'text-anchor="{anchor}"{fade}>{spans}</text>'
    )
