"""Single figures and fields: rosette, suzani, banna'i brick, Đông Sơn drum, water scales."""

from __future__ import annotations

from chorsu.foundation.ui.covers.geometry import TAU, Point, at, closed, short
from chorsu.foundation.ui.covers.palettes import Palette
from chorsu.foundation.ui.covers.seed import Rand

HALF = TAU / 2
UP = -HALF / 2


def _fill(colour: str, path: str) -> str:
    return f'<path fill="{colour}" d="{path}"/>'


def _disc(cx: float, cy: float, radius: float, colour: str) -> str:
    return f'<circle cx="{short(cx)}" cy="{short(cy)}" r="{short(radius)}" fill="{colour}"/>'


def small_star(cx: float, cy: float, radius: float, colour: str) -> str:
    """The eight-pointed star that parts title and author."""
    points = [at(cx, cy, radius * (0.72 if i % 2 else 1), i * TAU / 16) for i in range(16)]
    return _fill(colour, closed(points))


def rosette(cx: float, cy: float, r: float, n: int, p: Palette) -> str:
    """One great rosette of `n` petals: star polygons, one in another."""

    def ring(outer: float, inner: float, off: float = 0) -> str:
        points: list[Point] = []
        for i in range(n):
            points.append(at(cx, cy, r * outer, UP + (i + off) * TAU / n))
            points.append(at(cx, cy, r * inner, UP + (i + off + 0.5) * TAU / n))
        return closed(points)

    def petals(near: float, far: float, wide: float, off: float) -> str:
        path, belly = "", near + (far - near) * 0.42
        for i in range(n):
            a, half = UP + (i + off) * TAU / n, wide * HALF / n
            corners = ((near, a), (belly, a + half), (far, a), (belly, a - half))
            path += closed(at(cx, cy, r * distance, angle) for distance, angle in corners)
        return path

    def line(path: str, width: float) -> str:
        return f'<path fill="none" stroke="{p.strap}" stroke-width="{width:g}" stroke-linejoin="round" d="{path}"/>'

    rim, field, long_petals = ring(1, 0.8), ring(0.8, 0.62, 0.5), petals(0.4, 0.79, 0.62, 0.5)
    short_petals, heart, spark = petals(0.36, 0.62, 0.5, 0), ring(0.4, 0.22, 0.5), ring(0.2, 0.1)
    colour = (
        _fill(p.second, rim) + _fill(p.ground, field) + _fill(p.glaze, long_petals) + _fill(p.spark, short_petals)
        + _fill(p.second, heart) + _fill(p.strap, spark)
    )  # fmt: skip
    circle = f'<circle cx="{short(cx)}" cy="{short(cy)}" r="{short(r * 1.06)}" fill="none" stroke="{p.strap}" stroke-width=".7"/>'
    return colour + line(rim, 1.3) + line(field + long_petals + heart, 0.9) + circle


def suzani(cx: float, cy: float, r: float, n: int, p: Palette) -> str:
    """An embroidered moon: a scalloped rim, pointed petals, a ringed heart."""
    bead = short(r * 0.1)
    path = ""
    for i in range(n * 2):
        x, y = at(cx, cy, r * 0.98, i * TAU / (n * 2))
        path += f"M{short(x - r * 0.1)} {short(y)}a{bead} {bead} 0 1 0 {short(r * 0.2)} 0a{bead} {bead} 0 1 0 -{short(r * 0.2)} 0"

    def petals(near: float, far: float, wide: float, colour: str, off: float = 0) -> str:
        out, belly = "", (near + far * 1.7) / 2.7
        for i in range(n):
            a = (i + off) * TAU / n
            (ax, ay), (bx, by) = at(cx, cy, r * near, a), at(cx, cy, r * far, a)
            (lx, ly), (qx, qy) = at(cx, cy, r * belly, a - wide), at(cx, cy, r * belly, a + wide)
            out += (
                f"M{short(ax)} {short(ay)}Q{short(lx)} {short(ly)} {short(bx)} {short(by)}"
                f"Q{short(qx)} {short(qy)} {short(ax)} {short(ay)}z"
            )
        return _fill(colour, out)

    return (
        _disc(cx, cy, r, p.spark) + _fill(p.spark, path) + _disc(cx, cy, r * 0.9, p.strap)
        + petals(0.3, 0.88, 3.4 / n, p.glaze) + petals(0.36, 0.76, 1.7 / n, p.ground)
        + petals(0.55, 0.88, 1.1 / n, p.second, 0.5)
        + _disc(cx, cy, r * 0.34, p.second) + _disc(cx, cy, r * 0.24, p.strap) + _disc(cx, cy, r * 0.13, p.spark)
    )  # fmt: skip


def brick(name: str, rand: Rand, p: Palette) -> str:
    """Banna'i: glazed brick ends laid in the plain brick wall, as a `<pattern>`."""
    unit, period, kind = 5, (8, 10, 12)[int(rand() * 3)], int(rand() * 3)
    paths = {"line": "", "near": "", "knot": "", "wall": ""}
    size = period * 2
    for y in range(size):
        for x in range(size):
            dx, dy = abs((x + period) % size - period), abs((y + period) % size - period)
            if kind == 0:
                value = (dx + dy) % period
            elif kind == 1:
                value = max(dx, dy) % (period // 2) + (dx + dy) % 2
            else:
                value = (dx + dy + (y // 2) % 2) % (period - 2)
            which = (
                "line" if value == 0 else "near" if value in {1, period - 1}
                else "knot" if value == period // 2 else "wall"
            )  # fmt: skip
            if which != "wall":
                paths[which] += f"M{x} {y}h1"
    # Each brick is a dash one unit long: a tenth of the characters of a drawn square.
    colours = {"line": p.strap, "near": p.second, "knot": p.spark}
    wall = f'<path stroke="{p.glaze}" stroke-width=".84" stroke-dasharray=".84 .16" d="{"".join(f"M0 {y}h{size}" for y in range(size))}"/>'
    dashes = "".join(
        f'<path stroke="{colours[which]}" stroke-width=".84" stroke-dasharray=".84 .16" d="{path}"/>'
        for which, path in paths.items()
        if path
    )
    shift = short(100 - period * unit - unit / 2)
    return (
        f'<pattern id="{name}" width="{size * unit}" height="{size * unit}" patternUnits="userSpaceOnUse" '
        f'patternTransform="translate({shift} 0)"><rect width="{size * unit}" height="{size * unit}" fill="{p.ground}"/>'
        f'<g transform="translate(.4 2.5) scale({unit})">{wall}{dashes}</g></pattern>'
    )


def waves(name: str, rand: Rand, p: Palette) -> str:
    """Sóng nước: scales of water, one over the other, as a `<pattern>`."""
    r = 17 + int(rand() * 3) * 3
    rings = "".join(
        f'<circle r="{short(r * part)}" fill="{colour}"/>'
        for part, colour in ((1, p.glaze), (0.78, p.ground), (0.56, p.second), (0.34, p.spark))
    )
    rows = ((0, 0), (2, 0), (-1, 0.6), (1, 0.6), (3, 0.6), (0, 1.2), (2, 1.2), (-1, 1.8), (1, 1.8), (3, 1.8))
    uses = "".join(f'<use href="#{name}s" x="{short(x * r)}" y="{short(y * r)}"/>' for x, y in rows)
    return (
        f'<g id="{name}s" stroke="{p.strap}" stroke-width=".8">{rings}</g><pattern id="{name}" width="{2 * r}" '
        f'height="{short(r * 1.2)}" patternUnits="userSpaceOnUse" patternTransform="translate(100 0)">{uses}</pattern>'
    )


def drum(cx: float, cy: float, r: float, p: Palette, rand: Rand) -> str:
    """The face of a Đông Sơn drum: a sun in rings of combs, dots, saw teeth and birds in flight."""
    rays = 12 + 2 * int(rand() * 2)

    def ring(part: float, width: float = 1) -> str:
        return f'<circle r="{short(r * part)}" fill="none" stroke="{p.strap}" stroke-width="{width:g}"/>'

    def teeth(low: float, high: float, count: int, colour: str) -> str:
        path = ""
        for i in range(count):
            path += closed(
                at(0, 0, r * distance, (i + off) * TAU / count)
                for distance, off in ((low, -0.42), (high, 0), (low, 0.42))
            )
        return _fill(colour, path)

    def comb(low: float, high: float, count: int) -> str:
        # A dashed ring: the dashes are the teeth of the comb.
        middle, width = r * (low + high) / 2, r * (high - low)
        step = TAU * middle / count
        return (
            f'<circle r="{short(middle)}" fill="none" stroke="{p.strap}" stroke-width="{short(width)}" '
            f'stroke-dasharray="{step * 0.3:.2f} {step * 0.7:.2f}"/>'
        )

    def beads(part: float, count: int, size: float, colour: str) -> str:
        path, z = "", short(r * size)
        for i in range(count):
            x, y = at(0, 0, r * part, i * TAU / count)
            path += f"M{short(x - r * size)} {short(y)}a{z} {z} 0 1 0 {short(r * size * 2)} 0a{z} {z} 0 1 0-{short(r * size * 2)} 0"
        return f'<path fill="none" stroke="{colour}" d="{path}"/>'

    chevrons = ""
    for i in range(rays):
        a = (i + 0.5) * TAU / rays
        for q in (0.27, 0.31, 0.35):
            points = (at(0, 0, r * q, a - 0.09), at(0, 0, r * (q - 0.06), a), at(0, 0, r * q, a + 0.09))
            chevrons += "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)
    bird = (
        f"M{short(-r * 0.15)} {short(-r * 0.765)}l{short(r * 0.1)} {short(-r * 0.02)} {short(r * 0.045)} {short(-r * 0.05)} "
        f"{short(r * 0.03)} {short(r * 0.05)} {short(r * 0.09)} {short(r * 0.03)} {short(-r * 0.1)} {short(r * 0.008)} "
        f"{short(-r * 0.06)} {short(r * 0.04)} {short(-r * 0.02)} {short(-r * 0.04)}z"
    )
    birds = "".join(f'<path transform="rotate({i * 40})" d="{bird}"/>' for i in range(9))
    return (
        f'<g transform="translate({short(cx)} {short(cy)})"><circle r="{short(r)}" fill="{p.ground}"/>'
        + teeth(0.11, 0.37, rays, p.spark) + f'<circle r="{short(r * 0.14)}" fill="{p.spark}"/>'
        + f'<path fill="none" stroke="{p.strap}" stroke-width=".8" d="{chevrons}"/>'
        + ring(0.4, 1.2) + comb(0.41, 0.46, 96) + ring(0.47) + beads(0.515, 36, 0.026, p.second) + ring(0.56)
        + teeth(0.575, 0.66, 40, p.glaze) + ring(0.68, 1.2) + f'<g fill="{p.spark}">{birds}</g>'
        + ring(0.83, 1.2) + comb(0.84, 0.885, 120) + ring(0.895) + teeth(0.91, 0.97, 72, p.second) + ring(0.985, 1.4)
        + "</g>"
    )  # fmt: skip
