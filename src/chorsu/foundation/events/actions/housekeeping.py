"""Keeps the outbox small and truthful: pruning, sending parked events again, doing a thing once."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max, Min, Q
from django.utils import timezone

from chorsu.foundation.events.events import from_payload
from chorsu.foundation.events.models import Cursor, Handled, OutboxEvent, ParkedEvent
from chorsu.foundation.events.queries import after
from chorsu.foundation.events.subscribing import SUBSCRIBERS, Meta
from chorsu.kernel.errors import Conflict, gettext_noop


class NobodyListens(Conflict):
    """A parked event whose subscriber or event class no longer exists."""

    code = "events.nobody-listens"
    text = gettext_noop("No part of the system called %(subscriber)s listens to this event any more.")
    advice = gettext_noop("Remove the parked event; it cannot be delivered.")


def first_time(subscriber: str, key: str) -> bool:
    """True once for each key, inside the caller's transaction: a guard for handlers that may be called twice."""
    try:
        with transaction.atomic():
            Handled.objects.create(subscriber=subscriber, key=key)
    except IntegrityError:
        return False
    return True


def send_again(parked: ParkedEvent) -> None:
    """Hand a parked event to its subscriber once more; on success it is no longer parked. Errors come through."""
    subscriber = SUBSCRIBERS.get(parked.subscriber)
    if subscriber is None:
        raise NobodyListens(subscriber=parked.subscriber)
    try:
        happened = from_payload(parked.name, parked.payload)
    except KeyError as error:
        raise NobodyListens(subscriber=parked.subscriber) from error
    meta = Meta(parked.event, parked.name, parked.happened)
    with transaction.atomic():
        subscriber.handle([happened], [meta])
        parked.delete()


def prune(keep: timedelta = timedelta(days=14), size: int = 5000) -> int:
    """Delete old events that everyone concerned has taken; returns how many. Never one that somebody waits for."""
    limit = timezone.now() - keep
    waiting = []
    for name, subscriber in SUBSCRIBERS.items():
        cursor = Cursor.objects.filter(subscriber=name).first() or Cursor(subscriber=name)
        waiting.append(Q(name__in=subscriber.events) & after(cursor.transaction, cursor.last))
    old = OutboxEvent.objects.filter(created__lt=limit)
    if waiting:
        old = old.exclude(reduce(or_, waiting))
    total = 0
    while numbers := list(old.values_list("pk", flat=True)[:size]):
        total += OutboxEvent.objects.filter(pk__in=numbers).delete()[0]
    Handled.objects.filter(created__lt=limit - keep).delete()
    return total


def renumber() -> bool:
    """Repair the order after a PostgreSQL dump was restored into a cluster whose transactions count from lower.

    New events would sort behind the cursors and never be read. Everything kept then becomes transaction 0 and each
    cursor moves back before the first event it had not taken (some are delivered twice). True when it was needed.
    """
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as sql:
        sql.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        newest = sql.fetchone()[0]
    highest = max(
        Cursor.objects.aggregate(top=Max("transaction"))["top"] or 0,
        OutboxEvent.objects.aggregate(top=Max("transaction"))["top"] or 0,
    )
    if highest <= newest:
        return False
    with transaction.atomic():
        for cursor in Cursor.objects.select_for_update():
            first = OutboxEvent.objects.filter(after(cursor.transaction, cursor.last)).aggregate(first=Min("id"))
            last = first["first"] - 1 if first["first"] else (OutboxEvent.objects.aggregate(m=Max("id"))["m"] or 0)
            Cursor.objects.filter(pk=cursor.pk).update(transaction=0, last=last)
        OutboxEvent.objects.filter(transaction__gt=F("transaction") * 0).update(transaction=0)
    return True
