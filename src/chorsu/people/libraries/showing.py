"""What pages and the API say about a library: when it is open, how far it is, how much it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from chorsu.foundation.ui.wording import weekday
from chorsu.people.libraries import providers, queries
from chorsu.people.libraries.models import Organisation


@dataclass(frozen=True, slots=True)
class Shown:
    """A library as a list shows it: `state` is a kind of the look's availability sign."""

    library: Organisation
    state: str
    words: str
    items: int | None
    km: float | None


def shown(libraries: Sequence[Organisation], position: tuple[float, float] | None = None) -> list[Shown]:
    """Libraries with opening sign, number of items and distance, in a fixed number of queries."""
    queries.warm_calendar(libraries)
    items = providers.figure("items", [library.pk for library in libraries])
    rows = []
    for library in libraries:
        state, words = sign(library)
        rows.append(Shown(library, state, words, items.get(library.pk), distance(library, position)))
    return rows


def sign(library: Organisation) -> tuple[str, str]:
    """The sign on the door: kind and words, like ("ok", "Open until 20:00")."""
    state = queries.open_state(library)
    if not state.known:
        return "out", gettext("Opening hours are not known")
    if state.open:
        return "ok", gettext("Open until %(time)s") % {"time": f"{state.until:%H:%M}"}
    if state.next_day is None:
        return "out", gettext("Closed")
    today = queries.local_now(library).date()
    values = {"time": f"{state.next_time:%H:%M}", "day": weekday(state.next_day.weekday())}
    if state.next_day == today:
        return "wait", gettext("Opens today at %(time)s") % values
    if (state.next_day - today).days == 1:
        return "out", gettext("Opens tomorrow at %(time)s") % values
    if (state.next_day - today).days < 7:
        return "out", gettext("Opens at %(time)s (%(day)s)") % values
    return "out", gettext("Closed")


def position_from(text: str) -> tuple[float, float] | None:
    """Latitude and longitude from "41.31,69.24", or None.

    >>> position_from("41.31,69.24"), position_from("here"), position_from("99,0")
    ((41.31, 69.24), None, None)
    """
    try:
        latitude, longitude = (float(part) for part in text.split(",", 1))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def position_of(organisation: Organisation | None) -> tuple[float, float] | None:
    """Where an organisation lies, if that is known."""
    if organisation is None or organisation.latitude is None or organisation.longitude is None:
        return None
    return organisation.latitude, organisation.longitude


def distance(library: Organisation, position: tuple[float, float] | None) -> float | None:
    """Kilometres as the crow flies (haversine), or None where either place is not known."""
    there = position_of(library)
    if position is None or there is None:
        return None
    (a, b), (c, d) = ([radians(part) for part in place] for place in (position, there))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def nearest(rows: QuerySet[Organisation], position: tuple[float, float]) -> QuerySet[Organisation]:
    """By distance; near enough on a flat map, so that the database can sort. Places unknown come last."""
    latitude, longitude = position
    narrow = Value(cos(radians(latitude)), output_field=FloatField())
    away_north = F("latitude") - Value(latitude, output_field=FloatField())
    away_east = (F("longitude") - Value(longitude, output_field=FloatField())) * narrow
    square = Cast(away_north * away_north + away_east * away_east, FloatField())
    return rows.annotate(away=square).order_by(F("away").asc(nulls_last=True), "sort_name", "pk")


def week_of(library: Organisation) -> list[dict[str, Any]]:
    """The coming seven days from today: name, date, intervals, whether today."""
    today = queries.local_now(library).date()
    days = [today + timedelta(days=number) for number in range(7)]
    return [
        {
            "name": weekday(day.weekday()),
            "date": day,
            "today": day == today,
            "intervals": [f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in queries.day_intervals(library, day)],
        }
        for day in days
    ]
