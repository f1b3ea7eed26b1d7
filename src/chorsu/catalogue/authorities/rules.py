"""Which names are one agent's. Plain values in, a decision out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from xxhash import xxh3_64_intdigest

from chorsu.language.folding import fold

MOST = 12  # agents of one record that are kept; a congress volume may name hundreds
_YEAR = re.compile(r"\d{3,4}")


def key(kind: str, name: str) -> int:
    """The 64-bit key of a name: folded words, sorted, so that script and order do not matter.

    >>> key("person", "Qodiriy, Abdulla") == key("person", "Абдулла Қодирий")
    True
    """
    value = xxh3_64_intdigest(f"{kind}:{' '.join(sorted(fold(name).split()))}".encode())
    return value - (1 << 64) if value >= (1 << 63) else value


def birth(dates: str) -> int | None:
    """The first year of life dates.

    >>> birth("1894–1938"), birth("b. 1950"), birth("XIX asr")
    (1894, 1950, None)
    """
    found = _YEAR.search(dates)
    return int(found.group()) if found else None


def choose(candidates: Iterable[tuple[int, int | None]], born: int | None) -> tuple[int, bool] | None:
    """Which of the agents of one key — (id, birth year) pairs — is meant, and whether it learns its birth year.

    Without a year the only bearer of the name is meant; with one, its bearer, else a lone one of unknown years.

    >>> choose([(7, 1894)], 1894), choose([(7, None)], 1894), choose([(7, 1894)], 1950), choose([(7, 1894), (8, 1950)], None)
    ((7, False), (7, True), None, (7, False))
    """
    known = sorted(candidates)
    if born is not None:
        exact = next((id_ for id_, year in known if year == born), None)
        if exact is not None:
            return exact, False
        unknown = [id_ for id_, year in known if year is None]
        return (unknown[0], True) if len(unknown) == 1 and len(known) == 1 else None
    blank = next((id_ for id_, year in known if year is None), None)
    if blank is not None:
        return blank, False
    return (known[0][0], False) if known else None


def prepare(data: dict[str, Any], copies: list[dict[str, Any]]) -> list[tuple]:
    """The agents of a description: (key, kind, name, dates, birth, role, writings) with writings [(name, script)]."""
    result = []
    for entry in data.get("agents", ())[:MOST]:
        name = entry.get("name", "").strip()[:250]
        if not fold(name):
            continue
        kind = entry.get("kind", "person")
        dates = entry.get("dates", "")[:40]
        writings = [(name, entry.get("script", ""))]
        writings += [(also["name"][:250], also.get("script", "")) for also in entry.get("also", ()) if also.get("name")]
        role = (entry.get("roles") or ["aut" if entry.get("main") else ""])[0][:8]
        result.append((key(kind, name), kind, name, dates, birth(dates), role, writings))
    return result
