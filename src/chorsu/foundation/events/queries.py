"""Reads the outbox: what a subscriber may take next, and how far everyone lags behind."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from chorsu.foundation.events.models import Cursor, OutboxEvent, ParkedEvent
from chorsu.foundation.events.subscribing import SUBSCRIBERS, Subscriber

# On PostgreSQL numbers are given before commit, so a later number may appear first. Every transaction below the
# snapshot's xmin has ended: reading only those, in the order of transactions, nothing can appear behind the cursor.
# The reader's own transaction (tests, a command that delivers at once) is added: it sees its own rows.
_SETTLED = (
    "transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    " OR transaction = COALESCE(pg_current_xact_id_if_assigned()::text::bigint, -1)"
)


def settled() -> QuerySet[OutboxEvent]:
    """Events that may be read now without ever missing an earlier one."""
    events = OutboxEvent.objects.order_by("transaction", "id")
    return events.extra(where=[f"({_SETTLED})"]) if connection.vendor == "postgresql" else events  # noqa: S610 - a constant


def after(transaction: int, last: int) -> Q:
    """Events behind a place in the stream."""
    return Q(transaction__gte=transaction) & (Q(transaction__gt=transaction) | Q(transaction=transaction, id__gt=last))


def next_for(subscriber: Subscriber, cursor: Cursor, limit: int) -> list[OutboxEvent]:
    """The next events of a subscriber, oldest first, at most `limit`."""
    return list(settled().filter(after(cursor.transaction, cursor.last), name__in=subscriber.events)[:limit])


def lag() -> dict[str, int]:
    """Events each subscriber has still to take (counted up to 10,000: it is a gauge, not a ledger)."""
    cursors = {cursor.subscriber: cursor for cursor in Cursor.objects.all()}
    waiting = {}
    for name, subscriber in SUBSCRIBERS.items():
        cursor = cursors.get(name) or Cursor(subscriber=name)
        behind = OutboxEvent.objects.filter(after(cursor.transaction, cursor.last), name__in=subscriber.events)
        waiting[name] = behind[:10_000].count()
    return waiting


def oldest_waiting() -> datetime | None:
    """When the oldest event happened that somebody has still to take."""
    cursors = {cursor.subscriber: cursor for cursor in Cursor.objects.all()}
    oldest: datetime | None = None
    for name, subscriber in SUBSCRIBERS.items():
        cursor = cursors.get(name) or Cursor(subscriber=name)
        behind = OutboxEvent.objects.filter(after(cursor.transaction, cursor.last), name__in=subscriber.events)
        first = behind.order_by("transaction", "id").values_list("created", flat=True).first()
        if first and (oldest is None or first < oldest):
            oldest = first
    return oldest


def seconds_behind() -> float:
    """Age in seconds of the oldest event that waits; 0.0 when all is delivered."""
    oldest = oldest_waiting()
    return max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0


def parked() -> QuerySet[ParkedEvent]:
    """Events that a subscriber could not take, newest first."""
    return ParkedEvent.objects.order_by("-id")
