"""What happens to the index while a new one is built beside it. The index itself lies in files.

Only then are changes marked here: they went into the serving index, and the new one must take them in too.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mark(models.Model):
    """One record or object that changed during a rebuild."""

    class Kind(models.TextChoices):
        RECORD = "r", _("record")
        OBJECT = "o", _("digital object")

    kind = models.CharField(max_length=1, choices=Kind.choices)
    key = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}{self.key}"


class Rebuild(models.Model):
    """A new index being built while the old one serves; the row is there only as long as it runs."""

    folder = models.CharField(max_length=200)
    started = models.DateTimeField(auto_now_add=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.folder
