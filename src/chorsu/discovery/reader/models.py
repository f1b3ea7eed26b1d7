"""Where a reader stopped: kept for the account alone, one row a book, gone when the account forgets it."""

from django.conf import settings
from django.db import models


class Position(models.Model):
    """The last place of one account in one digital object."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    object = models.ForeignKey("objects.DigitalObject", on_delete=models.CASCADE, related_name="+")
    # {"page": 12} of pages, {"cfi": "epubcfi(…)", "page": 3} of e-books, {"time": 95.5} in seconds of recordings.
    locator = models.JSONField(default=dict)
    fraction = models.FloatField(default=0)  # of the whole, 0 to 1
    device = models.CharField(max_length=80, blank=True, default="")
    updated = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "object"], name="reader_one_position_a_book")]
        indexes = [models.Index(fields=["account", "-updated"], name="reader_position_recent_idx")]
        ordering = ["-updated"]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.object_id}"

    @property
    def address(self) -> str:
        """Where to go on reading; recordings and e-books find the exact place by themselves."""
        number = self.locator.get("page")
        return f"/read/{self.object.pid}?page={number}" if number else f"/read/{self.object.pid}"
