"""Loans, past loans, rules and holds."""

from chorsu.lending.circulation.models.holds import Hold
from chorsu.lending.circulation.models.loans import Loan, LoanKind, PastLoan
from chorsu.lending.circulation.models.rules import Rule

__all__ = ["Hold", "Loan", "LoanKind", "PastLoan", "Rule"]
