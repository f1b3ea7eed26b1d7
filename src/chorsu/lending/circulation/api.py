"""The lending desk for programs: the same actions as the page."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Schema, Status

from chorsu.foundation.api.doors import Router
from chorsu.lending.circulation import actions, queries
from chorsu.lending.circulation.models import Loan, LoanKind
from chorsu.people.accounts.actions import require
from chorsu.people.libraries import queries as libraries
from chorsu.people.patrons import queries as patrons

router = Router(tags=["circulation"])


class LoanIn(Schema):
    """`item`: barcode; `patron`: card number; `library`: code of the library or branch that lends."""

    item: str
    patron: str
    library: str
    kind: LoanKind = LoanKind.HOME
    override: bool = False


class ReturnIn(Schema):
    """`item`: barcode; `library`: code of the library or branch that takes it back."""

    item: str
    library: str


class Term(Schema):
    """One term with the rule and the version of it that gave it; `rule` is null for the house default."""

    value: int | bool | None
    rule: int | None
    name: str
    version: int


class LoanOut(Schema):
    """An open loan."""

    id: int
    item: str
    record: str
    title: str
    library: str
    kind: str
    started: datetime
    due: date
    renewals: int
    terms: dict[str, Term]


class ReturnOut(Schema):
    """What came of a return. `goes`: shelf, hold-shelf or transit; `to`: the code of the place."""

    item: str
    record: str
    title: str
    goes: str
    to: str
    days_late: int


class WhyOut(Schema):
    """One term, the rule that gave it and those it outranked, most specific first."""

    attribute: str
    term: Term
    others: list[Term]


def _loan(loan: Loan, library: str) -> dict:
    return {
        "id": loan.pk, "item": loan.item.barcode, "record": loan.item.record.pid, "title": loan.item.record.title,
        "library": library, "kind": loan.kind, "started": loan.started, "due": loan.due, "renewals": loan.renewals,
        "terms": loan.terms,
    }  # fmt: skip


@router.post("/loans", response={201: LoanOut}, summary="Check out a copy")
def check_out(request: HttpRequest, body: LoanIn):
    """201 with the loan, or 409 with every reason against it; refused without the right to lend there."""
    branch = libraries.by_code(body.library)
    require(request.account, "circulation.lend", branch)
    library = libraries.library_of(branch) or branch
    card = patrons.card(body.patron, library)
    item = queries.find_item(body.item, library)
    loan = actions.check_out(
        item, card.patron, branch, request.account, kind=body.kind, card_active=card.active, override=body.override
    )
    loan.item = item
    return Status(201, _loan(loan, branch.code))


@router.post("/returns", response=ReturnOut, summary="Check in a copy")
def check_in(request: HttpRequest, body: ReturnIn):
    """Where the copy goes now; 404 when it was not out."""
    branch = libraries.by_code(body.library)
    require(request.account, "circulation.lend", branch)
    back = actions.check_in(
        queries.find_item(body.item, libraries.library_of(branch) or branch), branch, request.account
    )
    return {
        "item": back.item.barcode, "record": back.item.record.pid, "title": back.item.record.title, "goes": back.goes,
        "to": back.to.code, "days_late": back.days_late,
    }  # fmt: skip


@router.get("/loans/{loan}/why", response=list[WhyOut], summary="Which rules the loan was made under")
def why(request: HttpRequest, loan: int):
    """The terms kept on the loan, and what the rules say today."""
    row = Loan.objects.select_related("item__record", "patron__category", "branch").filter(pk=loan).first()
    from chorsu.kernel.errors import NotFound

    if row is None:
        raise NotFound()
    require(request.account, "circulation.lend", row.branch)
    return [
        {
            "attribute": entry.attribute, "term": row.terms.get(entry.attribute, entry.term.to_dict()),
            "others": [other.to_dict() for other in entry.others],
        }
        for entry in queries.why(row.item, row.patron, row.branch, row.kind)
    ]  # fmt: skip
