"""What the desk can be told: each refusal names every reason at once.

Refused
  + LoanRefused      check-out
  + RenewalRefused   renewal
  + HoldRefused      placing a hold
  + NoReader         a copy to lend and nobody to lend it to
NotFound
  + UnknownItem      no copy with that barcode here
  + NotOnLoan        a return or renewal of a copy that is not out
"""

from chorsu.kernel.errors import NotFound, Refused, gettext_noop


class LoanRefused(Refused):
    code = "circulation.loan-refused"
    text = gettext_noop("The copy cannot be lent.")
    advice = gettext_noop("Settle the reasons named, or let somebody with the right lend it on their responsibility.")


class RenewalRefused(Refused):
    code = "circulation.renewal-refused"
    text = gettext_noop("The loan cannot be renewed.")
    advice = gettext_noop("Ask for the copy back by its due date, or settle the reasons named.")


class HoldRefused(Refused):
    code = "circulation.hold-refused"
    text = gettext_noop("The hold cannot be placed.")
    advice = gettext_noop("Choose another edition or pick-up place, or settle the reasons named.")


class UnknownItem(NotFound):
    code = "circulation.unknown-item"
    text = gettext_noop("No copy with the barcode “%(barcode)s” is known here.")
    advice = gettext_noop(
        "Scan it again; if the label is right, the copy has not been entered yet: give it to cataloguing."
    )


class NoReader(Refused):
    code = "circulation.no-reader"
    text = gettext_noop("No reader is open.")
    advice = gettext_noop("Scan the reader's card first.")


class NotOnLoan(NotFound):
    code = "circulation.not-on-loan"
    text = gettext_noop("The copy “%(barcode)s” is not on loan.")
    advice = gettext_noop("Put it on its shelf.")
