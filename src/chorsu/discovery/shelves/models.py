"""What readers put aside for themselves: seen by the account alone."""

from django.conf import settings
from django.db import models


class SavedRecord(models.Model):
    """One record on the shelf of one account."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey("records.Record", on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=1000, blank=True, default="")
    added = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "record"], name="shelves_once_on_a_shelf")]
        indexes = [models.Index(fields=["account", "-added"], name="shelves_recent_idx")]
        ordering = ["-added", "-pk"]

    def __str__(self) -> str:
        return f"{self.record_id} of {self.account_id}"
