"""What the gate tells the rooms above."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("rights.rights-changed")
@dataclass(frozen=True)
class RightsChanged:
    """The conditions of a digital object changed: indexes refresh its access class.

    `object` is the number of the digital object.
    """

    object: int
