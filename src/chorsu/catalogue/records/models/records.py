"""What is derived from the sources: editions, what identifies them, and the works that group them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from chorsu.formats.description import Description


class Record(models.Model):
    """One edition. Its description is a pure function of its sources and the rules, so it can always be made again.

    The columns beside `description` repeat what lists sort and filter by.
    """

    class Status(models.TextChoices):
        SHOWN = "shown", _("Shown")
        MERGED = "merged", _("Merged into another record")
        SUPPRESSED = "suppressed", _("Hidden from readers")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    description = models.JSONField(default=dict)
    title = models.CharField(max_length=500, blank=True)
    sort_title = models.CharField(max_length=200, blank=True)
    creators = models.CharField(max_length=300, blank=True)
    year = models.IntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20, default="book")
    languages = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=Status, default=Status.SHOWN)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    change = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=now)
    changed = models.DateTimeField(default=now)

    class Meta:
        # Harvesters and the change feed page by (changed, id).
        indexes = [models.Index(fields=["changed", "id"], name="records_record_changed")]

    def __str__(self) -> str:
        return self.title

    @property
    def pid(self) -> str:
        """The public identifier, minted from the primary key: never reused, with a check character."""
        from chorsu.kernel.identifiers import encode

        return encode("r", self.pk)

    def get_absolute_url(self) -> str:
        return f"/records/{self.pid}"

    def described(self) -> Description:
        """The description as the format-free model."""
        return Description.from_dict(self.description)


class RecordSource(models.Model):
    """The edge source → record, with who decided. A source belongs to one record at a time."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="edges")
    source = models.OneToOneField("records.SourceRecord", models.PROTECT, related_name="edge")
    decided_by = models.CharField(max_length=40)  # "rules 1" or "person"
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided = models.DateTimeField(default=now)
    score = models.FloatField(default=1.0)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.source_id} → {self.record_id}"


class Identifier(models.Model):
    """What an edition is known by elsewhere: (scheme, normalised value), several per record."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=12)
    value = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["value", "scheme"], name="records_identifier_value")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Link(models.Model):
    """A statement of one record about another: part of, continues, translation of … by identifier or only by words."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="links")
    relation = models.CharField(max_length=16)
    ident = models.CharField(max_length=140, blank=True)  # "issn:1234-5678", "control:UzTaMK123"
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["ident"], name="records_link_ident", condition=~models.Q(ident=""))]

    def __str__(self) -> str:
        return f"{self.relation} {self.ident or self.title}"


class Work(models.Model):
    """What editions in several scripts, languages and years are editions of."""

    title = models.CharField(max_length=500, blank=True)
    creators = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    created = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.title

    @property
    def pid(self) -> str:
        """The public identifier, minted from the primary key."""
        from chorsu.kernel.identifiers import encode

        return encode("w", self.pk)

    def get_absolute_url(self) -> str:
        return f"/works/{self.pid}"


class WorkMember(models.Model):
    """The edge record → work, with who decided."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="members")
    record = models.OneToOneField(Record, models.CASCADE, related_name="membership")
    decided_by = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.record_id} in {self.work_id}"
