"""Draws the look's three standing ornaments with the covers' own geometry. Run by hand when that changes:
`.venv/bin/python frontend/ornaments.py`.
"""

import math
from dataclasses import replace
from pathlib import Path

from chorsu.foundation.ui.covers.geometry import TILINGS, Girih, girih
from chorsu.foundation.ui.covers.ikat import strip
from chorsu.foundation.ui.covers.palettes import PALETTES

STATIC = Path(__file__).resolve().parent.parent / "src/chorsu/foundation/ui/static/ui/img"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


def portal() -> str:
    """The niche of the home page: a pointed arch in a wall of eight-fold stars."""
    colours = replace(PALETTES["lapis"], glaze="#1d45a3", second="#12225c", spark="#27a3a8", strap="#e9d9ae")
    wall = girih("w", Girih("octagons", 36, math.pi * 0.375, x=220, y=74, strap=2, ground="#0f1f56"), colours)
    arch = "M70 560V262C70 178 158 140 220 74C282 140 370 178 370 262V560Z"
    inner = "M80 560V264C80 186 164 148 220 89C276 148 360 186 360 264V560"
    return (
        f'{SVG} viewBox="0 0 440 560" preserveAspectRatio="xMidYMax slice"><defs>{wall}</defs>'
        '<rect width="440" height="560" fill="url(#w)"/>'
        '<rect x="40" y="30" width="360" height="540" fill="none" stroke="#e4a52f" stroke-width="2"/>'
        f'<path d="{arch}" fill="#0d1b4b"/><path d="{arch}" fill="none" stroke="#e4a52f" stroke-width="3"/>'
        f'<path d="{inner}" fill="none" stroke="#27a3a8" stroke-width="1.5"/></svg>\n'
    )


def band() -> str:
    """One cell of the band above the footer; CSS repeats it."""
    edge, height = 11.6, 28
    side = TILINGS["octagons"](edge).width
    pattern = girih("b", Girih("octagons", edge, math.pi * 0.375, x=0, y=height / 2, strap=1), PALETTES["lapis"])
    # Three cells wide, so that rounding the width to a hundredth cannot be seen as a seam.
    return (
        f'{SVG} width="{side * 3:.3f}" height="{height}" viewBox="0 0 {side * 3:.3f} {height}"><defs>{pattern}</defs>'
        f'<rect width="{side * 3:.3f}" height="{height}" fill="url(#b)"/></svg>\n'
    )


STATIC.mkdir(parents=True, exist_ok=True)
(STATIC / "portal.svg").write_text(portal())
(STATIC / "band.svg").write_text(band())
(STATIC / "ikat.svg").write_text(strip("Fargʻona abr 7", PALETTES["madder"], 220, 330) + "\n")
for file in sorted(STATIC.iterdir()):
    print(file.name, file.stat().st_size, "bytes")
