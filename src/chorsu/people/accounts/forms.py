"""Forms of the account and members pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chorsu.people.accounts.models import Role


class LanguageForm(forms.Form):
    """The language of the pages."""

    language = forms.ChoiceField(
        label=_("Language of the pages"),
        required=False,
        choices=[("", _("As the browser asks")), *settings.LANGUAGES],
    )


class TokenForm(forms.Form):
    """A new token for a program."""

    name = forms.CharField(label=_("What is the token for?"), max_length=80)
    days = forms.TypedChoiceField(
        label=_("How long does it hold?"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        initial=90,
    )


class MemberForm(forms.Form):
    """Give an account a role; the roles offered are those the giver may give."""

    username = forms.CharField(
        label=_("Name to sign in with, or e-mail"), max_length=254, widget=forms.TextInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, roles: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]


class NewAccountForm(forms.Form):
    """A new account made by staff."""

    username = forms.CharField(label=_("Name to sign in with"), max_length=150)
    given_name = forms.CharField(label=_("Given name"), max_length=150, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"),
        help_text=_("At least 10 characters; hand it over in person and ask for it to be changed."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, roles: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]


class NetworkForm(forms.Form):
    """An address range of a reading room."""

    cidr = forms.CharField(label=_("Address range"), help_text=_("For instance 195.158.1.0/24."), max_length=50)
    note = forms.CharField(label=_("Which room"), max_length=120, required=False)
