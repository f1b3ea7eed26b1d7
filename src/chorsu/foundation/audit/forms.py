"""What a person may ask of the audit trail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Filter(forms.Form):
    """Who, what, to what, when."""

    actor = forms.CharField(label=_("Account"), required=False, max_length=150)
    verb = forms.CharField(label=_("Deed begins with"), required=False, max_length=100)
    target = forms.CharField(label=_("Object"), required=False, max_length=200)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first one."))
        return cleaned
