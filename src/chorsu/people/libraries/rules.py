"""What the tree allows: kinds under kinds, paths, names by language, codes. Plain values in, a decision out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from chorsu.language.transliteration import to_cyrillic

#: Which kinds an organisation of a kind may stand under; None stands for the root.
MAY_STAND_UNDER: dict[str, frozenset[str | None]] = {
    "network": frozenset({None}),
    "country": frozenset({None, "network"}),
    "region": frozenset({None, "network", "country", "region"}),
    "district": frozenset({"network", "country", "region"}),
    "library": frozenset({None, "network", "country", "region", "district"}),
    "branch": frozenset({"library", "branch"}),
    "desk": frozenset({"library", "branch"}),
    "location": frozenset({"library", "branch", "desk", "location"}),
}

#: The order in which another language stands in for the one asked for.
FALLBACK_LANGUAGES = ("uz", "ru", "en", "vi", "uz-cyrl")

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


def may_stand_under(kind: str, parent_kind: str | None) -> bool:
    """Whether an organisation of `kind` may stand right under one of `parent_kind` (None: at the root).

    >>> may_stand_under("branch", "library"), may_stand_under("library", "branch"), may_stand_under("network", None)
    (True, False, True)
    """
    return parent_kind in MAY_STAND_UNDER.get(kind, frozenset())


def code_is_usable(code: str) -> bool:
    """A code is letters, digits, dot, dash and underscore, at most 32, as it stands in addresses and files.

    >>> code_is_usable("NLUZ"), code_is_usable("NLUZ/1"), code_is_usable("")
    (True, False, False)
    """
    return CODE.fullmatch(code) is not None


def path_ids(path: str) -> list[int]:
    """The ids of a materialised path, from the root down.

    >>> path_ids("/1/5/9/")
    [1, 5, 9]
    """
    return [int(part) for part in path.split("/") if part]


def path_under(parent_path: str, number: int) -> str:
    """The path of the row `number` under a parent with `parent_path` ("" at the root).

    >>> path_under("", 1), path_under("/1/", 5)
    ('/1/', '/1/5/')
    """
    return f"{parent_path or '/'}{number}/"


def moved_path(path: str, old_prefix: str, new_prefix: str) -> str:
    """The path of a row after its ancestor moved.

    >>> moved_path("/1/5/9/", "/1/5/", "/1/7/5/")
    '/1/7/5/9/'
    """
    return new_prefix + path.removeprefix(old_prefix)


def name_in(names: Mapping[str, str], language: str) -> tuple[str, str]:
    """The name in `language` and the language it is really in; ("", "") when there is no name at all.

    A missing Cyrillic Uzbek name is written from the Latin one; else the first language of `FALLBACK_LANGUAGES`.

    >>> name_in({"ru": "Библиотека", "en": "Library"}, "vi")
    ('Библиотека', 'ru')
    >>> name_in({}, "uz")
    ('', '')
    """
    language = language.lower()
    wanted = names.get(language) or names.get(language.split("-")[0] if language != "uz-cyrl" else "")
    if wanted:
        return wanted, language
    if language == "uz-cyrl" and names.get("uz"):
        return to_cyrillic(names["uz"]), language
    for other in (*FALLBACK_LANGUAGES, *names):
        if names.get(other):
            return names[other], other
    return "", ""


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Closing days, first and last included; yearly ones hold on the same days of every year."""

    first: date
    last: date
    yearly: bool = False
    reason: str = ""

    def hold(self, day: date) -> bool:
        """Whether `day` is one of them; a yearly range may run over the new year.

        >>> ClosedDays(date(2025, 12, 30), date(2026, 1, 2), yearly=True).hold(date(2030, 1, 1))
        True
        >>> ClosedDays(date(2025, 9, 1), date(2025, 9, 1)).hold(date(2026, 9, 1))
        False
        """
        if not self.yearly:
            return self.first <= day <= self.last
        if (self.last - self.first).days >= 365:
            return True
        first, last, asked = ((one.month, one.day) for one in (self.first, self.last, day))
        return first <= asked <= last if first <= last else asked >= first or asked <= last


def closure_on(day: date, closures: Iterable[ClosedDays]) -> ClosedDays | None:
    """The first of the closing days that hold on `day`."""
    return next((closed for closed in closures if closed.hold(day)), None)


def overlapping(intervals: Sequence[tuple[time, time]]) -> bool:
    """Whether some of one day's intervals share a minute, or one ends before it begins.

    >>> overlapping([(time(9), time(13)), (time(14), time(18))]), overlapping([(time(9), time(13)), (time(12), time(18))])
    (False, True)
    """
    ordered = sorted(intervals)
    return any(opens >= closes for opens, closes in ordered) or any(
        left[1] > right[0] for left, right in zip(ordered, ordered[1:], strict=False)
    )
