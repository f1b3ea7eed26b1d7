"""What the reading room decides without looking anything up: page numbers, page names, places that may be kept."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

_PRINTED = re.compile(r"(?i)[ivxlcdm]{1,7}|0*([1-9][0-9]{0,4}[a-zа-я]?)")
_CFI = re.compile(r"epubcfi\([^\x00-\x1f\x7f]{1,800}\)")
UZBEK = {"uz", "uzb", "uz-cyrl", "uz-latn", "uzb_cyrl"}


def page_number(text: str) -> int:
    """The number in an address; 0, which no page has, for what is none.

    >>> page_number("12"), page_number("abc"), page_number("-1"), page_number("9" * 30), page_number("٣")
    (12, 0, 0, 0, 0)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def page_name(kind: str, label: str, number: int) -> str:
    """How a page is called: its printed number, the chapter's title, else its place in the row.

    Labels of scans are the names of their files; only those that look like a printed number are one.

    >>> page_name("images", "0043", 45), page_name("images", "IMG_2231", 7), page_name("images", "xiv", 14)
    ('43', '7', 'xiv')
    >>> page_name("epub", "Birinchi bob", 3), page_name("epub", "", 3)
    ('Birinchi bob', '3')
    """
    label = label.strip()
    if kind == "epub":
        return label or str(number)
    found = _PRINTED.fullmatch(label)
    return (found[1] or label) if found else str(number)


def place_in(kind: str, locator: Mapping[str, Any], pages: int) -> dict[str, Any] | None:
    """The place, cleaned, as it may be kept; None for what is no place in such an object.

    >>> place_in("images", {"page": 12, "more": "x"}, 20), place_in("images", {"page": 21}, 20)
    ({'page': 12}, None)
    >>> place_in("audio", {"time": 95.52}, 0), place_in("audio", {"time": -1}, 0), place_in("epub", {"cfi": "x"}, 3)
    ({'time': 95.5}, None, None)
    """
    found: dict[str, Any] = {}
    page, time, cfi = locator.get("page"), locator.get("time"), locator.get("cfi")
    if kind in {"audio", "video"}:
        if isinstance(time, int | float) and not isinstance(time, bool) and 0 <= time < 10_000_000:
            found["time"] = round(float(time), 1)
        return found or None
    if kind == "epub" and cfi is not None:
        if not isinstance(cfi, str) or not _CFI.fullmatch(cfi):
            return None
        found["cfi"] = cfi
    if page is not None:
        if isinstance(page, bool) or not isinstance(page, int) or not 1 <= page <= pages:
            return None
        found["page"] = page
    return found or None


def share(fraction: float) -> float:
    """A share of the whole between 0 and 1, whatever was sent.

    >>> share(0.33333333), share(7), share(float("nan"))
    (0.3333, 1.0, 0.0)
    """
    return round(min(max(fraction, 0.0), 1.0), 4) if math.isfinite(fraction) else 0.0


def window(number: int, count: int, size: int = 12) -> range:
    """The pages whose small pictures stand beside: `size` of them, with `number` inside.

    >>> list(window(1, 5, 3)), list(window(50, 100, 4)), list(window(5, 5, 3))
    ([1, 2, 3], [49, 50, 51, 52], [3, 4, 5])
    """
    first = max(1, min(number - (size - 1) // 3, count - size + 1))
    return range(first, min(first + size, count + 1))


def is_uzbek(languages: Sequence[str]) -> bool:
    """Whether a text may be shown in the other script: only Uzbek has two.

    >>> is_uzbek(["uz"]), is_uzbek(["uzb_cyrl+rus"]), is_uzbek(["ru"]), is_uzbek([])
    (True, True, False, False)
    """
    return any(part.lower() in UZBEK for code in languages for part in code.split("+"))


def clock(seconds: float) -> str:
    """A moment of a recording.

    >>> clock(95), clock(3725)
    ('1:35', '1:02:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
