"""The pure rules under random cases."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chorsu.lending.circulation.rules.holds import OPEN, TRANSITIONS
from chorsu.lending.circulation.rules.terms import DEFAULTS, Case, RuleRow, resolve

rows = st.builds(
    RuleRow,
    id=st.integers(1, 10_000), name=st.text(max_size=5), version=st.integers(1, 9),
    place=st.sampled_from([None, 1, 2, 3, 99]), category=st.sampled_from(["", "adult", "student"]),
    material=st.sampled_from(["", "book", "map"]), kind=st.sampled_from(["", "home", "on-site"]),
    terms=st.fixed_dictionaries({}, optional={"days": st.integers(0, 60), "limit": st.integers(0, 20)}),
)  # fmt: skip
CASE = Case(places=(1, 2, 3), category="adult", material="book", on=date(2026, 1, 1))


@given(st.lists(rows, max_size=12, unique_by=lambda row: row.id))
def test_every_term_has_a_value_and_it_comes_from_a_rule_that_fits(rules):
    terms = resolve(rules, CASE)
    assert set(terms) == set(DEFAULTS)
    fitting = {row.id for row in rules if row.matches(CASE)}
    assert all(term.rule is None or term.rule in fitting for term in terms.values())


@given(st.lists(rows, max_size=12, unique_by=lambda row: row.id))
def test_the_order_of_the_rows_does_not_matter(rules):
    assert resolve(rules, CASE) == resolve(reversed(rules), CASE)


@given(st.lists(rows, max_size=12, unique_by=lambda row: row.id))
def test_a_rule_set_deeper_in_the_tree_wins(rules):
    deepest = RuleRow(20_000, "desk", 1, place=3, category="adult", material="book", kind="home", terms={"days": 77})
    assert resolve([*rules, deepest], CASE)["days"].value == 77


def test_every_hold_can_end():
    for state in OPEN:
        assert {"cancel", "expire", "fill"} <= set(TRANSITIONS[state])
