"""What the last look at each stored file found."""

from django.db import models


class Check(models.Model):
    """The last fixity result of one file: its row is rewritten, its history lies in the object's events."""

    class Outcome(models.TextChoices):
        SOUND = "sound"
        DAMAGED = "damaged"
        MISSING = "missing"

    file = models.OneToOneField("objects.File", on_delete=models.CASCADE, related_name="fixity")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    detail = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["outcome", "at"], name="preservation_outcome_idx")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.outcome}"
