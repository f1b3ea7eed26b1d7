"""One input for everything: a scanned card opens its reader, a scanned copy goes out or comes back."""

from dataclasses import dataclass

from chorsu.catalogue.holdings.models import Item
from chorsu.kernel.errors import ChorsuError
from chorsu.lending.circulation.actions.check_in import CheckedIn, check_in
from chorsu.lending.circulation.actions.check_out import check_out
from chorsu.lending.circulation.actions.renew import renew
from chorsu.lending.circulation.errors import NoReader, NotOnLoan
from chorsu.lending.circulation.models import Loan, LoanKind
from chorsu.lending.circulation.queries.copies import find_item
from chorsu.people.accounts.models import Account
from chorsu.people.libraries import queries as libraries
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons import queries as patrons
from chorsu.people.patrons.errors import AmbiguousCard, UnknownCard
from chorsu.people.patrons.models import Patron

MODES = ("auto", "out", "in", "renew", "on-site")


@dataclass(slots=True)
class Scanned:
    """What came of a scan. `did` is reader, out, in, renewed, refused or unknown."""

    did: str
    code: str
    patron: Patron | None = None
    item: Item | None = None
    loan: Loan | None = None
    back: CheckedIn | None = None
    refused: ChorsuError | None = None


def scan(
    code: str, mode: str, patron: Patron | None, branch: Organisation, by: Account, override: bool = False
) -> Scanned:
    """Do what a scan at the desk means.

    In `auto` a card opens its reader; a copy goes out to the open reader, or comes back when no reader is open.
    A refusal is an outcome, not an exception: the desk shows it and offers the remedies.
    """
    code = code.strip()
    library = libraries.library_of(branch) or branch
    if mode == "auto":
        try:
            return Scanned("reader", code, patron=patrons.by_card(code, library))
        except UnknownCard:
            pass  # then it is a copy
        except AmbiguousCard as error:
            return Scanned("refused", code, patron=patron, refused=error)
    try:
        item = find_item(code, library)
    except ChorsuError as error:
        return Scanned("unknown", code, patron=patron, refused=error)
    try:
        return _do(item, code, mode, patron, branch, by, override)
    except ChorsuError as error:
        return Scanned("refused", code, patron=patron, item=item, refused=error)


def _do(
    item: Item, code: str, mode: str, patron: Patron | None, branch: Organisation, by: Account, override: bool
) -> Scanned:
    if mode in {"out", "on-site"} and patron is None:
        raise NoReader()
    if mode == "renew":
        loan = Loan.objects.select_related("patron").filter(item=item).first()
        if loan is None:
            raise NotOnLoan(barcode=code)
        return Scanned("renewed", code, patron=patron, item=item, loan=renew(loan, by))
    if mode == "in" or (mode == "auto" and patron is None):
        return Scanned("in", code, patron=patron, item=item, back=check_in(item, branch, by))
    kind = LoanKind.ON_SITE if mode == "on-site" else LoanKind.HOME
    assert patron is not None
    return Scanned(
        "out", code, patron=patron, item=item, loan=check_out(item, patron, branch, by, kind=kind, override=override)
    )
