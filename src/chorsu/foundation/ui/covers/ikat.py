"""Abr, the cloud: ikat silk drawn thread by thread, so that edges feather along the warp and nowhere else."""

from __future__ import annotations

import math

from chorsu.foundation.ui.covers.geometry import short
from chorsu.foundation.ui.covers.palettes import Palette
from chorsu.foundation.ui.covers.seed import Rand, numbers, seed

THREAD = 2.0


def _height(kind: int, u: float) -> float:
    """How tall the cloud stands at a distance `u` (0 in the middle, 1 at the edge)."""
    if kind == 0:
        return 1 - u / 0.94
    if kind == 1:
        return math.sqrt(max(0.0, 1 - (u / 0.94) ** 2)) * (0.72 + 0.28 * math.cos(u * 9))
    return (1 - u) * (0.7 + 0.42 * abs(math.sin(u * 8.2)))


def ikat(name: str, rand: Rand, p: Palette, width: float, height: float) -> str:
    """Half a cloth and its mirror image; `name` is the id the half gets."""
    colours = (p.strap, p.second, p.spark, p.glaze)
    threads = round(width / 2 / THREAD)
    bands = 2 + (1 if rand() < 0.45 else 0)
    tall = height / bands
    kind = int(rand() * 3)
    out = ""
    for band in range(bands):
        middle = (band + 0.5) * tall
        for layer, part in enumerate((1, 0.76, 0.5, 0.22)):
            out += _cloud(rand, kind, part, threads, middle, tall, colours[layer])
    for band in range(bands + 1):
        combs = ""
        for index in range(13):
            x, reach = width / 2 - 3 - index * 2.6, (13 - index) * 1.5 + rand() * 4
            combs += f"M{short(x)} {round(band * tall - reach)}v{round(reach * 2)}"
        out += f'<path stroke="{p.spark}" stroke-width="1.5" d="{combs}"/>'
    half = width / 2
    return (
        f'<g id="{name}h" transform="translate({short(half)} 0)">{out}</g>'
        f'<use href="#{name}h" transform="translate({short(width)} 0) scale(-1 1)"/>'
    )


def _cloud(rand: Rand, kind: int, part: float, threads: int, middle: float, tall: float, colour: str) -> str:
    top: list[int] = []
    bottom: list[int] = []
    for index in range(threads + 1):
        reach = _height(kind, index / threads) - (1 - part)
        if reach <= 0.015:
            break
        y = reach * tall * 0.5
        loose = 7 * (0.55 + part * 0.6)
        top.append(round(middle - y + (rand() - 0.5) * loose))
        bottom.append(round(middle + y + (rand() - 0.5) * loose))
    if not top:
        return ""
    step = f"h{short(THREAD)}"
    path = f"M0 {top[0]}{step}"
    for before, y in zip(top, top[1:], strict=False):
        path += f"v{y - before}{step}"
    back = f"h-{short(THREAD)}"
    path += f"V{bottom[-1]}{back}"
    for before, y in zip(bottom[::-1], bottom[-2::-1], strict=False):
        path += f"v{y - before}{back}"
    return f'<path fill="{colour}" d="{path}z"/>'


def strip(words: str, p: Palette, width: int, height: int) -> str:
    """A strip of cloth as a whole SVG: for collections and empty places."""
    cloth = ikat("w", numbers(seed(words)), p, width, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice">'
        f'<rect width="{width}" height="{height}" fill="{p.ground}"/>{cloth}</svg>'
    )
