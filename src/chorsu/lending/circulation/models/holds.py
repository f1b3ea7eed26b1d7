"""Holds on an edition (any copy) or on one copy, with their place in the queue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.records.models import Record
from chorsu.lending.circulation.rules.holds import CAPTURED, OPEN
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.models import Patron


class HoldState(models.TextChoices):
    """See rules.holds for the allowed moves."""

    WAITING = "waiting", _("Waiting")
    IN_TRANSIT = "in-transit", _("On its way")
    ON_SHELF = "on-shelf", _("Ready to be picked up")
    FILLED = "filled", _("Borrowed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Not picked up in time")


class Hold(models.Model):
    """A reader waits for a title. `item` is the copy that was captured for it, `wanted_item` the one it asked for."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="holds")
    wanted_item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="holds")
    pickup = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=HoldState.choices, default=HoldState.WAITING)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="holds")
    placed = models.DateTimeField()
    shelf_until = models.DateField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["placed", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(state__in=CAPTURED), name="one_captured_hold_a_copy"),
            models.UniqueConstraint(
                fields=["record", "patron"], condition=Q(state__in=OPEN), name="one_open_hold_a_title_and_reader"
            ),
        ]
        indexes = [
            models.Index(fields=["record", "placed"], condition=Q(state="waiting"), name="hold_queue"),
            models.Index(fields=["patron", "-placed"], name="hold_patron"),
            models.Index(fields=["pickup", "state"], name="hold_pickup"),
        ]
