"""Weeks, days of a marathon and which words to show. Values in, a decision out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from chorsu.language.transliteration import to_cyrillic

#: Past weeks whose books may stand on the home page while nobody has chosen new ones.
STALE_WEEKS = 4
#: Days after the end when the names of those who took part are forgotten; the number stays.
FORGET_AFTER = 30
LONGEST = 366


def week_of(day: date) -> date:
    """The Monday of a day's week (ISO 8601).

    >>> week_of(date(2026, 11, 20))
    datetime.date(2026, 11, 16)
    """
    return day - timedelta(days=day.weekday())


def is_current(week: date, today: date) -> bool:
    """Whether books of a week may still stand on the home page.

    >>> is_current(date(2026, 11, 16), date(2026, 11, 20)), is_current(date(2026, 11, 23), date(2026, 11, 20))
    (True, False)
    >>> is_current(date(2026, 9, 7), date(2026, 11, 20))
    False
    """
    return week <= today and (week_of(today) - week).days <= 7 * STALE_WEEKS


def last_day(start: date, days: int) -> date:
    """
    >>> last_day(date(2026, 11, 1), 30)
    datetime.date(2026, 11, 30)
    """
    return start + timedelta(days=days - 1)


def day_of(start: date, days: int, today: date) -> int:
    """The number of today's day: 0 before the start, `days` + 1 after the end.

    >>> [day_of(date(2026, 11, 1), 30, date(2026, month, day)) for month, day in ((10, 31), (11, 1), (11, 20), (12, 9))]
    [0, 1, 20, 31]
    """
    return max(0, min((today - start).days + 1, days + 1))


def own_day(start: date, days: int, joined: date, today: date) -> int:
    """The day of somebody who joined later: they begin with their own first day.

    >>> own_day(date(2026, 11, 1), 30, date(2026, 11, 15), date(2026, 11, 20))
    6
    >>> own_day(date(2026, 11, 1), 30, date(2026, 10, 20), date(2026, 11, 20))
    20
    """
    return day_of(max(start, joined), days, today)


def is_open(start: date, days: int, today: date) -> bool:
    """Whether one may join: before it starts and until its last day.

    >>> is_open(date(2026, 11, 1), 30, date(2026, 11, 30)), is_open(date(2026, 11, 1), 30, date(2026, 12, 1))
    (True, False)
    """
    return today <= last_day(start, days)


def may_forget(start: date, days: int, today: date) -> bool:
    """Whether the names of those who took part have no more use.

    >>> may_forget(date(2026, 1, 1), 30, date(2026, 3, 1)), may_forget(date(2026, 1, 1), 30, date(2026, 3, 2))
    (False, True)
    """
    return (today - last_day(start, days)).days > FORGET_AFTER


def words_in(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The words in a language, else in a near one, and the language they are in.

    >>> words_in({"uz": "Bir", "ru": "Один"}, "ru"), words_in({"uz": "Bir"}, "vi"), words_in({}, "uz")
    (('Один', 'ru'), ('Bir', 'uz'), ('', ''))

    Cyrillic Uzbek is written from the Latin when nobody wrote it.

    >>> words_in({"uz": "Tongda oʻqing"}, "uz-cyrl")
    ('Тонгда ўқинг', 'uz-Cyrl')
    """
    if language == "uz-cyrl" and not texts.get("uz-cyrl") and texts.get("uz"):
        return to_cyrillic(texts["uz"]), "uz-Cyrl"
    near = {"uz-cyrl": ("uz-cyrl", "uz"), "uz": ("uz", "uz-cyrl")}.get(language, (language, "uz", "en"))
    for code in (*near, *texts):
        if texts.get(code):
            return texts[code], "uz-Cyrl" if code == "uz-cyrl" else code
    return "", ""


def record_number(text: str) -> str:
    """The public number in what somebody pasted: the number itself or the address of the record's page.

    >>> record_number(" https://chorsu.uz/records/r4x2?from=search "), record_number("R4X2")
    ('r4x2', 'r4x2')
    """
    found = re.search(r"records/([0-9A-Za-z]+)", text)
    return (found[1] if found else text.strip()).lower()
