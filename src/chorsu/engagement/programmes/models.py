"""Books of the week and reading marathons: short-lived, chosen by people, shown on the home page."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import now
from django.utils.translation import get_language

from chorsu.engagement.programmes import rules
from chorsu.people.libraries.queries import timezone_of


class Programme(models.Model):
    """What both kinds share: a record, the library that speaks, and its words by language."""

    library = models.ForeignKey("libraries.Organisation", models.PROTECT, related_name="+")
    record = models.ForeignKey("records.Record", models.PROTECT, related_name="+")
    texts = models.JSONField(default=dict)
    created = models.DateTimeField(default=now)

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        """The words in the reader's language or a near one."""
        return rules.words_in(self.texts, get_language() or "")[0]

    @property
    def words_lang(self) -> str:
        """The language those are in, for `lang`."""
        return rules.words_in(self.texts, get_language() or "")[1]

    @property
    def today(self) -> date:
        """The day it is at the library."""
        return now().astimezone(timezone_of(self.library)).date()


class BookOfTheWeek(Programme):
    """A book somebody recommends for a week. `week` is its Monday."""

    week = models.DateField()
    recommended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-week", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["library", "week", "record"], name="programmes_book_once_a_week")
        ]
        indexes = [models.Index(fields=["-week", "id"], name="programmes_book_week")]

    def __str__(self) -> str:
        return f"{self.week} {self.record_id}"


class Marathon(Programme):
    """Reading one book together, a part a day, in so many days."""

    start = models.DateField()
    days = models.PositiveSmallIntegerField(validators=[MinValueValidator(2), MaxValueValidator(rules.LONGEST)])
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    took_part = models.PositiveIntegerField(default=0)  # kept when the names are forgotten
    names_kept = models.BooleanField(default=True)

    class Meta:
        ordering = ["-start", "-pk"]
        indexes = [models.Index(fields=["-start", "-id"], name="programmes_marathon_start")]

    def __str__(self) -> str:
        return f"{self.start} {self.record_id}"

    @property
    def last_day(self) -> date:
        return rules.last_day(self.start, self.days)

    @cached_property
    def day(self) -> int:
        """Today's day: 0 before the start, `days` + 1 after the end."""
        return rules.day_of(self.start, self.days, self.today)

    @property
    def is_open(self) -> bool:
        return rules.is_open(self.start, self.days, self.today)


class Participant(models.Model):
    """Who takes part, as long as it lasts."""

    marathon = models.ForeignKey(Marathon, models.CASCADE, related_name="participants")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    joined = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["marathon", "account"], name="programmes_joins_once")]

    def __str__(self) -> str:
        return f"{self.marathon_id} {self.account_id}"
