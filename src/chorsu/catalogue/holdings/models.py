"""Who holds what: holdings, items with several separate facts, and every event of an item's life."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class Holding(models.Model):
    """A branch's copies of one record at one shelf; `statement` for serials ("2001–2014; lacks 2003/4")."""

    record = models.ForeignKey("records.Record", models.PROTECT, related_name="holdings")
    branch = models.ForeignKey("libraries.Organisation", models.PROTECT, related_name="+")
    location = models.CharField(max_length=100, blank=True)
    call_number = models.CharField(max_length=100, blank=True)
    statement = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.branch_id} {self.call_number}"


class Item(models.Model):
    """One copy, or `copies` like ones under group accounting.

    What is true of it is several facts, not one word. On loan, on the hold shelf and in transit are never stored
    here: they follow from open loans, holds and transfers (`queries.availability`).
    """

    class Condition(models.TextChoices):
        GOOD = "good", _("Good")
        WORN = "worn", _("Worn")
        DAMAGED = "damaged", _("Damaged")

    class Presence(models.TextChoices):
        PRESENT = "present", _("In its place")
        MISSING = "missing", _("Missing")
        LOST = "lost", _("Lost")

    class Process(models.TextChoices):
        READY = "ready", _("Ready")
        IN_PROCESS = "in-process", _("Being processed")
        ORDERED = "ordered", _("Ordered")

    class Access(models.TextChoices):
        LEND = "lend", _("For lending")
        READING_ROOM = "reading-room", _("In the reading room only")
        CLOSED = "closed", _("Closed")

    class Stock(models.TextChoices):
        ON_BOOKS = "on-books", _("On the books")
        WRITTEN_OFF = "written-off", _("Written off")

    holding = models.ForeignKey(Holding, models.PROTECT, related_name="items")
    record = models.ForeignKey("records.Record", models.PROTECT, related_name="items")
    library = models.ForeignKey("libraries.Organisation", models.PROTECT, related_name="+")
    branch = models.ForeignKey("libraries.Organisation", models.PROTECT, related_name="+")
    barcode = models.CharField(max_length=40, blank=True)
    inventory = models.CharField(max_length=40, blank=True)
    copies = models.PositiveIntegerField(default=1)
    condition = models.CharField(max_length=10, choices=Condition, default=Condition.GOOD)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.PRESENT)
    process = models.CharField(max_length=10, choices=Process, default=Process.READY)
    access = models.CharField(max_length=12, choices=Access, default=Access.LEND)
    stock = models.CharField(max_length=12, choices=Stock, default=Stock.ON_BOOKS)
    stock_act = models.CharField(max_length=60, blank=True)  # written off by act N
    material = models.CharField(max_length=40, default="book")
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    acquired = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey("records.SourceRecord", models.SET_NULL, null=True, blank=True, related_name="+")
    created = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["library", "barcode"], condition=~Q(barcode=""), name="holdings_item_barcode_unique"
            ),
            models.UniqueConstraint(
                fields=["library", "inventory"], condition=~Q(inventory=""), name="holdings_item_inventory_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.barcode or self.inventory or f"{self.pk}"


class ItemEvent(models.Model):
    """Append-only: every arrival, move, count and act, so that registers and statistics are sums of events."""

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("Arrived")
        CHANGED = "changed", _("Changed")
        MOVED = "moved", _("Moved")
        COUNTED = "counted", _("Counted")
        WRITTEN_OFF = "written-off", _("Written off")
        REMOVED = "removed", _("Entry taken back")

    item = models.ForeignKey(Item, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    details = models.JSONField(default=dict)
    batch = models.ForeignKey("records.Batch", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"
