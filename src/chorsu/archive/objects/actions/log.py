"""Writes down what happened to an object."""

from __future__ import annotations

from typing import Any

from chorsu.archive.objects.models import DigitalObject, ObjectEvent


def log(
    object: DigitalObject | int, kind: str, outcome: str = "success", agent: str = "chorsu", **detail: Any
) -> ObjectEvent:
    """Add an event; `outcome` is success, warning or failure, `agent` a program or an account's name."""
    number = object if isinstance(object, int) else object.pk
    return ObjectEvent.objects.create(object_id=number, kind=kind, outcome=outcome, agent=agent[:200], detail=detail)


def agent_of(by: Any) -> str:
    """How an account is named in an event."""
    return by.get_username() if hasattr(by, "get_username") else "chorsu"
