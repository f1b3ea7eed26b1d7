"""Where title, author and year stand: eight layouts of a page of 200 × 300."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chorsu.foundation.ui.covers.geometry import short
from chorsu.foundation.ui.covers.letters import Set, drawn, fit, small
from chorsu.foundation.ui.covers.motifs import small_star
from chorsu.foundation.ui.covers.palettes import PALE, Palette


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the cover."""

    title: str
    author: str
    year: str


@dataclass(frozen=True, slots=True)
class Art:
    """`field(x, y, w, h)` fills a box with the pattern; `big(x, y, r)` draws the one figure."""

    field: Callable[[float, float, float, float], str]
    big: Callable[[float, float, float], str]


# The machine's sans is wider or narrower than the serif the table measures; a tenth of room covers both.
def _author(words: Words, x: float, y: float, wide: float, anchor: str, colour: str, largest: float = 11.5) -> str:
    if not words.author:
        return ""
    return small(fit(words.author, wide * 0.94, 27, largest, 8.5), x, y, anchor, colour)


def _author_above(words: Words, y: float, p: Palette) -> tuple[str, float]:
    """The author above the title, and how far a second line pushes the title down."""
    if not words.author:
        return "", 0
    setting = fit(words.author, 134 * 0.94, 27, 11.5, 8.5)
    more = (len(setting.lines) - 1) * setting.size * 1.2
    return small(setting, 16, y + more, "start", p.title), more


def _year(words: Words, x: float, y: float, anchor: str, colour: str) -> str:
    if not words.year:
        return ""
    return small(Set(9, [words.year]), x, y, anchor, colour, ' letter-spacing=".8" opacity=".85"')


def _rules(p: Palette, at: float, first: float = 1.6, gap: float = 4) -> str:
    return (
        f'<rect y="{short(at)}" width="200" height="{short(first)}" fill="{p.strap}"/>'
        f'<rect y="{short(at + gap)}" width="200" height=".7" fill="{p.strap}"/>'
    )


def label(w: Words, p: Palette, art: Art) -> str:
    title = fit(w.title, 116, 104, 25)
    more = 12 if len(fit(w.author, 114, 27, 11, 8.5).lines) > 1 else 0
    tall, top = max(112.0 + more, title.height + 66 + more), 46
    star = p.glaze if p.spark in PALE else p.spark
    return (
        art.field(0, 0, 200, 300)
        + f'<rect x="26" y="{top}" width="148" height="{short(tall)}" fill="{p.label}"/>'
        + f'<g fill="none" stroke="{p.ink}"><rect x="30.5" y="{top + 4.5}" width="139" height="{short(tall - 9)}" stroke-width=".8"/>'
        + f'<rect x="33" y="{top + 7}" width="134" height="{short(tall - 14)}" stroke-width=".4"/></g>'
        + drawn(title, 100, top + (tall - more - 30 - title.height) / 2 + title.size * 0.98, "middle", p.ink)
        + small_star(100, top + tall - more - 37, 3, star)
        + _author(w, 100, top + tall - 16, 122, "middle", p.ink, 11)
    )


def foot(w: Words, p: Palette, art: Art) -> str:
    title = fit(w.title, 168, 78, 27)
    return (
        art.field(0, 0, 200, 172) + _rules(p, 172) + drawn(title, 16, 182 + title.size, "start", p.title)
        + _author(w, 16, 285, 134, "start", p.title) + _year(w, 184, 285, "end", p.title)
    )  # fmt: skip


def head(w: Words, p: Palette, art: Art) -> str:
    author, more = _author_above(w, 27, p)
    title = fit(w.title, 168, 94 - more, 28)
    return (
        author + _year(w, 184, 27, "end", p.title) + drawn(title, 16, 42 + more + title.size, "start", p.title)
        + art.field(0, 150, 200, 150) + _rules(p, 145, 0.7, 3.4)
    )  # fmt: skip


def spine(w: Words, p: Palette, art: Art) -> str:
    title = fit(w.title, 122, 200, 27)
    return (
        art.field(0, 0, 54, 300) + f'<path d="M54.8 0v300" stroke="{p.strap}" stroke-width="1.6"/>'
        + f'<path d="M58.4 0v300" stroke="{p.strap}" stroke-width=".7"/>'
        + drawn(title, 70, 30 + title.size, "start", p.title)
        + _author(w, 70, 268, 118, "start", p.title) + _year(w, 70, 285, "start", p.title)
    )  # fmt: skip


_ARCH = "M34 266V118C34 78 74 62 100 34C126 62 166 78 166 118V266z"
_INNER = "M39 261V119C39 82 76 67 100 41C124 67 161 82 161 119V261z"


def arch(w: Words, p: Palette, art: Art) -> str:
    title = fit(w.title, 112, 104, 24)
    return (
        art.field(0, 0, 200, 300) + f'<path d="{_ARCH}" fill="{p.label}"/>'
        + f'<path d="{_INNER}" fill="none" stroke="{p.ink}" stroke-width=".9"/>' + small_star(100, 74, 6, p.ink)
        + f'<circle cx="100" cy="74" r="2" fill="{p.label}"/>'
        + drawn(title, 100, 158 - title.height / 2 + title.size * 0.9, "middle", p.ink)
        + _author(w, 100, 236, 104, "middle", p.ink, 11) + _year(w, 100, 251, "middle", p.ink)
    )  # fmt: skip


def rise(w: Words, p: Palette, art: Art) -> str:
    author, more = _author_above(w, 24, p)
    title = fit(w.title, 168, 108 - more, 28)
    return (
        art.big(100, 262, 106) + drawn(title, 16, 34 + more + title.size, "start", p.title)
        + author + _year(w, 184, 24, "end", p.title)
    )  # fmt: skip


def corner(w: Words, p: Palette, art: Art) -> str:
    title = fit(w.title, 150, 106, 28)
    lift = 13 if len(fit(w.author, 126, 27, 11.5, 8.5).lines) > 1 else 0
    return (
        art.big(172, 66, 92)
        + drawn(title, 16, 262 - lift - title.height + title.size * 0.9, "start", p.title)
        + _author(w, 16, 285, 134, "start", p.title) + _year(w, 184, 285, "end", p.title)
    )  # fmt: skip


def medal(w: Words, p: Palette, art: Art) -> str:
    title = fit(w.title, 156, 78, 25)
    return (
        f'<g fill="none" stroke="{p.strap}"><rect x="8.5" y="8.5" width="183" height="283" stroke-width=".9"/>'
        + '<rect x="12" y="12" width="176" height="276" stroke-width=".4"/></g>' + art.big(100, 178, 70)
        + drawn(title, 100, 60 - title.height / 2 + title.size * 0.82, "middle", p.title)
        + _author(w, 100, 274, 150, "middle", p.title)
    )  # fmt: skip


LAYOUTS: dict[str, Callable[[Words, Palette, Art], str]] = {
    "label": label, "foot": foot, "head": head, "spine": spine, "arch": arch, "rise": rise, "corner": corner,
    "medal": medal,
}  # fmt: skip
