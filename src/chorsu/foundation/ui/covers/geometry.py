"""Points, paths and girih: star patterns by Hankin's method, "polygons in contact".

E. H. Hankin (1925) saw how the straps of such patterns were found: from the middle of every edge of a tiling two lines
leave at one angle and run until they meet their neighbours'. One rule and one angle give hundreds of patterns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chorsu.foundation.ui.covers.palettes import Palette

TAU = math.tau
Point = tuple[float, float]


def short(value: float) -> str:
    """A coordinate to a tenth, in as few characters as SVG allows."""
    text = f"{round(value, 1):.1f}".removesuffix(".0")
    if text in {"-0", "0"}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def at(cx: float, cy: float, radius: float, angle: float) -> Point:
    """The point at an angle and a distance."""
    return cx + radius * math.cos(angle), cy + radius * math.sin(angle)


def _join(values: Iterable[float]) -> str:
    out = ""
    for value in values:
        text = short(value)
        out += text if not out or text.startswith("-") else " " + text
    return out


def closed(points: Iterable[Point]) -> str:
    """A closed path through the points, in relative steps (half the characters of absolute ones)."""
    path, before = "", (0.0, 0.0)
    for index, point in enumerate(points):
        here = (round(point[0], 1), round(point[1], 1))
        if index == 0:
            path = "M" + _join(here) + "l"
        else:
            step = _join((here[0] - before[0], here[1] - before[1]))
            path += step if index == 1 or step.startswith("-") else " " + step
        before = here
    return path + "z"


def star(cx: float, cy: float, sides: int, edge: float, turn: float, angle: float) -> tuple[list[Point], float]:
    """The star that Hankin's rule cuts from one regular polygon, and the radius of its inner corners."""
    half = math.pi / sides
    apothem = edge / 2 / math.tan(half)
    slope = math.tan(angle)
    run = apothem * math.tan(half) / (1 + slope * math.tan(half))
    inner = math.hypot(apothem - run * slope, run)
    points: list[Point] = []
    for index in range(sides):
        middle = turn + index * TAU / sides
        points += [at(cx, cy, apothem, middle), at(cx, cy, inner, middle + half)]
    return points, inner


@dataclass(frozen=True, slots=True)
class Tiling:
    """Regular polygons (x, y, sides, turn) in a cell that repeats."""

    width: float
    height: float
    polygons: list[tuple[float, float, int, float]]


def _hexagonal(
    step: float, centre: tuple[int, float], middle: int = 0, corner: tuple[int, float] | None = None
) -> Tiling:
    width, height = step, step * math.sqrt(3)
    polygons: list[tuple[float, float, int, float]] = []
    for x, y in ((0.0, 0.0), (step / 2, height / 2)):
        polygons.append((x, y, *centre))
        for turn in (0, math.pi / 3, -math.pi / 3) if middle else ():
            polygons.append((x + step / 2 * math.cos(turn), y + step / 2 * math.sin(turn), middle, turn))
        if corner:
            deep = step * math.sqrt(3) / 6
            polygons.append((x + step / 2, y + deep, corner[0], corner[1]))
            polygons.append((x + step / 2, y - deep, corner[0], corner[1] + math.pi))
    return Tiling(width, height, polygons)


def _octagons(edge: float) -> Tiling:
    side = edge * (1 + math.sqrt(2))
    return Tiling(side, side, [(0, 0, 8, 0.0), (side / 2, side / 2, 4, math.pi / 4)])


# Archimedean tilings by their corners: 4.8.8, 3.12.12, 4.6.12, 3.4.6.4.
TILINGS: dict[str, Callable[[float], Tiling]] = {
    "octagons": _octagons,
    "dodecagons": lambda a: _hexagonal(a * (2 + math.sqrt(3)), (12, 0), corner=(3, math.pi / 2)),
    "grand": lambda a: _hexagonal(a * (3 + math.sqrt(3)), (12, 0), 4, (6, math.pi / 6)),
    "hexagons": lambda a: _hexagonal(a * (1 + math.sqrt(3)), (6, 0), 4, (3, math.pi * 1.5)),
}


@dataclass(frozen=True, slots=True)
class Girih:
    """How one pattern is drawn: tiling, edge length, strap angle (radians), place, thickness."""

    tiling: str
    edge: float
    angle: float
    x: float = 100
    y: float = 88
    turn: int = 0
    strap: float | None = None
    fade: float = 1
    lines_only: bool = False
    ground: str = ""


def girih(name: str, how: Girih, colours: Palette) -> str:
    """The pattern as an SVG `<pattern>` named `name`."""
    cell = TILINGS[how.tiling](how.edge)
    seen: set[tuple[float, float]] = set()
    fills: dict[str, str] = {}
    straps, dots = "", ""
    for x0, y0, sides, turn in cell.polygons:
        radius = how.edge / 2 / math.sin(math.pi / sides)
        for column in (-1, 0, 1):
            for row in (-1, 0, 1):
                x, y = x0 + column * cell.width, y0 + row * cell.height
                key = (round(x, 1), round(y, 1))
                inside = -radius <= x <= cell.width + radius and -radius <= y <= cell.height + radius
                if key in seen or not inside:
                    continue
                seen.add(key)
                points, inner = star(x, y, sides, how.edge, turn, how.angle)
                straps += closed(points)
                big = sides >= 6
                if how.lines_only and not big:
                    continue
                colour = colours.glaze if big else colours.spark if sides == 4 else colours.second
                fills[colour] = fills.get(colour, "") + closed(points)
                if big and not how.lines_only:
                    heart: list[Point] = []
                    for index in range(sides):
                        heart.append(at(x, y, inner * 0.46, turn + index * TAU / sides))
                        heart.append(at(x, y, inner * 0.8, turn + (index + 0.5) * TAU / sides))
                    dots += f'<path fill="{colours.second}" d="{closed(heart)}"/>'
                    dots += (
                        f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(inner * 0.27)}" fill="{colours.spark}"/>'
                    )
    faint = ' opacity=".6"' if how.lines_only else ""
    body = "".join(f'<path fill="{colour}"{faint} d="{path}"/>' for colour, path in fills.items()) + dots
    thick = how.strap or max(0.9, how.edge / 15)
    move = f"translate({short(how.x)} {short(how.y)})" + (f" rotate({how.turn})" if how.turn else "")
    fade = f' opacity="{how.fade:g}"' if how.fade != 1 else ""
    return (
        f'<pattern id="{name}" width="{cell.width:.2f}" height="{cell.height:.2f}" patternUnits="userSpaceOnUse" '
        f'patternTransform="{move}"><rect width="{short(cell.width + 1)}" height="{short(cell.height + 1)}" '
        f'fill="{how.ground or colours.ground}"/>{body}<path d="{straps}" fill="none" stroke="{colours.strap}" '
        f'stroke-width="{short(thick)}" stroke-linejoin="round"{fade}/></pattern>'
    )
