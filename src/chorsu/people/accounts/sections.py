"""The registry of what a reader finds under “My account”: rooms add sections, the page draws them in order.

sections.add(Section("loans", _("Loans"), draw_loans, order=10))   # draw_loans(request) -> (template, context) | None
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

Draw = Callable[[HttpRequest], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: `draw(request)` gives template and context, or None to stay away."""

    key: str
    label: Any
    draw: Draw
    order: int = 100


@dataclass(frozen=True, slots=True)
class Card:
    """One way into the work on the staff's start page; `text` one sentence, `count(request)` a figure or None."""

    label: Any
    url_name: str
    text: Any = ""
    icon: str = "grid"
    right: str = "staff.work"
    module: str = ""
    order: int = 100
    count: Callable[[HttpRequest], int | None] | None = None


_sections: dict[str, Section] = {}
_cards: dict[str, Card] = {}


def add(section: Section) -> None:
    """Add a section to the account page; the same key again replaces it."""
    _sections[section.key] = section


def add_card(card: Card) -> None:
    """Add a card to the start page of staff."""
    _cards[card.url_name] = card


def cards() -> list[Card]:
    """The cards in order."""
    return sorted(_cards.values(), key=lambda card: card.order)


def drawn(request: HttpRequest) -> list[tuple[Section, str]]:
    """The sections that have something to show, rendered, in order."""
    rendered: list[tuple[Section, str]] = []
    for section in sorted(_sections.values(), key=lambda each: each.order):
        # One room's trouble must not hide a reader's other affairs; the log has its trace.
        try:
            result = section.draw(request)
            if result is not None:
                rendered.append((section, render_to_string(result[0], result[1], request)))
        except Exception:
            logger.exception("A section of the account page failed: %s", section.key)
    return rendered
