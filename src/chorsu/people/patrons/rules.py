"""What makes a reader's data usable, how long a card holds, who may be forgotten. Plain values in, a decision out."""

from __future__ import annotations

import re
from datetime import date

#: The oldest reader we believe in, in years.
OLDEST = 120
#: Below this age a guardian answers for a reader (UN Convention on the Rights of the Child allows earlier majority).
MAJORITY = 18

NUMBER = re.compile(r"[0-9A-Za-zА-Яа-яЁёЎўҚқҒғҲҳ./_-]{1,64}")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,24}")

#: Consents a reader may give; each has a text whose version is kept with the answer.
CONSENTS = ("data", "network-wide", "history", "letters")


def number_is_usable(number: str) -> bool:
    """A card number has no spaces: scanners send none.

    >>> number_is_usable("NLUZ-000123"), number_is_usable("12 3"), number_is_usable("")
    (True, False, False)
    """
    return NUMBER.fullmatch(number) is not None


def phone_is_usable(phone: str) -> bool:
    """
    >>> phone_is_usable("+998 90 123-45-67"), phone_is_usable("call me")
    (True, False)
    """
    return PHONE.fullmatch(phone) is not None


def birth_date_is_plausible(born: date, today: date) -> bool:
    """Not in the future and not longer ago than anybody lives.

    >>> birth_date_is_plausible(date(2030, 1, 1), date(2026, 1, 1)), birth_date_is_plausible(date(1990, 5, 1), date(2026, 1, 1))
    (False, True)
    """
    return born <= today and today.year - born.year <= OLDEST


def years(born: date, today: date) -> int:
    """Full years of age.

    >>> years(date(2010, 6, 15), date(2026, 6, 14)), years(date(2010, 6, 15), date(2026, 6, 15))
    (15, 16)
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_minor(born: date | None, today: date) -> bool:
    """Whether somebody must answer for the reader; an unknown age counts as grown up.

    >>> is_minor(date(2015, 1, 1), date(2026, 1, 1)), is_minor(None, date(2026, 1, 1))
    (True, False)
    """
    return born is not None and years(born, today) < MAJORITY


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month.

    >>> months_later(date(2026, 1, 31), 1), months_later(date(2026, 8, 15), 12)
    (datetime.date(2026, 2, 28), datetime.date(2027, 8, 15))
    """
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def renewed_until(expires: date | None, today: date, months: int) -> date:
    """A card renewed early loses no day; one that has run out begins today.

    >>> renewed_until(date(2026, 12, 1), date(2026, 11, 20), 12), renewed_until(date(2025, 1, 1), date(2026, 11, 20), 12)
    (datetime.date(2027, 12, 1), datetime.date(2027, 11, 20))
    """
    start = expires if expires is not None and expires > today else today
    return months_later(start, months)
