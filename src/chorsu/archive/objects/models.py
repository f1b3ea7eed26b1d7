"""Digital objects: what they are made of and what happened to them.

The OCFL store is the truth; these tables are a cache that `chorsu archive rebuild` can make again. Text and word
boxes of pages lie in the object, packed, and not here: a national archive has eighty million pages.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chorsu.kernel import identifiers


class DigitalObject(models.Model):
    """One thing to read, hear or watch: a scanned book, a PDF, an EPUB, a recording."""

    class Kind(models.TextChoices):
        IMAGES = "images", _("Scanned pages")
        PDF = "pdf", _("PDF")
        EPUB = "epub", _("E-book (EPUB)")
        AUDIO = "audio", _("Audio")
        VIDEO = "video", _("Video")

    class State(models.TextChoices):
        DRAFT = "draft", _("Waiting")
        PROCESSING = "processing", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    record = models.ForeignKey(
        "records.Record", null=True, blank=True, on_delete=models.SET_NULL, related_name="digital_objects"
    )
    library = models.ForeignKey("libraries.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=500)
    languages = models.JSONField(default=list, blank=True)  # declared, ISO 639 codes as typed by the depositor
    page_count = models.PositiveIntegerField(default=0)
    failed_pages = models.PositiveIntegerField(default=0)
    confidence = models.FloatField(null=True, blank=True)  # mean over recognised pages, 0 to 1
    duration = models.FloatField(null=True, blank=True)  # seconds
    contents = models.JSONField(default=list, blank=True)  # [{"label", "page", "level"}]
    properties = models.JSONField(default=dict, blank=True)  # tags and technical facts found at ingest
    problem = models.CharField(max_length=1000, blank=True, default="")
    version = models.PositiveIntegerField(default=0)  # head version in the OCFL store; 0 = not stored yet
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["library", "state", "-id"], name="objects_library_state_idx"),
            models.Index(fields=["state", "-id"], name="objects_state_idx"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def pid(self) -> str:
        """The public identifier: short, with a check character, never reused."""
        return identifiers.encode("o", self.pk)

    @property
    def ark(self) -> str:
        """The name under which the object is kept in the OCFL store."""
        return f"ark:{settings.ARK_NAAN}/{self.pid}"

    @property
    def paged(self) -> bool:
        """Whether there are pages or chapters to turn."""
        return self.kind in {self.Kind.IMAGES, self.Kind.PDF, self.Kind.EPUB}


class Representation(models.Model):
    """One form of the object: the masters as received, the copy for access, the text."""

    class Kind(models.TextChoices):
        MASTER = "master", _("Preservation master")
        ACCESS = "access", _("Access copy")
        TEXT = "text", _("Text")

    object = models.ForeignKey(DigitalObject, on_delete=models.CASCADE, related_name="representations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object", "kind"], name="objects_one_representation_a_kind")]

    def __str__(self) -> str:
        return f"{self.object_id} {self.kind}"


class File(models.Model):
    """One file in the OCFL store. `path` is its content path below the store's root; a new version gets a new path."""

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)  # logical path inside the object, e.g. master/0001.tif
    path = models.CharField(max_length=500)
    mime = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha512 = models.CharField(max_length=128)
    properties = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["representation", "name"], name="objects_one_file_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """One page or chapter: a small row. Its text lies in the object."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for recognition")
        RECOGNISED = "recognised", _("Recognised")
        BLANK = "blank", _("Blank")
        FAILED = "failed", _("Failed")

    object = models.ForeignKey(DigitalObject, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()  # 1, 2, 3 … in reading order
    label = models.CharField(max_length=200, blank=True, default="")  # printed page number or chapter title
    width = models.PositiveIntegerField(default=0)  # pixels; 0 for a chapter, which has no page image
    height = models.PositiveIntegerField(default=0)
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="pages")
    frame = models.PositiveIntegerField(default=0)  # which page inside the file (PDF, multi-page TIFF, spine)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=500, blank=True, default="")
    text_version = models.PositiveIntegerField(default=0)  # 0 = no text yet; grows with every recognition
    confidence = models.FloatField(null=True, blank=True)  # mean word confidence 0 to 1; 1 for born-digital text
    word_count = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=20, blank=True, default="")  # the pack used, e.g. uzb_cyrl+rus

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object", "number"], name="objects_one_page_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.object_id} p. {self.number}"


class ObjectEvent(models.Model):
    """What happened to an object, in the words of PREMIS (semantic unit 2): append-only."""

    object = models.ForeignKey(DigitalObject, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)  # ingestion, validation, recognition, fixity check, …
    outcome = models.CharField(max_length=10, default="success")  # success, warning, failure
    detail = models.JSONField(default=dict, blank=True)
    agent = models.CharField(max_length=200, blank=True, default="")  # program or account
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.object_id} {self.kind} {self.outcome}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError("events of objects are never changed")
        super().save(*args, **kwargs)
