"""The audit trail: who did what to what, each row sealed by a hash over itself and the row before."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from chorsu.foundation.audit.errors import TrailIsClosed


class Trail(models.QuerySet):
    """Reads only: the trail cannot be changed or shortened, also not in bulk."""

    def update(self, **values):
        raise TrailIsClosed()

    def delete(self):
        raise TrailIsClosed()

    def bulk_update(self, *args, **kwargs):
        raise TrailIsClosed()


class Entry(models.Model):
    """One thing somebody did. Written by `actions.record` only; triggers refuse changes in the database too."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=150, blank=True, default="")
    verb = models.CharField(max_length=100)
    target = models.CharField(max_length=200, blank=True, default="")
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    library_id = models.BigIntegerField(null=True, blank=True)
    previous = models.CharField(max_length=64, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True)

    objects = Trail.as_manager()

    class Meta:
        # Made by the migration, then left alone: Django's own flush must not try to empty it.
        managed = False
        db_table = "audit_entry"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TrailIsClosed()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TrailIsClosed()
