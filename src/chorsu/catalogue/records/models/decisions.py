"""The journal of decisions about records: append-only, each entry with what would undo it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Decision(models.Model):
    """One decision by a person (rules write theirs on the edges). `inverse` holds what undoing it needs."""

    class Kind(models.TextChoices):
        JOINED = "joined", _("Joined")
        SPLIT = "split", _("Split")
        CONFIRMED = "confirmed", _("Confirmed as the same")
        DENIED = "denied", _("Declared not the same")
        SHOWN = "shown", _("Shown to readers")
        SUPPRESSED = "suppressed", _("Hidden from readers")
        UNDONE = "undone", _("Undone")

    kind = models.CharField(max_length=12, choices=Kind)
    record = models.ForeignKey("records.Record", models.PROTECT, related_name="decisions")
    other = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="+")
    details = models.JSONField(default=dict)
    inverse = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    undone_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undoes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class NotSame(models.Model):
    """Two sources that a person declared different editions; this outranks every rule."""

    low = models.ForeignKey("records.SourceRecord", models.CASCADE, related_name="+")
    high = models.ForeignKey("records.SourceRecord", models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="denials")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["low", "high"], name="records_notsame_unique")]

    def __str__(self) -> str:
        return f"{self.low_id} ≠ {self.high_id}"
