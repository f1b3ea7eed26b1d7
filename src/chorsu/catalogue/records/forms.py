"""What staff send: a file to import, words to find a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records.actions.imports import ENCODINGS, FORMATS
from chorsu.catalogue.records.models import Record

FORMAT_NAMES = {
    "auto": _("Find out by itself"), "marc21": "MARC 21", "unimarc": "UNIMARC", "rusmarc": "RUSMARC", "uzmarc": "UZMARC",
    "irbis": _("IRBIS64 text"), "marcxml": "MARCXML",
}  # fmt: skip


class ImportForm(forms.Form):
    """A file of records. The library is one where the account may import."""

    file = forms.FileField(
        label=_("File of records"), help_text=_("MARC (ISO 2709), MARCXML or an IRBIS text export, of any size."),
        allow_empty_file=False,
    )  # fmt: skip
    library = forms.ModelChoiceField(queryset=None, label=_("Library whose records these are"), empty_label=None)
    format = forms.ChoiceField(label=_("Format"), choices=[(key, FORMAT_NAMES[key]) for key in FORMATS])
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        choices=[(key, FORMAT_NAMES["auto"] if key == "auto" else key.upper()) for key in ENCODINGS],
    )

    def __init__(self, *args: Any, libraries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["library"]
        choice.queryset = libraries
        choice.label_from_instance = lambda library: f"{library.name} ({library.code})"


class RecordFilter(forms.Form):
    """The staff list's search."""

    q = forms.CharField(label=_("Title, ISBN or number"), required=False, max_length=200, strip=True)
    status = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("Any")), *[c for c in Record.Status.choices if c[0] != Record.Status.MERGED]],
    )  # fmt: skip

    def clean_q(self) -> str:
        """The words without NULs, which no database takes."""
        return self.cleaned_data["q"].replace("\x00", "")
