"""Forms of the archive's staff pages."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.rights.models import Access
from chorsu.catalogue.records.models import Record
from chorsu.kernel import identifiers
from chorsu.kernel.errors import Invalid


class RecordField(forms.CharField):
    """A catalogue record, by its public identifier or its address."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Catalogue record"))
        kwargs.setdefault("help_text", _("The identifier from the address of the record, such as r4k7."))
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, value):
        text = super().clean(value).strip().rstrip("/").rpartition("/")[2]
        if not text:
            return None
        try:
            found = Record.objects.filter(pk=identifiers.decode("r", text)).first()
        except Invalid:
            found = None
        if found is None:
            raise forms.ValidationError(gettext("There is no record “%(text)s”.") % {"text": text})
        return found


class LanguagesField(forms.CharField):
    """Languages of the text, separated by commas or blanks."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Languages of the text"))
        kwargs.setdefault("help_text", _("Codes such as uz, ru, vi, en. Leave empty to let each page be looked at."))
        super().__init__(required=False, max_length=100, **kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        codes = [part for part in re.split(r"[,;\s]+", super().clean(value).strip().lower()) if part]
        for code in codes:
            if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{4})?", code):
                raise forms.ValidationError(gettext("“%(code)s” is no code of a language.") % {"code": code})
        return codes[:6]


class DescribeForm(forms.Form):
    """What an object is called and belongs to."""

    title = forms.CharField(label=_("Title"), max_length=500)
    record = RecordField()
    languages = LanguagesField()

    def __init__(self, *args, object: DigitalObject, **kwargs) -> None:
        kwargs["initial"] = {
            "title": object.title,
            "record": object.record.pid if object.record else "",
            "languages": object.languages,
        }
        super().__init__(*args, **kwargs)


class RightsForm(forms.Form):
    """Who may read an object."""

    access = forms.ChoiceField(label=_("Who may read it"), choices=Access.choices)
    embargo_until = forms.DateField(
        label=_("Closed until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("From the first moment of this day the choice above holds. Leave empty for no embargo."),
    )
    embargo_access = forms.ChoiceField(label=_("Until then"), choices=Access.choices, initial=Access.CLOSED)
    statement = forms.CharField(
        label=_("Rights statement"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Shown to readers: licence, owner of the rights, how to cite."),
    )


class WithdrawForm(forms.Form):
    """Why an object is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class FilterForm(forms.Form):
    """Narrows the list of objects."""

    q = forms.CharField(label=_("Title"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any state")), *DigitalObject.State.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any kind")), *DigitalObject.Kind.choices]
    )
    library = forms.ModelChoiceField(label=_("Library"), queryset=None, required=False, empty_label=_("All libraries"))

    def __init__(self, *args, libraries, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].queryset = libraries
        self.fields["library"].label_from_instance = lambda library: library.name
