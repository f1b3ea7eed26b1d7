"""One pure function: words of a book in, its cover out. The same title and class give the same cover for ever."""

from __future__ import annotations

import math
import re
import unicodedata

from chorsu.foundation.ui.covers.geometry import Girih, girih, short
from chorsu.foundation.ui.covers.ikat import ikat
from chorsu.foundation.ui.covers.layouts import LAYOUTS, Art, Words
from chorsu.foundation.ui.covers.motifs import brick, drum, rosette, suzani, waves
from chorsu.foundation.ui.covers.palettes import PALETTES, Palette, palettes_for
from chorsu.foundation.ui.covers.seed import Rand, numbers, pick, seed

_LAYOUTS_OF = {
    "girih": ["label", "foot", "arch", "head", "spine"],
    "net": ["label", "arch", "head", "foot"],
    "brick": ["label", "head", "arch", "spine"],
    "ikat": ["foot", "label", "head"],
    "suzani": ["rise", "medal", "corner"],
    "rosette": ["rise", "medal", "corner"],
    "drum": ["rise", "medal", "corner"],
    "waves": ["head", "foot", "arch"],
}
_EDGES = {"octagons": (22, 30), "dodecagons": (15, 21), "grand": (15, 19), "hexagons": (22, 30)}
_ANGLES = {
    "octagons": (55, 67.5, 45), "dodecagons": (60, 67, 52), "grand": (60, 52, 66), "hexagons": (60, 45, 54),
}  # fmt: skip
# Too many letters for one good line: the other title information goes, as on real spines.
LONG = 60


def cover(title: str, author: str = "", year: str | int | None = "", lang: str = "uz", cls: str = "82") -> str:
    """A cover as a whole SVG document of 200 × 300.

    `lang` is the book's language (`vi…` has motifs of its own), `cls` its class, of which the first figure counts
    (UDC: 9 history, 7 arts, 5 6 0 science). Any text is safe: it is drawn or escaped.
    """
    title, author = _clean(title) or "—", _clean(author)
    rand = numbers(seed(f"{title}|{cls or '82'}"))
    vietnamese, classed = lang.lower().startswith("vi"), (cls or "8")[0]
    palette = PALETTES[pick(rand, palettes_for(vietnamese, classed))]
    family = pick(rand, _families(vietnamese, classed))
    layout = pick(rand, _LAYOUTS_OF[family])
    defs, art = _art(family, layout, rand, palette)
    words = Words(_shortened(title), _first(author), str(year or ""))
    page = LAYOUTS[layout](words, palette, art)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 300" width="200" height="300">'
        f'<defs>{defs}</defs><rect width="200" height="300" fill="{palette.ground}"/>{page}'
        '<path d="M7 0v300" stroke="#000" stroke-opacity=".16" stroke-width="1.2"/>'
        '<path d="M8.4 0v300" stroke="#fff" stroke-opacity=".16" stroke-width=".8"/></svg>'
    )


def _families(vietnamese: bool, classed: str) -> list[str]:
    if vietnamese:
        return ["drum", "drum", "waves", "rosette"]
    if classed == "9":
        return ["brick", "girih", "brick", "rosette"]
    if classed in {"5", "6", "0"}:
        return ["brick", "net", "girih"]
    if classed == "7":
        return ["ikat", "suzani", "ikat"]
    return ["girih", "girih", "rosette", "suzani", "ikat", "net"]


def _art(family: str, layout: str, rand: Rand, p: Palette) -> tuple[str, Art]:
    def filled(x: float, y: float, w: float, h: float) -> str:
        return f'<rect x="{short(x)}" y="{short(y)}" width="{short(w)}" height="{short(h)}" fill="url(#k)"/>'

    def cloth(x: float, y: float, w: float, h: float) -> str:
        return f'<svg x="{short(x)}" y="{short(y)}" width="{short(w)}" height="{short(h)}" viewBox="{short(100 - w / 2)} 0 {short(w)} {short(h)}"><use href="#k"/></svg>'

    def nothing(x: float, y: float, r: float) -> str:
        return ""

    if family in {"girih", "net"}:
        return _girih(family == "net", layout, rand, p), Art(filled, nothing)
    if family == "brick":
        return brick("k", rand, p), Art(filled, nothing)
    if family == "waves":
        return waves("k", rand, p), Art(filled, nothing)
    if family == "ikat":
        tall = {"label": 300, "head": 150}.get(layout, 180)
        woven = f'<g id="k"><rect width="200" height="{tall}" fill="{p.ground}"/>{ikat("k", rand, p, 200, tall)}</g>'
        return woven, Art(cloth, nothing)
    if family == "drum":
        return "", Art(filled, lambda x, y, r: drum(x, y, r, p, rand))
    petals = pick(rand, (8, 10, 12, 16))
    figure = suzani if family == "suzani" else rosette
    return "", Art(filled, lambda x, y, r: figure(x, y, r, petals, p))


def _girih(net: bool, layout: str, rand: Rand, p: Palette) -> str:
    tiling = pick(rand, ("octagons", "octagons", "dodecagons", "grand", "hexagons"))
    low, high = _EDGES[tiling]
    edge = (low + rand() * (high - low)) * (0.82 if net else 1)
    angle = math.radians(pick(rand, _ANGLES[tiling]))
    turn = 45 if tiling == "octagons" and rand() < 0.3 else 0
    y = 225 if layout == "head" else 88
    how = Girih(
        tiling, edge, angle, y=y, turn=turn, strap=1.1 if net else None, fade=0.85 if net else 1, lines_only=net
    )
    return girih("k", how, p)


def _clean(text: str | None) -> str:
    """One line without control characters; records bring both."""
    words = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in str(text or "")[:400])
    return unicodedata.normalize("NFC", " ".join(words.split())).strip(" /:;,=")


def _shortened(title: str) -> str:
    if len(title) <= LONG:
        return title
    first = re.split(r"\s[:=/;]\s|:\s|\s[–—]\s|\.\s", title, maxsplit=1)[0]
    return first if len(first) >= 4 else title


def _first(author: str) -> str:
    """Names as they stand on covers: not inverted, without dates, the first of many."""
    names = [_upright(name) for name in author.split(";") if name.strip()]
    return f"{names[0]} …" if len(names) > 2 else ", ".join(names)


def _upright(name: str) -> str:
    """
    >>> _upright("Qodiriy, Abdulla, 1894-1938"), _upright("Nguyễn Du"), _upright("Вазирлар Маҳкамаси")
    ('Abdulla Qodiriy', 'Nguyễn Du', 'Вазирлар Маҳкамаси')
    """
    parts = [part.strip() for part in name.split(",") if part.strip() and not any(c.isdigit() for c in part)]
    # A family name of one or two words and a given name; anything else is a body's name and stays as it is.
    if len(parts) == 2 and len(parts[0].split()) <= 2 and len(parts[1].split()) <= 3:
        return f"{parts[1]} {parts[0]}"
    return ", ".join(parts) or name.strip()
