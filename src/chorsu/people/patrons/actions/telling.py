"""The last lines of every action here: right, trail, event."""

from __future__ import annotations

from typing import Any

from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.people.accounts.actions import require
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.events import PatronChanged
from chorsu.people.patrons.models import Patron


def may_edit(by: Any, library: Organisation) -> None:
    """Raise unless the account may change readers of the library; the house itself (`by=None`) may."""
    if by is not None:
        require(by, "patrons.edit", library)


def told(patron: Patron, verb: str, change: str, by: Any, details: dict[str, Any] | None = None) -> None:
    """Write the trail and tell the house. The trail names readers by number only."""
    record(by, f"patrons.{verb}", f"patron:{patron.pk}", details, library=patron.home_library_id)
    if change:
        publish(PatronChanged(patron.pk, change))
