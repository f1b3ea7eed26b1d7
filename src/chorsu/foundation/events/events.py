"""Declares events: a frozen dataclass with a name of its own. Pure; a room's `events.py` imports only this."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

E = TypeVar("E", bound=type)
KNOWN: dict[str, type] = {}


def event(name: str) -> Callable[[E], E]:
    """Give an event class its lasting name, `room.what-happened`.

    The name is stored with every event, so it never changes once released; the class may move.

    >>> @event("doctest.book-fell")
    ... @dataclasses.dataclass(frozen=True)
    ... class BookFell:
    ...     item: int
    >>> name_of(BookFell(3)), to_payload(BookFell(3))
    ('doctest.book-fell', {'item': 3})
    """

    def declare(cls: E) -> E:
        if not dataclasses.is_dataclass(cls):
            raise TypeError(f"{cls.__name__} must be a frozen dataclass; write @event above @dataclass(frozen=True).")
        known = KNOWN.get(name)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise ValueError(f"Two events are called {name}: {known.__qualname__} and {cls.__qualname__}.")
        KNOWN[name] = cls
        cls.event_name = name  # type: ignore[attr-defined]
        return cls

    return declare


def name_of(happened: Any) -> str:
    """The lasting name of an event or of its class."""
    try:
        return happened.event_name
    except AttributeError as error:
        raise TypeError(f"{happened!r} is no event: declare its class with @event(“room.what-happened”).") from error


def to_payload(happened: Any) -> dict[str, Any]:
    """The event's values as a dict that JSON can hold (dates as ISO 8601 text)."""
    return dataclasses.asdict(happened)


def from_payload(name: str, payload: dict[str, Any]) -> Any:
    """The event again. Values the class no longer has are dropped; new ones need a default.

    Raises KeyError when no loaded room declares the name.
    """
    cls = KNOWN[name]
    hints = typing.get_type_hints(cls)
    names = {field.name for field in dataclasses.fields(cls)}
    return cls(**{key: _restored(value, hints.get(key)) for key, value in payload.items() if key in names})


def _restored(value: Any, hint: Any) -> Any:
    if value is None or hint is None:
        return value
    if typing.get_origin(hint) is tuple or hint is tuple:
        return tuple(value)
    if isinstance(value, str):
        wanted = {hint, *typing.get_args(hint)}
        for kind, restore in ((datetime, datetime.fromisoformat), (date, date.fromisoformat), (Decimal, Decimal)):
            if kind in wanted:
                return restore(value)
    return value
