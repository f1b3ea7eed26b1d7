"""When a loan is due: so many days on, and never on a day the library is closed."""

from collections.abc import Callable
from datetime import date, timedelta

# A library closed for longer than this (rebuilding) gives the plain date: nobody can bring anything anyway.
FURTHEST = timedelta(days=120)


def due_date(start: date, days: int, is_open: Callable[[date], bool], latest: date | None = None) -> date:
    """The day a loan of `days` is due, moved on to the next open day; never after `latest` (a hard due date).

    >>> due_date(date(2026, 11, 20), 7, lambda day: day.weekday() < 5)      # the 27th is a Friday
    datetime.date(2026, 11, 27)
    >>> due_date(date(2026, 11, 20), 8, lambda day: day.weekday() < 5)      # Saturday → Monday
    datetime.date(2026, 11, 30)
    >>> due_date(date(2026, 11, 20), 7, lambda day: False)
    datetime.date(2026, 11, 27)
    """
    plain = start + timedelta(days=days)
    day = plain
    while not is_open(day):
        day += timedelta(days=1)
        if day - plain > FURTHEST:
            day = plain
            break
    return min(day, latest) if latest else day


def age_on(day: date, birth: date | None) -> int | None:
    """Whole years of age.

    >>> age_on(date(2026, 2, 28), date(2012, 2, 29)), age_on(date(2026, 3, 1), date(2012, 2, 29)), age_on(date(2026, 1, 1), None)
    (13, 14, None)
    """
    if birth is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_band(age: int | None) -> str:
    """The band that statistics keep instead of the person (the bands of Uzbekistan's library statistics).

    >>> age_band(9), age_band(15), age_band(40), age_band(None)
    ('0-14', '15-24', '25+', '')
    """
    if age is None:
        return ""
    return "0-14" if age <= 14 else "15-24" if age <= 24 else "25+"
