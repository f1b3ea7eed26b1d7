"""Gives a loan a later due date."""

from django.db import transaction

from chorsu.foundation.events.actions import publish
from chorsu.lending.circulation.errors import RenewalRefused
from chorsu.lending.circulation.events import LoanRenewed
from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.queries.facts import case_of, facts_of, rules_for
from chorsu.lending.circulation.rules.dates import due_date
from chorsu.lending.circulation.rules.refusals import renewal_refusals
from chorsu.lending.circulation.rules.terms import resolve
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.models import Account
from chorsu.people.libraries import queries as libraries


def renew(loan: Loan, by: Account) -> Loan:
    """Renew a loan, for the desk or for its own reader, by the terms that hold today.

    A renewal never shortens a loan. Raises RenewalRefused with every reason; Forbidden for a stranger.
    """
    own = loan.patron.account_id is not None and loan.patron.account_id == by.pk
    if not own:
        require(by, "circulation.lend", loan.branch)
    with transaction.atomic():
        loan = (
            Loan.objects.select_for_update(of=("self",))
            .select_related("item__record", "patron__category", "branch").get(pk=loan.pk)
        )  # fmt: skip
        case = case_of(loan.item, loan.patron, loan.branch, loan.kind)
        terms = resolve(rules_for(case.places), case)
        wanted = Hold.objects.filter(record_id=loan.item.record_id, state="waiting").exists()
        reasons = renewal_refusals(
            facts_of(loan.item, loan.patron, loan.branch, loan.kind), terms, loan.renewals, wanted
        )
        if reasons:
            raise RenewalRefused(reasons)
        later = due_date(case.on, terms["days"].value, lambda day: libraries.is_open(loan.branch, day))
        loan.due = max(loan.due, later)
        loan.renewals += 1
        loan.terms = {name: term.to_dict() for name, term in terms.items()}
        loan.save(update_fields=["due", "renewals", "terms"])
        publish(LoanRenewed(loan=loan.pk))
    return loan
