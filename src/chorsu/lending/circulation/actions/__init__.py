"""What the desk does: one verb, one transaction, one event."""

from chorsu.lending.circulation.actions.check_in import CheckedIn, check_in
from chorsu.lending.circulation.actions.check_out import check_out
from chorsu.lending.circulation.actions.holds import cancel_hold, expire_holds, place_hold
from chorsu.lending.circulation.actions.renew import renew
from chorsu.lending.circulation.actions.rules import add_rule, change_rule, withdraw_rule
from chorsu.lending.circulation.actions.scan import MODES, Scanned, scan

__all__ = [
    "CheckedIn", "MODES", "Scanned", "add_rule", "cancel_hold", "change_rule", "check_in", "check_out", "expire_holds", "place_hold", "renew", "scan",
    "withdraw_rule",
]  # fmt: skip
