"""Readers as libraries know them: person, home library, cards, category, blocks, guardians, consents.

A patron is not an account: many readers never sign in, and an account need not be a reader. Card numbers are unique
in the library that issued them, not in the network.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.rules import name_in


class Sex(models.TextChoices):
    """For the statistics that libraries must deliver; may stay open."""

    UNKNOWN = "", _("Not stated")
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


class PatronCategory(models.Model):
    """Adults, children, students …: of one library with all under it, or of the whole network (`library` empty)."""

    code = models.CharField(max_length=32)
    names = models.JSONField(default=dict)
    library = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="patron_categories"
    )
    card_months = models.PositiveSmallIntegerField(default=12)
    needs_guardian = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["library", "code"], name="category_once_a_library", condition=Q(library__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["code"], name="category_once_in_the_network", condition=Q(library__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return name_in(self.names, get_language() or "")[0] or self.code


class Patron(models.Model):
    """A reader of a home library. `name_key` is the folded name, so that any script finds it."""

    Sex = Sex

    home_library = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="patrons")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="patron"
    )
    family_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100, blank=True, default="")
    patronymic = models.CharField(max_length=100, blank=True, default="")
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default="")
    category = models.ForeignKey(PatronCategory, on_delete=models.PROTECT, related_name="patrons")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    expires = models.DateField(null=True, blank=True)
    keep_history = models.BooleanField(default=False)
    network_wide = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    name_key = models.CharField(max_length=330, default="", editable=False)
    erased = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["name_key"], name="patron_name_key"),
            models.Index(fields=["home_library", "name_key"], name="patron_home_name"),
            models.Index(fields=["birth_date", "name_key"], name="patron_birth_name"),
        ]

    def __str__(self) -> str:
        return f"patron {self.pk}"

    @property
    def name(self) -> str:
        """Family name first, as desks sort: "Karimova Dilnoza Anvarovna"."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


class Card(models.Model):
    """A reader's ticket; a lost one stays, inactive, so that whoever brings it is recognised."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="cards")
    library = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cards")
    number = models.CharField(max_length=64)
    active = models.BooleanField(default=True)
    lost = models.BooleanField(default=False)
    issued = models.DateField()

    class Meta:
        ordering = ["-active", "-issued", "-pk"]
        constraints = [models.UniqueConstraint(fields=["library", "number"], name="card_once_a_library")]
        indexes = [models.Index(fields=["number"], name="card_number")]

    def __str__(self) -> str:
        return self.number


class Block(models.Model):
    """A reason for which a library lends nothing to a patron, until a day or until it is lifted."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="blocks")
    library = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="patron_blocks")
    reason = models.CharField(max_length=300)
    until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    lifted = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["patron"], name="block_open", condition=Q(lifted__isnull=True))]


class Guardian(models.Model):
    """Who answers for a child: another patron."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="guardians")
    guardian = models.ForeignKey(Patron, on_delete=models.PROTECT, related_name="wards")
    relation = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patron", "guardian"], name="guardian_once"),
            models.CheckConstraint(condition=~Q(patron=F("guardian")), name="guardian_is_another"),
        ]


class Consent(models.Model):
    """What a reader agreed to or took back, when, and to which version of the text; never changed, only added to."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=40)
    given = models.BooleanField()
    text_version = models.CharField(max_length=40)
    recorded = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-recorded", "-pk"]
        indexes = [models.Index(fields=["patron", "kind"], name="consent_kind")]


class ErasureRequest(models.Model):
    """A reader asks to be forgotten; the library answers after open business is settled."""

    patron = models.ForeignKey(Patron, on_delete=models.CASCADE, related_name="erasure_requests")
    requested = models.DateTimeField(auto_now_add=True)
    settled = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-requested", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patron"], name="one_open_erasure_request", condition=Q(settled__isnull=True)
            )
        ]
