"""The queue: jobs, the processes that run them, and the slots of the schedule that have been started."""

from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A process that runs jobs, delivers events or keeps the schedule; alive while its heartbeat is young."""

    class Kind(models.TextChoices):
        JOBS = "jobs", _("Runs jobs")
        EVENTS = "events", _("Delivers events")
        SCHEDULER = "scheduler", _("Keeps the schedule")

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    # When the system started the process: tells it from a later one with the same number.
    born = models.CharField(max_length=32, blank=True, default="")
    queues = models.CharField(max_length=200, blank=True, default="")
    started = models.DateTimeField()
    heartbeat = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.host}/{self.pid}"


class Job(models.Model):
    """One piece of background work. `created_by_id` and `library_id` are plain numbers: those wings stand above."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    name = models.CharField(max_length=100)
    label = models.CharField(max_length=300, blank=True, default="")
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    run_after = models.DateTimeField()
    unique_key = models.CharField(max_length=200, null=True, blank=True)

    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, default="")
    saved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    result = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField(blank=True, default="")

    attempts = models.PositiveIntegerField(default=0)
    # Failures since the last checkpoint: a long job that moves on is never given up for its age.
    failures = models.PositiveIntegerField(default=0)
    retries = models.PositiveIntegerField(default=3)
    cancel_wanted = models.BooleanField(default=False)
    # Whoever claimed the job writes with this mark; a worker that was thought dead cannot write over its successor.
    claim = models.CharField(max_length=64, blank=True, default="")
    worker = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs")
    heartbeat = models.DateTimeField(null=True, blank=True)

    created = models.DateTimeField()
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    created_by_id = models.BigIntegerField(null=True, blank=True)
    created_by_name = models.CharField(max_length=150, blank=True, default="")
    library_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unique_key"], condition=Q(state__in=["queued", "running"]), name="job_unique_while_open"
            )
        ]
        indexes = [
            models.Index(fields=["queue", "-priority", "id"], condition=Q(state="queued"), name="job_waiting"),
            models.Index(fields=["state", "-id"], name="job_by_state"),
            models.Index(fields=["finished"], name="job_pruning"),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.name} #{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def percent(self) -> int | None:
        """Progress in whole per cent; None while the size of the work is unknown."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def took(self) -> timedelta | None:
        """Time from its first start to its end."""
        return self.finished - self.started if self.finished and self.started else None


class Slot(models.Model):
    """A moment of the schedule that has been started: its uniqueness lets several schedulers fire once."""

    name = models.CharField(max_length=100)
    at = models.DateTimeField()
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "at"], name="slot_once")]

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M}"
