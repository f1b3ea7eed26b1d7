"""Lets past months happen: actions called inside see another day, so loans begin and end when they say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from chorsu.kernel import clock


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stand at an aware moment, for the house's clock and for Django's (dates of rows, days at a library).

    Only for a command that has its process to itself: Django's clock is one for all threads.
    """
    before = timezone.now
    with clock.standing_at(moment):
        timezone.now = lambda: moment
        try:
            yield
        finally:
            timezone.now = before
