"""The conditions the gate goes by: one row a digital object, nothing a reader did."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """Who may read, from the widest to the narrowest."""

    PUBLIC = "public", _("Everyone")
    SIGNED_IN = "signed-in", _("Signed-in readers")
    ON_SITE = "on-site", _("Readers inside the library")
    CLOSED = "closed", _("Staff only")


class Condition(models.Model):
    """The conditions of one digital object.

    `object` is the number of the digital object, not a foreign key: the room of objects stands above this one.
    An object without a row falls back to the setting `archive.access` of its library, then to closed.
    """

    object = models.BigIntegerField(primary_key=True)
    library = models.ForeignKey("libraries.Organisation", on_delete=models.PROTECT, related_name="+")
    access = models.CharField(max_length=12, choices=Access.choices, default=Access.PUBLIC)
    # Until the first moment of this day, in the time zone of the library, `embargo_access` holds instead of `access`.
    embargo_until = models.DateField(null=True, blank=True)
    embargo_access = models.CharField(max_length=12, choices=Access.choices, default=Access.CLOSED)
    statement = models.CharField(max_length=500, blank=True, default="")
    withdrawn = models.BooleanField(default=False)
    changed = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["access", "embargo_until"], name="rights_access_idx")]

    def __str__(self) -> str:
        return f"object {self.object}: {self.access}"
