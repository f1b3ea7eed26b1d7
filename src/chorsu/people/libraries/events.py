"""What the tree tells the rooms above."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("libraries.organisation-changed")
@dataclass(frozen=True)
class OrganisationChanged:
    """An organisation was added or changed. `change`: added, edited, moved, closed, reopened, hours, settings, modules.

    After `moved` the paths of everything under it are new as well.
    """

    organisation: int
    change: str
