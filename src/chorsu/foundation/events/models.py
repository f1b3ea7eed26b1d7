"""The outbox: what happened, how far each subscriber has read, and what a subscriber could not take."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OutboxEvent(models.Model):
    """One thing that happened, written in the transaction in which it happened."""

    # PostgreSQL's 64-bit number of the writing transaction; 0 on SQLite, where writers queue and ids follow commits.
    transaction = models.BigIntegerField(default=0)
    name = models.CharField(max_length=100)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    created = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name", "transaction", "id"], name="outbox_reading"),
            models.Index(fields=["created"], name="outbox_pruning"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Cursor(models.Model):
    """How far a subscriber has read, and its troubles with the next event."""

    subscriber = models.CharField(max_length=100, unique=True)
    transaction = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    # Whoever holds the lease delivers; a lease not renewed runs out and another process goes on.
    lease = models.CharField(max_length=64, blank=True, default="")
    leased_until = models.DateTimeField(null=True, blank=True)
    moved = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.subscriber} at {self.transaction}/{self.last}"


class ParkedEvent(models.Model):
    """An event that one subscriber could not take after all its attempts; staff see it and can send it again."""

    subscriber = models.CharField(max_length=100)
    event = models.BigIntegerField()
    name = models.CharField(max_length=100)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    happened = models.DateTimeField()
    error = models.TextField()
    failures = models.PositiveIntegerField()
    parked = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "event"], name="parked_once")]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} #{self.event} for {self.subscriber}"


class Handled(models.Model):
    """A thing a subscriber has done already, by a key of its own; see `actions.first_time`."""

    subscriber = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "key"], name="handled_once")]

    def __str__(self) -> str:
        return f"{self.subscriber}: {self.key}"
