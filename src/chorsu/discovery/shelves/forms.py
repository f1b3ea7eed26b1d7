"""Forms of the shelf."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A note to oneself."""

    note = forms.CharField(label=_("Note"), max_length=1000, required=False)
