"""Open loans in a small table of their own; a loan that ends moves to the past loans, without its reader.

At most one open loan a copy is a database constraint (`item` is unique), on SQLite and PostgreSQL alike.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.holdings.models import Item
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.models import Patron


class LoanKind(models.TextChoices):
    """Where the reader reads it."""

    HOME = "home", _("Home loan")
    ON_SITE = "on-site", _("Reading room")


class Loan(models.Model):
    """A copy that is out. `terms` keeps each term with the rule and version it came from."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="loan")
    patron = models.ForeignKey(Patron, on_delete=models.PROTECT, related_name="loans")
    branch = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=LoanKind.choices, default=LoanKind.HOME)
    started = models.DateTimeField()
    due = models.DateField()
    renewals = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField(default=dict)
    overridden = models.JSONField(default=list)  # codes that were set aside on somebody's responsibility
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["patron", "due"], name="loan_patron_due"),
            models.Index(fields=["branch", "due"], name="loan_branch_due"),
            models.Index(fields=["branch", "started"], name="loan_branch_started"),
        ]


class PastLoan(models.Model):
    """A loan that ended. `patron` is kept only where the reader asked for a history; statistics keep an age band."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="past_loans")
    record = models.BigIntegerField(db_index=True)
    patron = models.ForeignKey(Patron, on_delete=models.SET_NULL, null=True, blank=True, related_name="past_loans")
    branch = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    returned_at = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=LoanKind.choices)
    category = models.CharField(max_length=32, blank=True, default="")
    age_band = models.CharField(max_length=8, blank=True, default="")
    material = models.CharField(max_length=32, blank=True, default="")
    started = models.DateTimeField()
    ended = models.DateTimeField()
    due = models.DateField()
    renewals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-ended", "-pk"]
        indexes = [
            models.Index(fields=["returned_at", "-ended"], name="past_loan_place"),
            models.Index(
                fields=["patron", "-ended"], name="past_loan_patron", condition=models.Q(patron__isnull=False)
            ),
        ]
