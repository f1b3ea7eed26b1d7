"""Forms of the rule table."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chorsu.lending.circulation import actions
from chorsu.lending.circulation.models import LoanKind, Rule
from chorsu.lending.circulation.rules.terms import DEFAULTS
from chorsu.people.accounts import queries as accounts
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.models import PatronCategory

NUMBERS = {
    "days": (0, 1500), "renewals": (0, 100), "limit": (0, 10_000), "overdue_block": (0, 1500), "holds": (0, 1000),
    "shelf_days": (1, 365), "fine": (0, 10_000_000), "fine_limit": (0, 1_000_000_000),
}  # fmt: skip
SCOPE = ("category", "material", "kind", "age_from", "age_to", "first", "last")


class RuleForm(forms.Form):
    """One lending rule: where it holds and what it says; an empty term says nothing."""

    name = forms.CharField(label=_("Name of the rule"), max_length=120)
    place = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Holds in"), required=False, empty_label=_("the whole network")
    )
    category = forms.ChoiceField(label=_("Reader category"), required=False)
    material = forms.CharField(label=_("Material"), max_length=32, required=False)
    kind = forms.ChoiceField(label=_("Kind of loan"), required=False, choices=[("", _("any")), *LoanKind.choices])
    age_from = forms.IntegerField(label=_("From age"), min_value=0, max_value=130, required=False)
    age_to = forms.IntegerField(label=_("To age"), min_value=0, max_value=130, required=False)
    first = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    lend = forms.ChoiceField(
        label=_("May be lent"), required=False, choices=[("", _("says nothing")), ("yes", _("yes")), ("no", _("no"))]
    )

    def __init__(self, *args: Any, rule: Rule | None, account: Account, **kwargs: Any) -> None:
        from chorsu.lending.circulation.wording import term_label

        self.rule = rule
        if rule is not None:
            lend = rule.terms.get("lend")
            kwargs["initial"] = {
                "name": rule.name, "place": rule.place_id, **{field: getattr(rule, field) for field in SCOPE}, **rule.terms,
                "lend": "" if lend is None else "yes" if lend else "no",
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        roots = accounts.places(account, "circulation.rules")
        within = Q(pk__in=[])
        for root in roots:
            within |= Q(path__startswith=root.path)
        self.fields["place"].queryset = Organisation.objects.filter(within).order_by("path")  # type: ignore[attr-defined]
        self.fields["place"].label_from_instance = lambda org: org.name  # type: ignore[attr-defined]
        categories = PatronCategory.objects.order_by("code").values_list("code", flat=True).distinct()
        named = {category.code: category.name for category in PatronCategory.objects.order_by("-library")}
        self.fields["category"].choices = [("", _("any")), *((code, named[code]) for code in categories)]  # type: ignore[attr-defined]
        for name, (low, high) in NUMBERS.items():
            self.fields[name] = forms.IntegerField(
                label=term_label(name), min_value=low, max_value=high, required=False
            )

    def parts(self) -> list[list[forms.BoundField]]:
        """The fields as the page groups them: name and place, for whom and what, what the rule says."""
        groups = (("name", "place"), SCOPE, ("lend", *NUMBERS))
        return [[self[name] for name in group] for group in groups]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for low, high, message in (
            ("age_from", "age_to", _("The upper age must not be below the lower.")),
            ("first", "last", _("The last day must not be before the first.")),
        ):
            if data.get(low) is not None and data.get(high) is not None and data[low] > data[high]:
                self.add_error(high, message)
        if not self.errors and not self._terms(data):
            raise forms.ValidationError(_("The rule says nothing yet: give at least one term."))
        return data

    def _terms(self, data: dict[str, Any]) -> dict[str, Any]:
        terms = {name: data[name] for name in DEFAULTS if name != "lend" and data.get(name) is not None}
        if data.get("lend"):
            terms["lend"] = data["lend"] == "yes"
        return terms

    def save(self, by: Account) -> Rule:
        """Write the rule through the action."""
        data = self.cleaned_data
        scope = {field: data[field] for field in SCOPE}
        if self.rule is not None:
            return actions.change_rule(
                self.rule, by, self._terms(data), name=data["name"], place=data["place"], **scope
            )
        return actions.add_rule(by, data["name"], self._terms(data), data["place"], **scope)
