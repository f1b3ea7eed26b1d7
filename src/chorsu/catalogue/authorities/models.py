"""Agents under all their names, built from what descriptions say."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Agent(models.Model):
    """A person, body, meeting or family.

    `key` is the hash of the script-folded name, so Қодирий and Qodiriy are one; `birth` keeps namesakes apart where
    the sources give years. `names` holds every writing met: [{"name", "script"}].
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        BODY = "body", _("Organisation")
        MEETING = "meeting", _("Meeting")
        FAMILY = "family", _("Family")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=250)
    dates = models.CharField(max_length=40, blank=True)
    birth = models.IntegerField(null=True, blank=True)
    key = models.BigIntegerField()
    names = models.JSONField(default=list)
    created = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["key"], name="authorities_agent_key")]

    def __str__(self) -> str:
        return self.name

    @property
    def pid(self) -> str:
        """The public identifier, minted from the primary key."""
        from chorsu.kernel.identifiers import encode

        return encode("a", self.pk)

    def get_absolute_url(self) -> str:
        return f"/agents/{self.pid}"


# The model page calls the table of headings "Authority"; other rooms may use either name.
Authority = Agent


class Contribution(models.Model):
    """The edge agent → record with the role (MARC relator code). `key` ties it to the entry of the description."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="contributions")
    record = models.ForeignKey("records.Record", models.CASCADE, related_name="contributions")
    role = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"{self.agent_id} {self.role} {self.record_id}"
