"""What circulation tells the house. Payloads carry ids only: who listens reads what it needs and may."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("circulation.loan-started")
@dataclass(frozen=True)
class LoanStarted:
    """A copy left the shelf."""

    loan: int
    item: int
    record: int


@event("circulation.loan-renewed")
@dataclass(frozen=True)
class LoanRenewed:
    """A loan got a later due date."""

    loan: int


@event("circulation.loan-ended")
@dataclass(frozen=True)
class LoanEnded:
    """A copy came back."""

    past_loan: int
    item: int
    record: int


@event("circulation.hold-changed")
@dataclass(frozen=True)
class HoldChanged:
    """A hold was placed, captured, sent, shelved, filled, cancelled or has expired."""

    hold: int
    record: int
    state: str
