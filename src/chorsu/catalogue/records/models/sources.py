"""What contributors hold, kept as it came: source records, their versions, and the batches that brought them."""

from __future__ import annotations

import zlib

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """One import: what it read, what became of it, and enough to go on after a crash or to undo it.

    `position` is the number of records of the current file already stored; it is written in the same transaction as
    the records themselves, so a killed worker's job goes on exactly where the last chunk ended.
    """

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked, not imported")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    library = models.ForeignKey("libraries.Organisation", models.PROTECT, related_name="+")
    system = models.CharField(max_length=40, default="main")
    label = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list)  # [{"name", "size", "blob"}]
    file_number = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    format = models.CharField(max_length=20, default="auto")
    encoding = models.CharField(max_length=20, default="auto")
    found_format = models.CharField(max_length=20, blank=True)
    found_encoding = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    sample = models.JSONField(default=list, blank=True)  # first records of a dry run, for the eye
    error_sheet = models.CharField(max_length=300, blank=True)
    seconds = models.FloatField(default=0)
    problem = models.TextField(blank=True)
    job = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    started = models.DateTimeField(default=now)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["library", "-id"], name="records_batch_library")]

    def __str__(self) -> str:
        return self.label or f"{self.pk}"


class SourceRecord(models.Model):
    """One record of one contributor's system. `digest` is that of its newest version, so a repeat is seen at once."""

    library = models.ForeignKey("libraries.Organisation", models.PROTECT, related_name="+")
    system = models.CharField(max_length=40, default="main")
    source_id = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=32)
    deleted = models.BooleanField(default=False)
    created = models.DateTimeField(default=now)
    changed = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["library", "system", "source_id"], name="records_source_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.system}:{self.source_id}"


class SourceVersion(models.Model):
    """What was received, byte for byte. Append-only: a deletion is a version too, and nothing edits a version."""

    source = models.ForeignKey(SourceRecord, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    packed = models.BinaryField()  # zlib of the raw bytes; empty for a deletion
    format = models.CharField(
        max_length=20
    )  # marc21, unimarc, rusmarc, uzmarc, irbis; "+xml" where MARCXML; "cataloguer"
    encoding = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=32)
    deleted = models.BooleanField(default=False)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="versions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="records_version_unique")]

    def __str__(self) -> str:
        return f"{self.source_id}/{self.number}"

    @property
    def raw(self) -> bytes:
        """The bytes as they came."""
        packed = bytes(self.packed)
        return zlib.decompress(packed) if packed else b""


class BatchProblem(models.Model):
    """A row of a batch's error sheet: a record that could not be read or stored, or a remark about one that was.

    Written in the same transaction as the chunk, so a crash neither loses nor doubles it.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()  # place in the file from 1
    offset = models.BigIntegerField(default=0)
    identifier = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    excerpt = models.TextField(blank=True)
    rejected = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.row}: {self.code}"
