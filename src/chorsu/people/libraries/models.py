"""The tree of organisations and what each keeps of its own: settings, modules, hours, closing days, groups.

One tree holds everything from the network down to a shelf location. `path` lists the ids from the root to the row
itself ("/1/5/9/"), so that a subtree is one prefix query. What is not set here is taken from above (see `policy`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chorsu.people.libraries import rules


class Kind(models.TextChoices):
    """What an organisation is; `rules.MAY_STAND_UNDER` says which stands under which."""

    NETWORK = "network", _("Network")
    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    DISTRICT = "district", _("District")
    LIBRARY = "library", _("Library")
    BRANCH = "branch", _("Branch")
    DESK = "desk", _("Desk")
    LOCATION = "location", _("Shelf location")


class Mode(models.TextChoices):
    """How a library takes part."""

    HOSTED = "hosted", _("Works in this system")
    MEMBER = "member", _("Keeps its own system and shares its records")
    PARTNER = "partner", _("Partner")


class Organisation(models.Model):
    """A place in the tree. `names` maps a language code to the name in it; dates and hours follow its time zone."""

    Kind = Kind
    Mode = Mode

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=250, db_index=True, default="", editable=False)
    names = models.JSONField(default=dict)
    sort_name = models.CharField(max_length=300, default="", editable=False)
    folded = models.TextField(default="", editable=False)
    isil = models.CharField(max_length=16, blank=True, default="")
    place = models.CharField(max_length=120, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    website = models.URLField(blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    timezone = models.CharField(max_length=40, blank=True, default="")
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.HOSTED)
    active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_not_under_itself"),
        ]
        indexes = [
            models.Index(fields=["kind", "active", "sort_name"], name="organisation_kind"),
            models.Index(fields=["isil"], name="organisation_isil", condition=~Q(isil="")),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the nearest language there is, else the code."""
        return rules.name_in(self.names, get_language() or "")[0] or self.code

    @property
    def name_lang(self) -> str:
        """The language that `name` is written in, for `lang` attributes; empty when only the code is known."""
        return rules.name_in(self.names, get_language() or "")[1]

    @property
    def path_ids(self) -> list[int]:
        """The ids from the root down to this row."""
        return rules.path_ids(self.path)

    @property
    def depth(self) -> int:
        """1 for the root."""
        return len(self.path_ids)

    def holds(self, other: "Organisation") -> bool:
        """True when `other` is this organisation or stands somewhere under it."""
        return bool(self.path) and other.path.startswith(self.path)


class Group(models.Model):
    """Any set of organisations across the tree: universities, schools, children's libraries."""

    code = models.CharField(max_length=32, unique=True)
    names = models.JSONField(default=dict)
    members = models.ManyToManyField(Organisation, related_name="groups", blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return rules.name_in(self.names, get_language() or "")[0] or self.code


class SettingValue(models.Model):
    """A value an organisation sets for itself and all under it; no row means "as above"."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="setting_values")
    key = models.CharField(max_length=80)
    value = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_value_a_setting")]


class ModuleSwitch(models.Model):
    """A module switched on or off for an organisation and all under it; no row means "as above"."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="module_switches")
    module = models.CharField(max_length=40)
    on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "module"], name="one_switch_a_module")]


class OpeningHours(models.Model):
    """One interval of one weekday (0 Monday to 6 Sunday) in the organisation's own time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_weekday"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="hours_in_order"),
            models.UniqueConstraint(fields=["organisation", "weekday", "opens"], name="hours_once"),
        ]


class Closure(models.Model):
    """Days on which an organisation and all under it are closed, first and last included; yearly ones come again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="closures")
    first = models.DateField()
    last = models.DateField()
    yearly = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(condition=Q(first__lte=F("last")), name="closure_in_order")]


class PolicyStamp(models.Model):
    """One row whose value changes with every change of tree, setting, module or hours: processes compare it."""

    stamp = models.CharField(max_length=32)
