"""Blocks readers and lifts blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.actions.telling import may_edit, told
from chorsu.people.patrons.errors import BadPatron
from chorsu.people.patrons.models import Block, Patron


@transaction.atomic
def block(
    patron: Patron, reason: str, *, library: Organisation | None = None, until: date | None = None, by: Any = None
) -> Block:
    """Lend nothing to a reader in a library (his home library by default), until a day or until lifted. Raises BadPatron."""
    place = library or patron.home_library
    may_edit(by, place)
    reason = " ".join(reason.replace("\x00", "").split())[:300]
    if not reason:
        raise BadPatron([Reason("patrons.no-reason", gettext_noop("A block needs a reason that the reader may read."))])
    if until is not None and until < timezone.localdate():
        raise BadPatron([Reason("patrons.past-day", gettext_noop("The day lies in the past."))])
    made = Block.objects.create(patron=patron, library=place, reason=reason, until=until, set_by=by)
    told(patron, "blocked", "blocked", by, {"until": until})
    return made


@transaction.atomic
def unblock(block: Block, *, by: Any = None) -> None:
    """Lift a block; one lifted already stays lifted."""
    may_edit(by, block.library)
    changed = Block.objects.filter(pk=block.pk, lifted=None).update(lifted=timezone.now())
    if changed:
        told(block.patron, "unblocked", "unblocked", by)
