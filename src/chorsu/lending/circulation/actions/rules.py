"""Adds, changes and withdraws lending rules; each change is a new version and is audited."""

from typing import Any

from django.db import transaction

from chorsu.foundation.audit import actions as audit
from chorsu.kernel.errors import Invalid, gettext_noop
from chorsu.lending.circulation.models import Rule
from chorsu.lending.circulation.rules.terms import DEFAULTS
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation


class UnknownTerm(Invalid):
    code = "circulation.unknown-term"
    text = gettext_noop("There is no term “%(term)s”.")


def add_rule(by: Account, name: str, terms: dict[str, Any], place: Organisation | None = None, **scope: Any) -> Rule:
    """Add a rule for a place (None: the whole network) with terms named in rules.terms.DEFAULTS."""
    require(by, "circulation.rules", place)
    _known(terms)
    with transaction.atomic():
        rule = Rule.objects.create(name=name, place=place, terms=_said(terms), **scope)
        audit.record(
            by, "circulation.rule-added", f"rule {rule.pk}", {"name": name, "terms": rule.terms}, library=place
        )
    return rule


def change_rule(rule: Rule, by: Account, terms: dict[str, Any], **scope: Any) -> Rule:
    """Change a rule; loans made before keep the terms and the version they were made under."""
    require(by, "circulation.rules", rule.place)
    _known(terms)
    with transaction.atomic():
        before = Rule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
        for field, value in scope.items():
            setattr(rule, field, value)
        rule.terms, rule.version = _said(terms), before.version + 1
        rule.save()
        audit.record(
            by, "circulation.rule-changed", f"rule {rule.pk}",
            {"version": rule.version, "from": before.terms, "to": rule.terms}, library=rule.place,
        )  # fmt: skip
    return rule


def withdraw_rule(rule: Rule, by: Account) -> Rule:
    """Stop a rule from holding; it stays readable for the loans that name it."""
    require(by, "circulation.rules", rule.place)
    with transaction.atomic():
        Rule.objects.filter(pk=rule.pk).update(active=False)
        rule.active = False
        audit.record(by, "circulation.rule-withdrawn", f"rule {rule.pk}", {"name": rule.name}, library=rule.place)
    return rule


def _known(terms: dict[str, Any]) -> None:
    for term in terms:
        if term not in DEFAULTS:
            raise UnknownTerm(term=term)


def _said(terms: dict[str, Any]) -> dict[str, Any]:
    return {term: value for term, value in terms.items() if value is not None}
