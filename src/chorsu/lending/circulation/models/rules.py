"""Lending rules as rows: where they hold and what they say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chorsu.lending.circulation.rules.terms import RuleRow
from chorsu.people.libraries.models import Organisation


class Rule(models.Model):
    """One rule; empty scope columns mean "any", a missing term means "says nothing". Editing raises `version`."""

    name = models.CharField(_("name"), max_length=120)
    place = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("holds in")
    )
    category = models.CharField(_("reader category"), max_length=32, blank=True, default="")
    material = models.CharField(_("material"), max_length=32, blank=True, default="")
    kind = models.CharField(_("kind of loan"), max_length=8, blank=True, default="")
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    first = models.DateField(_("from day"), null=True, blank=True)
    last = models.DateField(_("to day"), null=True, blank=True)
    terms = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    active = models.BooleanField(default=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["place__path", "category", "material", "pk"]

    def __str__(self) -> str:
        return self.name

    def row(self) -> RuleRow:
        """The rule as the pure rules know it."""
        return RuleRow(
            id=self.pk, name=self.name, version=self.version, place=self.place_id, category=self.category,
            material=self.material, kind=self.kind, age_from=self.age_from, age_to=self.age_to,
            first=self.first, last=self.last, terms=self.terms,
        )  # fmt: skip
