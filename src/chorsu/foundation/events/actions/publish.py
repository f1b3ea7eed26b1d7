"""Writes events into the outbox in the transaction of what happened: both are kept, or neither."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func, Value
from django.utils import timezone

from chorsu.foundation.events.events import name_of, to_payload
from chorsu.foundation.events.models import OutboxEvent


class WritingTransaction(Func):
    """PostgreSQL's 64-bit number of the running transaction (its top level, also inside savepoints)."""

    template = "pg_current_xact_id()::text::bigint"
    arity = 0
    output_field = BigIntegerField()


def publish(*events: Any) -> None:
    """Tell the house what happened. Raises RuntimeError outside a transaction: the event could be lost or untrue."""
    if not connection.in_atomic_block:
        raise RuntimeError("publish() outside a transaction: wrap the action in transaction.atomic().")
    number = WritingTransaction() if connection.vendor == "postgresql" else Value(0)
    now = timezone.now()
    OutboxEvent.objects.bulk_create(
        OutboxEvent(name=name_of(happened), payload=to_payload(happened), created=now, transaction=number)
        for happened in events
    )
