"""Writes objects into the OCFL store, with everything needed to read them without this program or its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.actions.log import agent_of
from chorsu.archive.objects.models import DigitalObject, File, Representation
from chorsu.archive.preservation import metadata
from chorsu.archive.preservation.queries import ocfl_store, stored_path
from chorsu.formats import ocfl
from chorsu.formats.ocfl.inventory import digest_file
from chorsu.kernel import clock


def store(
    object: DigitalObject, files: Mapping[str, Path | bytes], message: str, by=None, new: Sequence[File] = ()
) -> ocfl.Inventory:
    """Add a version with these files (logical path → file) and today's metadata; nothing changes nothing.

    `new` are rows of files not saved yet, so that the metadata of this version speaks of them.
    """
    everything = dict(files) | metadata.documents(object, new)
    user = ocfl.User(agent_of(by), f"urn:chorsu:account:{by.pk}" if getattr(by, "pk", None) else "urn:chorsu:system")
    return ocfl_store().write(object.ark, everything, message, user, clock.now())


def complete(object: DigitalObject) -> DigitalObject:
    """Every page was tried: sum up, pack the new texts into the object, tell the rooms above. Safe to repeat.

    Loose texts can be read until the pack is in its place, so at no moment is a text missing.
    """
    fresh = sorted(int(path.stem) for path in objects.working_texts(object).glob("[0-9]*.xml"))
    pack = objects.pack_texts(object)
    objects.finish(object, fresh)
    if pack is None:
        refresh_metadata(object, "Complete")
    else:
        digest, size = digest_file(pack), pack.stat().st_size
        row = File(
            representation=Representation(object=object, kind="text"), name=objects.PACK_NAME,
            mime="application/zip", size=size, sha512=digest,
        )  # fmt: skip
        inventory = store(object, {objects.PACK_NAME: pack}, "Recognise text", new=[row])
        path = stored_path(object, inventory, objects.PACK_NAME)
        new = objects.NewFile("text", objects.PACK_NAME, path, row.mime, size, digest)
        objects.keep_files(object, inventory.head, [new])
    objects.clear_working(object)
    return object


def refresh_metadata(object: DigitalObject, message: str = "Describe") -> int:
    """Write the metadata as it is now; returns the head version, the old one when nothing changed."""
    if object.version == 0:
        return 0
    inventory = store(object, {}, message)
    if inventory.head != object.version:
        DigitalObject.objects.filter(pk=object.pk).update(version=inventory.head)
        object.version = inventory.head
    return inventory.head
