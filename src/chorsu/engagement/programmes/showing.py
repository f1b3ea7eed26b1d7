"""How programmes are drawn: the stars of a marathon's days, and the blocks of the home page."""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpRequest

from chorsu.engagement.programmes import queries, rules
from chorsu.engagement.programmes.models import Marathon, Participant
from chorsu.foundation.ui import covers

ACROSS = 10
STEP = 28
#: More stars than this are no picture any more; a bar says it better.
MOST_STARS = 60


def star_path() -> str:
    """The eight-pointed star of one day, around (14, 14)."""
    points = []
    for index in range(16):
        radius, angle = (13, 9.4)[index % 2], index * math.pi / 8
        points.append(f"{14 + radius * math.cos(angle):.1f} {14 + radius * math.sin(angle):.1f}")
    return f"M{'L'.join(points)}z"


def stars(days: int, day: int) -> dict[str, Any]:
    """Places and classes of the stars: `d` past, `t` today, `n` to come.

    >>> drawn = stars(12, 3)
    >>> drawn["height"], [star["kind"] for star in drawn["stars"]][:4], drawn["stars"][11]["y"]
    (56, ['d', 'd', 't', 'n'], 28)
    """
    if days > MOST_STARS:
        return {"stars": [], "height": 0}
    drawn = [
        {
            "x": (number - 1) % ACROSS * STEP,
            "y": (number - 1) // ACROSS * STEP,
            "kind": "d" if number < day else "t" if number == day else "n",
        }
        for number in range(1, days + 1)
    ]
    return {"stars": drawn, "height": math.ceil(days / ACROSS) * STEP, "path": star_path()}


def card(marathon: Marathon, part: Participant | None = None) -> dict[str, Any]:
    """What the card and the page of a marathon show."""
    own = rules.own_day(marathon.start, marathon.days, part.joined, marathon.today) if part else None
    return {
        "marathon": marathon,
        "part": part,
        "own_day": own if own and own <= marathon.days else None,
        "passed": max(0, marathon.day - 1),
        "started": marathon.day >= 1,
        "over": marathon.day > marathon.days,
        **stars(marathon.days, marathon.day),
    }


def week_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The home page's list of the week's books."""
    books = queries.books_now()
    return ("programmes/_week.html", {"books": books}) if books else None


def marathon_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The home page's marathon."""
    marathon = queries.marathon_now()
    if marathon is None:
        return None
    return "programmes/_marathon.html", card(marathon, queries.takes_part(marathon, request.user))


def niche(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """What stands in the portal of the home page: the first book of the week."""
    books = queries.books_now(limit=1)
    if not books:
        return None
    record = books[0].record
    return "", {
        "url": record.get_absolute_url(),
        "cover": covers.url(record.pid, record.change),
        "title": record.title,
    }
