"""Hands events to subscribers: at least once, in order for each, one process at a time for each.

A failing subscriber is tried again with growing pauses, batches broken into single events so that the bad one shows;
that one is then parked with its error and the stream goes on. Other subscribers never wait for it.
"""

from __future__ import annotations

import logging
import traceback
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chorsu.foundation.events import rules
from chorsu.foundation.events.events import from_payload
from chorsu.foundation.events.models import Cursor, OutboxEvent, ParkedEvent
from chorsu.foundation.events.queries import next_for
from chorsu.foundation.events.subscribing import SUBSCRIBERS, Meta, Subscriber

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
SINGLES = 100


class LeaseLost(Exception):
    """Another process took over this subscriber meanwhile; whatever was done will be done again."""


def deliver(holder: str, raise_errors: bool = False) -> int:
    """One round over all subscribers; returns the number of events handed over. `holder` names this process."""
    return sum(deliver_to(subscriber, holder, raise_errors) for subscriber in list(SUBSCRIBERS.values()))


def deliver_all(raise_errors: bool = True, rounds: int = 1000) -> int:
    """Deliver until nothing waits, also what subscribers publish themselves. For tests and one-process commands.

    A subscriber's error is raised (its event stays undelivered) unless `raise_errors` is false.
    """
    holder, total = uuid.uuid4().hex, 0
    for _ in range(rounds):
        handed = deliver(holder, raise_errors)
        if not handed:
            release(holder)
            return total
        total += handed
    raise RuntimeError("Subscribers answer each other without end.")


def release(holder: str) -> None:
    """Give up all leases of a process that ends, so that another may go on at once."""
    Cursor.objects.filter(lease=holder).update(lease="", leased_until=None)


def renew(holder: str) -> int:
    """Prolong the leases of a process; called every few seconds by the worker's second thread."""
    return Cursor.objects.filter(lease=holder).update(leased_until=timezone.now() + LEASE)


def deliver_to(subscriber: Subscriber, holder: str, raise_errors: bool = False) -> int:
    """Hand the next events to one subscriber; 0 when there are none, it pauses, or another process serves it."""
    cursor = Cursor.objects.filter(subscriber=subscriber.name).first()
    if cursor is None:
        cursor, _ = Cursor.objects.get_or_create(subscriber=subscriber.name)
    now = timezone.now()
    if cursor.lease not in ("", holder) and cursor.leased_until and cursor.leased_until > now:
        return 0
    if cursor.retry_at and cursor.retry_at > now and not raise_errors:
        return 0
    # Looked at before the lease is taken: a quiet stream costs one read and no write.
    if not next_for(subscriber, cursor, 1):
        return 0
    if not _lease(cursor, holder):
        return 0
    cursor.refresh_from_db()
    alone = not subscriber.batch or cursor.failures > 0
    rows = next_for(subscriber, cursor, (1 if subscriber.batch else SINGLES) if alone else subscriber.batch)
    if subscriber.batch and rows:
        return _hand_over(subscriber, cursor, holder, rows, raise_errors)
    handed = 0
    for row in rows:
        if not _hand_over(subscriber, cursor, holder, [row], raise_errors):
            break
        handed += 1
    return handed


def _lease(cursor: Cursor, holder: str) -> bool:
    now = timezone.now()
    free = Q(lease__in=["", holder]) | Q(leased_until__lt=now) | Q(leased_until=None)
    return bool(Cursor.objects.filter(free, pk=cursor.pk).update(lease=holder, leased_until=now + LEASE))


def _hand_over(subscriber: Subscriber, cursor: Cursor, holder: str, rows: list[OutboxEvent], raise_errors: bool) -> int:
    metas = [Meta(row.pk, row.name, row.created) for row in rows]
    try:
        events = [from_payload(row.name, row.payload) for row in rows]
        if subscriber.atomic:
            with transaction.atomic():
                subscriber.handle(events, metas)
                _move(cursor, holder, rows[-1])
        else:
            subscriber.handle(events, metas)
            _move(cursor, holder, rows[-1])
    except LeaseLost:
        log.warning("%s is served by another process now.", subscriber.name)
        return 0
    except Exception as error:
        if raise_errors:
            raise
        return _failed(subscriber, cursor, holder, rows, error)
    return len(rows)


def _move(cursor: Cursor, holder: str, row: OutboxEvent) -> None:
    moved = Cursor.objects.filter(pk=cursor.pk, lease=holder).update(
        transaction=row.transaction, last=row.pk, failures=0, retry_at=None, error="", moved=timezone.now()
    )
    if not moved:
        raise LeaseLost
    cursor.transaction, cursor.last, cursor.failures = row.transaction, row.pk, 0


def _failed(subscriber: Subscriber, cursor: Cursor, holder: str, rows: list[OutboxEvent], error: Exception) -> int:
    text = "".join(traceback.format_exception(error))[-8000:]
    failures = cursor.failures + 1
    log.error("%s could not take %s: %s", subscriber.name, rows[0], error)
    if rules.give_up(failures, subscriber.attempts, alone=len(rows) == 1):
        row = rows[0]
        with transaction.atomic():
            ParkedEvent.objects.update_or_create(
                subscriber=subscriber.name,
                event=row.pk,
                defaults={
                    "name": row.name,
                    "payload": row.payload,
                    "happened": row.created,
                    "error": text,
                    "failures": failures,
                },
            )
            _move(cursor, holder, row)
        return 1
    wait = timedelta(seconds=rules.wait_after(failures) if len(rows) == 1 else 0)
    Cursor.objects.filter(pk=cursor.pk, lease=holder).update(
        failures=failures, retry_at=timezone.now() + wait, error=text
    )
    return 0
