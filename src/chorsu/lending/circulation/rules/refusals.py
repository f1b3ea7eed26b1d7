"""Why a copy may not be lent: every reason at once, each with what to do next.

The facts come from the database, never from the search index. A reason marked overridable may be set aside by a
member of staff with the right to lend on responsibility; the others hold for everybody.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.lending.circulation.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at the moment of check-out. Days and counts are whole numbers, dates in the library's own time."""

    today: date
    kind: str  # home or on-site
    # the reader
    card_active: bool = True
    expires: date | None = None
    blocks: tuple[str, ...] = ()
    open_loans: int = 0
    days_overdue: int = 0
    # the copy
    stock: str = "on-books"
    presence: str = "present"
    process: str = "ready"
    access: str = "lend"
    lent: bool = False
    lent_to_same: bool = False
    held_for_other: bool = False
    same_tree: bool = True
    library_open_for_loans: bool = True


OVERRIDABLE = frozenset(
    {
        "circulation.card-expired",
        "circulation.patron-blocked",
        "circulation.loan-limit",
        "circulation.overdue",
        "circulation.reading-room-only",
        "circulation.not-for-loan",
        "circulation.in-process",
        "circulation.held-for-another",
    }
)

ON_LOAN = Reason(
    "circulation.on-loan", gettext_noop("The copy is on loan to another reader."),
    gettext_noop("Take it back first, then lend it."),
)  # fmt: skip
TAKE_BACK = gettext_noop("Take a book back first, or lend it on responsibility.")


def refusals(facts: Facts, terms: Terms) -> list[Reason]:
    """Every reason against this loan, the gravest first; an empty list means: lend.

    >>> from chorsu.lending.circulation.rules.terms import resolve, Case
    >>> terms = resolve([], Case((1,)))
    >>> [r.code for r in refusals(Facts(date(2026, 5, 1), "home", expires=date(2026, 4, 30), open_loans=10), terms)]
    ['circulation.card-expired', 'circulation.loan-limit']
    """
    return _against_the_copy(facts, terms) + _against_the_reader(facts, terms)


def _against_the_copy(facts: Facts, terms: Terms) -> list[Reason]:
    reasons: list[Reason] = []

    def say(code: str, text: str, advice: str, **params: Any) -> None:
        reasons.append(Reason(f"circulation.{code}", text, advice, params))

    if not facts.library_open_for_loans:
        say("lending-off", gettext_noop("This library does not lend through Chorsu."),
            gettext_noop("The manager switches the lending module on under Libraries."))  # fmt: skip
    if not facts.same_tree:
        say("other-library", gettext_noop("The copy belongs to another library."),
            gettext_noop("Send it home, or sign in at a desk of that library."))  # fmt: skip
    if facts.stock != "on-books":
        say("written-off", gettext_noop("The copy is written off."),
            gettext_noop("Put it aside for the accession department."))  # fmt: skip
    if facts.lent_to_same:
        say(
            "already-theirs",
            gettext_noop("The reader has this copy already."),
            gettext_noop("Renew it, or take it back first."),
        )
    elif facts.lent:
        reasons.append(ON_LOAN)
    if facts.held_for_other:
        say("held-for-another", gettext_noop("The copy waits on the hold shelf for another reader."),
            gettext_noop("Put it back on the hold shelf."))  # fmt: skip
    if facts.process != "ready":
        say(
            "in-process",
            gettext_noop("The copy is not yet ready for readers."),
            gettext_noop("Give it to cataloguing."),
        )
    if facts.access == "closed":
        say(
            "not-for-loan",
            gettext_noop("The copy is not for use by readers."),
            gettext_noop("Offer another copy or a scan."),
        )
    elif facts.access == "reading-room" and facts.kind == "home":
        say("reading-room-only", gettext_noop("The copy is for the reading room only."),
            gettext_noop("Lend it for use on site."))  # fmt: skip
    if not terms["lend"].value:
        say("rule-forbids", gettext_noop("The rule “%(rule)s” does not lend such copies to such readers."),
            gettext_noop("Offer the reading room, or ask the manager about the rule."), rule=terms["lend"].name)  # fmt: skip
    return reasons


def _against_the_reader(facts: Facts, terms: Terms) -> list[Reason]:
    reasons: list[Reason] = []

    def say(code: str, text: str, advice: str, **params: Any) -> None:
        reasons.append(Reason(f"circulation.{code}", text, advice, params))

    if not facts.card_active:
        say(
            "card-inactive",
            gettext_noop("The card is no longer valid."),
            gettext_noop("Ask for the new card or issue one."),
        )
    if facts.expires is not None and facts.expires < facts.today:
        say("card-expired", gettext_noop("The reader's registration ended on %(date)s."),
            gettext_noop("Renew the registration."), date=facts.expires.isoformat())  # fmt: skip
    for block in facts.blocks:
        say("patron-blocked", gettext_noop("The reader is blocked: %(reason)s"),
            gettext_noop("Settle the matter and lift the block."), reason=block)  # fmt: skip
    limit = terms["limit"].value
    if limit is not None and facts.open_loans >= limit:
        say("loan-limit", gettext_noop("The reader has %(count)s of at most %(limit)s loans."), TAKE_BACK,
            count=facts.open_loans, limit=limit)  # fmt: skip
    bound = terms["overdue_block"].value
    if bound is not None and facts.days_overdue > bound:
        say("overdue", gettext_noop("A loan is %(days)s days overdue, more than the %(bound)s allowed."), TAKE_BACK,
            days=facts.days_overdue, bound=bound)  # fmt: skip
    return reasons


def left_after_override(reasons: list[Reason], override: bool) -> list[Reason]:
    """The reasons that still hold when somebody lends on their responsibility.

    >>> left_after_override([Reason("circulation.loan-limit", "x"), Reason("circulation.on-loan", "y")], True)[0].code
    'circulation.on-loan'
    """
    return [reason for reason in reasons if not (override and reason.code in OVERRIDABLE)]


def renewal_refusals(facts: Facts, terms: Terms, renewals: int, wanted: bool) -> list[Reason]:
    """Why a loan cannot be renewed. `renewals` so far; `wanted`: another reader waits for it.

    >>> from chorsu.lending.circulation.rules.terms import resolve, Case
    >>> [r.code for r in renewal_refusals(Facts(date(2026, 1, 1), "home"), resolve([], Case((1,))), 2, True)]
    ['circulation.renewal-limit', 'circulation.wanted']
    """
    reasons = [
        reason
        for reason in _against_the_reader(facts, terms)
        if reason.code in {"circulation.card-expired", "circulation.patron-blocked", "circulation.overdue"}
    ]
    if renewals >= terms["renewals"].value:
        reasons.append(
            Reason("circulation.renewal-limit", gettext_noop("The loan was renewed %(count)s times already."),
                   gettext_noop("The reader brings the copy back and may borrow it again."), {"count": renewals})
        )  # fmt: skip
    if wanted:
        reasons.append(
            Reason("circulation.wanted", gettext_noop("Another reader waits for this title."),
                   gettext_noop("Ask for the copy back by its due date."))
        )  # fmt: skip
    return reasons
