"""Gathers, from the database, what the rules need to decide about one loan: a fixed number of queries."""

from datetime import date

from django.db.models import Count, Max, Min, Q

from chorsu.catalogue.holdings.models import Item
from chorsu.lending.circulation.models import Hold, Loan, LoanKind, Rule
from chorsu.lending.circulation.rules.dates import age_on
from chorsu.lending.circulation.rules.holds import CAPTURED, OPEN
from chorsu.lending.circulation.rules.refusals import Facts
from chorsu.lending.circulation.rules.terms import Case, RuleRow, Why, explain
from chorsu.people.libraries import queries as libraries
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons import queries as patrons
from chorsu.people.patrons.models import Patron

# The columns of a rule in the order of RuleRow's fields.
COLUMNS = (
    "pk", "name", "version", "place_id", "category", "material", "kind", "age_from", "age_to", "first", "last", "terms",
)  # fmt: skip


def today_at(place: Organisation) -> date:
    """The date it is now at the place."""
    return libraries.local_now(place).date()


def case_of(item: Item, patron: Patron, branch: Organisation, kind: str = LoanKind.HOME) -> Case:
    """Who borrows what, where and when, as the rules know it."""
    today = today_at(branch)
    return Case(
        places=tuple(branch.path_ids), category=patron.category.code, material=item.material, kind=kind,
        age=age_on(today, patron.birth_date), on=today,
    )  # fmt: skip


def rules_for(places: tuple[int, ...]) -> list[RuleRow]:
    """Every active rule that could hold at a place with these ancestors: one query."""
    rows = Rule.objects.filter(active=True).filter(Q(place__isnull=True) | Q(place_id__in=places)).order_by()
    # Plain rows, not model instances: this is asked at every check-out.
    return [RuleRow(*row) for row in rows.values_list(*COLUMNS)]


def why(item: Item, patron: Patron, branch: Organisation, kind: str = LoanKind.HOME) -> list[Why]:
    """For each term, which rule gives it here and which it outranks."""
    case = case_of(item, patron, branch, kind)
    return explain(rules_for(case.places), case)


def holds_around(item: Item, patron: Patron) -> list[Hold]:
    """The hold the copy is captured for and the reader's own open hold on the title: one query."""
    captured = Q(item=item, state__in=CAPTURED)
    return list(
        Hold.objects.filter(captured | Q(record_id=item.record_id, patron=patron, state__in=OPEN)).order_by("pk")
    )


def facts_of(
    item: Item, patron: Patron, branch: Organisation, kind: str = LoanKind.HOME,
    holds: list[Hold] | None = None, card_active: bool = True, today: date | None = None,
) -> Facts:  # fmt: skip
    """What is true of the reader and the copy at this moment: three queries, however many loans the reader has."""
    today = today or today_at(branch)
    holds = holds_around(item, patron) if holds is None else holds
    held_for = next((hold.patron_id for hold in holds if hold.item_id == item.pk and hold.state in CAPTURED), None)
    mine, this = Q(patron=patron), Q(item=item)
    loans = Loan.objects.filter(mine | this).aggregate(
        count=Count("pk", filter=mine), oldest=Min("due", filter=mine), borrower=Max("patron_id", filter=this)
    )
    borrower = loans["borrower"]
    library = libraries.library_of(branch)
    return Facts(
        today=today, kind=kind, card_active=card_active, expires=patron.expires,
        blocks=tuple(block.reason for block in patrons.blocks(patron, branch)), open_loans=loans["count"],
        days_overdue=max((today - loans["oldest"]).days, 0) if loans["oldest"] else 0,
        stock=item.stock, presence=item.presence, process=item.process, access=item.access,
        lent=borrower is not None, lent_to_same=borrower == patron.pk,
        held_for_other=held_for is not None and held_for != patron.pk,
        same_tree=item.library_id == library.pk,
        library_open_for_loans=libraries.module_on(branch, "lending"),
    )  # fmt: skip
