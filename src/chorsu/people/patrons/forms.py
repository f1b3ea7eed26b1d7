"""Forms of the readers' staff pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons import queries
from chorsu.people.patrons.models import Patron, PatronCategory, Sex

#: Beside which field a reason of an action is said.
FIELDS_OF_REASONS = {
    "patrons.no-name": "family_name",
    "patrons.bad-name": "family_name",
    "patrons.bad-birth-date": "birth_date",
    "patrons.bad-phone": "phone",
    "patrons.bad-email": "email",
    "patrons.bad-card": "card",
    "patrons.card-taken": "card",
    "patrons.bad-category": "category",
    "patrons.no-guardian": "guardian_card",
    "patrons.past-day": "until",
    "patrons.no-reason": "reason",
    "patrons.bad-language": "language",
}


def day_field(label, **kwargs) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class CategoryField(forms.ModelChoiceField):
    """Choose a category by its name in the language of the page."""

    def label_from_instance(self, obj: PatronCategory) -> str:
        return obj.name


class PatronForm(forms.Form):
    """What is known of a reader."""

    family_name = forms.CharField(label=_("Family name"), max_length=100)
    given_name = forms.CharField(label=_("Given name"), max_length=100, required=False)
    patronymic = forms.CharField(label=_("Patronymic or middle name"), max_length=100, required=False)
    birth_date = day_field(_("Date of birth"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, required=False, help_text=_("Only for statistics."))
    category = CategoryField(label=_("Category"), queryset=PatronCategory.objects.none(), empty_label=None)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    language = forms.ChoiceField(
        label=_("Language of letters"), required=False, choices=[("", _("As the library's")), *settings.LANGUAGES]
    )
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The reader may ask to see it."),
    )

    def __init__(self, *args, library: Organisation, patron: Patron | None = None, **kwargs) -> None:
        if patron is not None:
            kwargs["initial"] = {name: getattr(patron, name) for name in self.base_fields if name != "category"}
            kwargs["initial"]["category"] = patron.category_id
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = queries.categories(library)


class RegisterForm(PatronForm):
    """A new reader, with card, guardian and consent."""

    card = forms.CharField(label=_("Card number"), max_length=64, required=False, help_text=_("Scan the new card."))
    guardian_card = forms.CharField(label=_("Card of the guardian"), max_length=64, required=False)
    consent = forms.BooleanField(label=_("The reader has signed that the library may keep these data"))
    known_apart = forms.BooleanField(widget=forms.HiddenInput, required=False)


class CardForm(forms.Form):
    """A new card."""

    card = forms.CharField(label=_("New card number"), max_length=64, help_text=_("Scan the new card."))
    lost = forms.BooleanField(label=_("The old card is lost"), required=False, initial=True)


class RenewForm(forms.Form):
    """Renewal of the registration."""

    until = day_field(_("Until"), required=False, help_text=_("Empty: one more term of the category."))


class BlockForm(forms.Form):
    """A block."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("The reader may read it."))
    until = day_field(_("Until"), required=False, help_text=_("Empty: until it is lifted."))


class AccountForm(forms.Form):
    """The account the reader signs in with."""

    username = forms.CharField(label=_("Name to sign in with"), max_length=150)


class CategoryForm(forms.Form):
    """A new category, with a name for each language of the network."""

    code = forms.CharField(label=_("Code"), max_length=32, help_text=_("Short and lasting, like adult."))
    card_months = forms.IntegerField(
        label=_("How many months a registration holds"), min_value=1, max_value=240, initial=12
    )
    needs_guardian = forms.BooleanField(label=_("Children of it need a guardian"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            label = f"{gettext('Name')} · {name}"
            widget = forms.TextInput({"lang": code})
            self.fields[f"name_{code}"] = forms.CharField(label=label, max_length=100, required=False, widget=widget)

    def clean(self) -> dict:
        data = super().clean() or {}
        self.names = {code: data.pop(f"name_{code}", "") for code, _name in settings.LANGUAGES}
        if not any(self.names.values()):
            self.add_error(f"name_{settings.LANGUAGES[0][0]}", gettext("At least one name is needed."))
        return data
