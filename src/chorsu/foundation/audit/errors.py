"""What the audit trail refuses."""

from chorsu.kernel.errors import Forbidden, gettext_noop


class TrailIsClosed(Forbidden):
    code = "audit.closed"
    text = gettext_noop("The audit trail can only grow; nothing in it is changed or removed.")
    advice = gettext_noop("Write a new entry that corrects the earlier one.")
