"""The working folder of an object: loose page texts until they are packed, uploads until they are ingested."""

from __future__ import annotations

import shutil
from pathlib import Path

from chorsu.archive.objects.adapters import folders, textpack
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.objects.queries import text_pack

PACK_NAME = textpack.PACK_NAME


def working_texts(object: DigitalObject) -> Path:
    """Where the texts of pages go while the object is being prepared."""
    return folders.loose_texts(object.pk)


def upload_folder(object: DigitalObject) -> Path:
    """Where an upload waits for its ingest."""
    return folders.working(object.pk) / "upload"


def pack_texts(object: DigitalObject) -> Path | None:
    """Make a new pack of all page texts in the working folder; None when no text is new."""
    loose = folders.loose_texts(object.pk)
    if not loose.is_dir() or not any(loose.glob("[0-9]*.xml")):
        return None
    target = folders.working(object.pk) / "pages.zip"
    textpack.build(target, text_pack(object.pk), loose)
    return target


def clear_working(object: DigitalObject) -> None:
    """Throw the working folder away, once everything in it lies in the store."""
    shutil.rmtree(folders.working(object.pk), ignore_errors=True)
