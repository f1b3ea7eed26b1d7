"""What a person may ask of the list of jobs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chorsu.foundation.jobs.models import Job


class Filter(forms.Form):
    """State and kind of the jobs to show."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *Job.State.choices])
    name = forms.CharField(label=_("Kind begins with"), required=False, max_length=100)
