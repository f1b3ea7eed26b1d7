"""Forms of the staff pages: a record by its number or address, and words in five languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records import queries as records
from chorsu.catalogue.records.errors import UnknownRecord, Withdrawn
from chorsu.catalogue.records.models import Record
from chorsu.engagement.programmes import rules
from chorsu.engagement.programmes.errors import NotShown
from chorsu.people.accounts.queries import places, visible_libraries
from chorsu.people.libraries.models import Organisation


class LibraryField(forms.ModelChoiceField):
    """Libraries by the name the reader of the page knows."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


class ProgrammeForm(forms.Form):
    """What both kinds share."""

    library = LibraryField(label=_("Library"), queryset=Organisation.objects.none())
    record = forms.CharField(
        label=_("Record"), max_length=300, help_text=_("The number or the address of the record's page.")
    )

    def __init__(self, *args: Any, account: Any, own: Organisation | None = None, fixed: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # The network itself speaks too, where the account holds the right at its root.
        tops = places(account, "programmes.manage").filter(parent=None).values("pk")
        allowed = visible_libraries(account, "programmes.manage") | Organisation.objects.filter(pk__in=tops)
        library = self.fields["library"]
        library.queryset = allowed  # type: ignore[attr-defined]
        library.disabled = fixed
        library.initial = library.initial or own
        for code, name in settings.LANGUAGES:
            tag = "uz-Cyrl" if code == "uz-cyrl" else code
            self.fields[f"text_{code}"] = forms.CharField(
                label=name, required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2, "lang": tag})
            )

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES]

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"text_{code}", "") for code, _name in settings.LANGUAGES}

    def clean_record(self) -> Record:
        number = rules.record_number(self.cleaned_data["record"])
        try:
            return records.visible(number)
        except (UnknownRecord, Withdrawn):
            said = forms.ValidationError(_(NotShown.text), code=NotShown.code, params={"record": number[:60]})
        raise said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(text.strip() for text in self.texts.values()):
            self.add_error("text_uz", _("Write a sentence or two in at least one language."))
        return cleaned


class BookForm(ProgrammeForm):
    """A book of the week."""

    week = forms.DateField(
        label=_("Week"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Any day of it."),
    )  # fmt: skip
    recommended_by = forms.CharField(
        label=_("Recommended by"), required=False, max_length=120, help_text=_("A person or a library.")
    )


class MarathonForm(ProgrammeForm):
    """A reading marathon."""

    start = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    days = forms.IntegerField(label=_("Days"), min_value=2, max_value=rules.LONGEST)
    minutes = forms.IntegerField(
        label=_("Minutes a day"), required=False, min_value=1, max_value=600,
        help_text=_("About how long a day's part takes to read."),
    )  # fmt: skip
