"""Keeps the metadata inside stored objects up to date."""

from chorsu.archive.objects.events import ObjectChanged, ObjectWithdrawn
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.preservation.actions import refresh_metadata
from chorsu.archive.rights.events import RightsChanged
from chorsu.foundation.events.subscribing import subscribe


def _refresh(number: int) -> None:
    found = DigitalObject.objects.filter(pk=number, version__gt=0).first()
    if found is not None and found.state in {"ready", "failed", "withdrawn"}:
        refresh_metadata(found)


@subscribe(RightsChanged, name="preservation.rights-changed")
def rights_changed(event, meta) -> None:
    """New conditions go into the object."""
    _refresh(event.object)


@subscribe(ObjectChanged, name="preservation.object-changed")
def object_changed(event, meta) -> None:
    """A new title or record goes into the object."""
    _refresh(event.object)


@subscribe(ObjectWithdrawn, name="preservation.object-withdrawn")
def object_withdrawn(event, meta) -> None:
    """A withdrawal is part of the object's story."""
    _refresh(event.object)
