"""The form with which staff bring something in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from chorsu.archive.objects.forms import LanguagesField, RecordField
from chorsu.archive.rights.models import Access


class ManyFiles(forms.ClearableFileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or many."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=ManyFiles(), **kwargs)

    def clean(self, data, initial=None):
        several = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several]


class DepositForm(forms.Form):
    """Files, and what they are."""

    files = FilesField(
        label=_("Files"),
        help_text=_("Page images (TIFF, JPEG, PNG, JPEG 2000) or a zip of them, a PDF, an EPUB, audio or video."),
    )
    title = forms.CharField(label=_("Title"), max_length=500)
    library = forms.ModelChoiceField(label=_("Library that holds it"), queryset=None, empty_label=None)
    record = RecordField()
    languages = LanguagesField()
    rights = forms.ChoiceField(label=_("Who may read it"), choices=Access.choices)

    def __init__(self, *args, libraries, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].queryset = libraries
        self.fields["library"].label_from_instance = lambda library: library.name
