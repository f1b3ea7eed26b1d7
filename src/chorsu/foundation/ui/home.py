"""The registry of the home page: rooms add blocks and figures, the page draws them in order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

logger = logging.getLogger(__name__)

Drawn = tuple[str, dict[str, Any]]
Block = Callable[[HttpRequest], Drawn | None]


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    order: int
    slot: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the strip: a lazy label and who counts it."""

    label: Any
    count: Callable[[], int | None]
    order: int = 100


_blocks: list[_Placed] = []
_figures: list[Figure] = []
_niche: list[tuple[int, Block]] = []


def add(block: Block, order: int = 100, slot: str = "main") -> None:
    """Adds a block: a function of the request that gives `(template, context)`, or None to stay away.

    `slot`: `main` fills the width, `duo` is the left of the pair, `aside` its right; order 10–90 within a slot. Blocks
    of `main` up to order 50 stand above the pair, the others below it.
    """
    if all(placed.block is not block for placed in _blocks):
        _blocks.append(_Placed(block, order, slot))


def add_figure(label: Any, count: Callable[[], int | None], order: int = 100) -> None:
    """Adds a number to the strip below the search; None or 0 is not shown. Keep it quick: it runs on every visit."""
    if all(figure.label != label for figure in _figures):
        _figures.append(Figure(label, count, order))


def put_in_niche(block: Block, order: int = 100) -> None:
    """What stands in the portal beside the search: a context with `url`, `cover` (address) and `title`.

    The first in order that has something to show stands there.
    """
    if all(placed is not block for _order, placed in _niche):
        _niche.append((order, block))
        _niche.sort(key=lambda each: each[0])


def figures() -> list[tuple[str, int]]:
    """Label and number of each figure that has one."""
    drawn = []
    for figure in sorted(_figures, key=lambda each: each.order):
        number = _safely(figure.count)
        if number:
            drawn.append((str(figure.label), number))
    return drawn


def niche(request: HttpRequest) -> dict[str, Any] | None:
    """The context of the first block that has something to stand in the portal."""
    for _order, block in _niche:
        drawn = _safely(block, request)
        if drawn:
            return drawn[1]
    return None


def blocks(request: HttpRequest, slot: str = "main", above: int = 0, upto: int = 1_000) -> list[SafeString]:
    """The rendered blocks of a slot with an order greater than `above` and no greater than `upto`."""
    rendered = []
    for placed in sorted(_blocks, key=lambda each: each.order):
        if placed.slot != slot or not above < placed.order <= upto:
            continue
        drawn = _safely(placed.block, request)
        if drawn:
            template, context = drawn
            rendered.append(render_to_string(template, context, request))
    return rendered


def _safely(call: Callable[..., Any], *arguments: Any) -> Any:
    # One room's trouble must not take the front door down; it is written to the log with its trace.
    try:
        return call(*arguments)
    except Exception:
        logger.exception("A block of the home page failed: %r", call)
        return None
