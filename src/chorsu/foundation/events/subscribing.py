"""Registers who listens to what. A room's `subscribers.py` uses `@subscribe` and is imported at start by the wiring."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chorsu.foundation.events.events import name_of

SUBSCRIBERS: dict[str, Subscriber] = {}


@dataclass(frozen=True, slots=True)
class Meta:
    """What the outbox knows of an event beside its values: its number, name and when it happened."""

    id: int
    name: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One listener: its lasting name, the events it takes and how it takes them."""

    name: str
    events: tuple[str, ...]
    handler: Callable
    batch: int
    atomic: bool
    attempts: int
    takes_meta: bool

    def handle(self, events: list[Any], metas: list[Meta]) -> None:
        """Hand over one event, or the whole list to a batch subscriber."""
        if self.batch:
            self.handler(events, metas) if self.takes_meta else self.handler(events)
            return
        for happened, meta in zip(events, metas, strict=True):
            self.handler(happened, meta) if self.takes_meta else self.handler(happened)


def subscribe(*events: type, name: str, batch: int = 0, atomic: bool | None = None, attempts: int = 8) -> Callable:
    """Call the function for each of these events, at least once and in order.

    `name` is lasting: the place in the stream is kept under it. With `batch=500` the function receives a list of up
    to so many events (`handler(events)`), else `handler(event, meta)`. An `atomic` handler (default without `batch`)
    runs in one transaction with the moving of its cursor, so its changes in the database happen exactly once.
    A handler with other effects (an index, a mail) must be idempotent. After `attempts` failures the event is parked.
    """

    def register(handler: Callable) -> Callable:
        known = SUBSCRIBERS.get(name)
        if known is not None and known.handler.__qualname__ != handler.__qualname__:
            raise ValueError(f"Two subscribers are called {name}.")
        SUBSCRIBERS[name] = Subscriber(
            name=name,
            events=tuple(name_of(cls) for cls in events),
            handler=handler,
            batch=batch,
            atomic=(not batch) if atomic is None else atomic,
            attempts=attempts,
            takes_meta=len(inspect.signature(handler).parameters) > 1,
        )
        return handler

    return register
