"""Which terms a loan gets: rules are rows, each attribute is resolved on its own, and every value knows its rule.

A rule says something about only some attributes. For each attribute the most specific rule that says anything wins:
first the one set deepest in the tree of organisations, then the one that names the reader's category, then the
material, the kind of loan, an age band, dates. Equal rules: the younger row wins. (Koha resolves per attribute but
on a fixed lattice; Evergreen weighs rows in SQL and cannot say why. Here the order is short enough to be told.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# Every attribute a rule may set, with the value where no rule says anything.
DEFAULTS: dict[str, Any] = {
    "lend": True,  # may be lent at all
    "days": 14,  # loan period in days; 0 = back the same day
    "renewals": 2,  # how many times a loan may be renewed
    "limit": 10,  # open loans of one reader
    "overdue_block": 14,  # days overdue from which nothing more is lent; None never
    "holds": 5,  # open holds of one reader; 0 = no holds
    "shelf_days": 7,  # days a held copy waits for its reader
    "fine": 0,  # per day overdue, in the smallest unit of the currency
    "fine_limit": 0,  # most that one loan can cost; 0 = no bound
}


@dataclass(frozen=True, slots=True)
class Case:
    """Who borrows what, where and when. `places` are organisation ids from the root down to the desk."""

    places: tuple[int, ...]
    category: str = ""
    material: str = ""
    kind: str = "home"
    age: int | None = None
    on: date = date.min


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as stored. Empty scope values mean "any"; a missing attribute means "says nothing"."""

    id: int
    name: str
    version: int
    place: int | None = None
    category: str = ""
    material: str = ""
    kind: str = ""
    age_from: int | None = None
    age_to: int | None = None
    first: date | None = None
    last: date | None = None
    terms: Mapping[str, Any] = None  # type: ignore[assignment]

    def matches(self, case: Case) -> bool:
        """True when the case falls under the rule's scope.

        >>> RuleRow(1, "students", 1, category="student").matches(Case((1,), category="child"))
        False
        """
        if self.place is not None and self.place not in case.places:
            return False
        if self.category and self.category != case.category:
            return False
        if self.material and self.material != case.material:
            return False
        if self.kind and self.kind != case.kind:
            return False
        if (self.age_from is not None or self.age_to is not None) and case.age is None:
            return False
        if self.age_from is not None and case.age is not None and case.age < self.age_from:
            return False
        if self.age_to is not None and case.age is not None and case.age > self.age_to:
            return False
        if self.first is not None and case.on < self.first:
            return False
        return not (self.last is not None and case.on > self.last)

    def weight(self, case: Case) -> tuple[int, int, int, int, int, int, int]:
        """How specific the rule is for this case; compared from left to right."""
        depth = case.places.index(self.place) + 1 if self.place is not None else 0
        aged = self.age_from is not None or self.age_to is not None
        dated = self.first is not None or self.last is not None
        return (depth, bool(self.category), bool(self.material), bool(self.kind), aged, dated, self.id)


@dataclass(frozen=True, slots=True)
class Term:
    """One resolved value with the rule that gave it; `rule` is None for the house default."""

    value: Any
    rule: int | None = None
    name: str = ""
    version: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As kept on the loan."""
        return {"value": self.value, "rule": self.rule, "name": self.name, "version": self.version}


Terms = dict[str, Term]


def resolve(rules: Iterable[RuleRow], case: Case) -> Terms:
    """The terms for a case.

    >>> rules = [RuleRow(1, "network", 1, terms={"days": 14, "limit": 5}),
    ...          RuleRow(2, "students", 3, category="student", terms={"days": 30}),
    ...          RuleRow(3, "this library", 1, place=7, terms={"limit": 3})]
    >>> terms = resolve(rules, Case(places=(1, 7), category="student"))
    >>> terms["days"].value, terms["days"].name, terms["limit"].value, terms["limit"].rule
    (30, 'students', 3, 3)
    """
    fitting = sorted((rule for rule in rules if rule.matches(case)), key=lambda rule: rule.weight(case), reverse=True)
    terms: Terms = {}
    for attribute, default in DEFAULTS.items():
        terms[attribute] = next(
            (
                Term(rule.terms[attribute], rule.id, rule.name, rule.version)
                for rule in fitting
                if rule.terms.get(attribute) is not None
            ),
            Term(default),
        )
    return terms


@dataclass(frozen=True, slots=True)
class Why:
    """The explanation of one attribute: what won and what would have applied otherwise, most specific first."""

    attribute: str
    term: Term
    others: tuple[Term, ...]


def explain(rules: Iterable[RuleRow], case: Case) -> list[Why]:
    """For each attribute, the rule that gave it and the ones it outranked.

    >>> rules = [RuleRow(1, "network", 1, terms={"days": 14}), RuleRow(2, "maps", 1, material="map", terms={"days": 3})]
    >>> why = {w.attribute: w for w in explain(rules, Case((1,), material="map"))}["days"]
    >>> why.term.name, [t.name for t in why.others]
    ('maps', ['network', ''])
    """
    fitting = sorted((rule for rule in rules if rule.matches(case)), key=lambda rule: rule.weight(case), reverse=True)
    result = []
    for attribute, default in DEFAULTS.items():
        said = [
            Term(rule.terms[attribute], rule.id, rule.name, rule.version)
            for rule in fitting
            if rule.terms.get(attribute) is not None
        ]
        said.append(Term(default))
        result.append(Why(attribute, said[0], tuple(said[1:])))
    return result
