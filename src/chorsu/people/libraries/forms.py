"""Forms of the tree's staff pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui.wording import weekday
from chorsu.kernel.errors import ChorsuError
from chorsu.people.libraries import rules, settings_registry
from chorsu.people.libraries.models import Kind, Mode, Organisation

INTERVAL = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
FIELDS_OF_REASONS = {
    "libraries.code-taken": "code",
    "libraries.bad-code": "code",
    "libraries.bad-isil": "isil",
    "libraries.bad-zone": "timezone",
    "libraries.bad-position": "latitude",
    "libraries.wrong-kind": "kind",
    "libraries.no-name": "name_uz",
}


def complain(form: forms.Form, error: ChorsuError) -> None:
    """Put an action's refusal on the form it came from, beside the field at fault."""
    said = [(reason.code, reason.text, reason.params) for reason in error.reasons]
    for code, text, params in said or [(error.code, error.text, error.params)]:
        sentence = gettext(text) % params if params else gettext(text)
        field = FIELDS_OF_REASONS.get(code)
        form.add_error(field if field in form.fields else None, sentence)


class OrganisationForm(forms.Form):
    """What is said about an organisation, with one name for each language of the network."""

    isil = forms.CharField(label=_("ISIL"), max_length=16, required=False, help_text=_("Like UZ-NLU."))
    place = forms.CharField(label=_("Town"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    latitude = forms.FloatField(label=_("Latitude"), required=False)
    longitude = forms.FloatField(label=_("Longitude"), required=False)
    timezone = forms.CharField(
        label=_("Time zone"), max_length=40, required=False, help_text=_("Empty: as above. Like Asia/Tashkent.")
    )
    mode = forms.ChoiceField(label=_("How it takes part"), choices=Mode.choices, initial=Mode.HOSTED)

    def __init__(self, *args, organisation: Organisation | None = None, **kwargs) -> None:
        initial = {}
        if organisation is not None:
            initial = {name: getattr(organisation, name) for name in self.base_fields if hasattr(organisation, name)}
            initial |= {_name_field(code): organisation.names.get(code, "") for code, _name in settings.LANGUAGES}
        super().__init__(*args, initial=initial, **kwargs)
        names = {
            _name_field(code): forms.CharField(
                label=f"{gettext('Name')} · {name}",
                max_length=300,
                required=False,
                widget=forms.TextInput({"lang": code}),
            )
            for code, name in settings.LANGUAGES
        }
        if "uz-cyrl" in dict(settings.LANGUAGES):
            names[_name_field("uz-cyrl")].help_text = gettext("Empty: written from the Latin name.")
        self.fields = {**self._first(), **names, **self.fields}

    def _first(self) -> dict[str, forms.Field]:
        return {}

    def values(self) -> dict:
        """What the action takes."""
        data = dict(self.cleaned_data)
        names = {code: data.pop(_name_field(code), "") for code, _name in settings.LANGUAGES}
        return {**data, "names": names}


class NewOrganisationForm(OrganisationForm):
    """A new organisation under a parent: only kinds that may stand there are offered."""

    def __init__(self, *args, parent: Organisation | None, **kwargs) -> None:
        self.parent_kind = parent.kind if parent else None
        super().__init__(*args, **kwargs)

    def _first(self) -> dict[str, forms.Field]:
        kinds = [(kind, label) for kind, label in Kind.choices if rules.may_stand_under(kind, self.parent_kind)]
        code_help = gettext("Short and lasting; it stands in addresses.")
        return {
            "code": forms.CharField(label=gettext("Code"), max_length=32, help_text=code_help),
            "kind": forms.ChoiceField(label=gettext("Kind"), choices=kinds),
        }


def _name_field(code: str) -> str:
    return f"name_{code.replace('-', '_')}"


class MoveForm(forms.Form):
    """Where an organisation goes."""

    parent = forms.CharField(label=_("Code of the place it goes under"), max_length=32)


class HoursForm(forms.Form):
    """The week: one line a day, like "9:00–13:00, 14:00–18:00"; nothing written is a day off."""

    def __init__(self, *args, week: list[list[tuple[time, time]]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for day in range(7):
            written = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in week[day])
            self.fields[f"day{day}"] = forms.CharField(
                label=weekday(day), initial=written, required=False, max_length=100
            )

    def clean(self) -> dict:
        data = super().clean() or {}
        self.week: Mapping[int, list[tuple[time, time]]] = {}
        for day in range(7):
            try:
                intervals = parse_intervals(data.get(f"day{day}", ""))
            except ValueError:
                self.add_error(f"day{day}", gettext("Write it like 9:00–13:00, 14:00–18:00."))
                continue
            if rules.overlapping(intervals):
                self.add_error(f"day{day}", gettext("The times overlap or end before they begin."))
            self.week[day] = intervals
        return data


def parse_intervals(text: str) -> list[tuple[time, time]]:
    """The intervals of a day as people write them. Raises ValueError.

    >>> parse_intervals("9:00-13:00, 14.00 – 18.30")
    [(datetime.time(9, 0), datetime.time(13, 0)), (datetime.time(14, 0), datetime.time(18, 30))]
    """
    intervals = []
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        found = INTERVAL.fullmatch(part.strip())
        if not found:
            raise ValueError(part)
        hours = [int(number) for number in found.groups()]
        intervals.append((time(hours[0], hours[1]), time(hours[2], hours[3])))
    return intervals


class ClosureForm(forms.Form):
    """Closing days."""

    first = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
    yearly = forms.BooleanField(label=_("Every year on the same days"), required=False)


def setting_field(setting: settings_registry.Setting, value: object) -> forms.Field:
    """The field in which a setting is changed."""
    common = {"label": setting.label, "help_text": setting.help, "initial": value, "required": False}
    if setting.type is bool:
        return forms.TypedChoiceField(
            coerce=lambda text: text == "yes",
            choices=[("yes", _("Yes")), ("no", _("No"))],
            **{**common, "initial": "yes" if value else "no"},
        )
    if setting.choices:
        return forms.ChoiceField(choices=list(setting.choices), **common)
    if setting.type is int:
        return forms.IntegerField(min_value=setting.minimum, max_value=setting.maximum, **common)
    return forms.CharField(max_length=2000, **common)
