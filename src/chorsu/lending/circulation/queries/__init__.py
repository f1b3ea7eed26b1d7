"""What is read of loans, holds and rules."""

from chorsu.lending.circulation.queries.copies import circulation_of, find_item
from chorsu.lending.circulation.queries.day import numbers_of_the_day, recent_at
from chorsu.lending.circulation.queries.facts import case_of, facts_of, rules_for, today_at, why
from chorsu.lending.circulation.queries.readers import holds_of, loans_of, queue_place

__all__ = [
    "case_of", "circulation_of", "facts_of", "find_item", "holds_of", "loans_of", "numbers_of_the_day", "queue_place",
    "recent_at", "rules_for", "today_at", "why",
]  # fmt: skip
