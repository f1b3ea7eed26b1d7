"""Takes an upload: the files wait in the object's working folder, a job does the rest."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Sequence

from django.db import transaction

from chorsu.archive.ingest.adapters import examining
from chorsu.archive.ingest.errors import NothingToIngest, TooLarge
from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.models import DigitalObject
from chorsu.foundation.jobs.actions import enqueue

JOB = "ingest.prepare"
LARGEST_UPLOAD = 4 * 1024**3


def deposit(
    files: Sequence, library, title: str, record=None, languages: Sequence[str] = (), rights: str = "public", by=None
) -> tuple[DigitalObject, object]:
    """Take uploaded files (with `name`, `size` and `chunks()`); returns the object and the job that prepares it.

    The kind is looked up at once, so that a file nobody can use is refused at the door. `by` needs `archive.ingest`.
    """
    if not files:
        raise NothingToIngest(name=title, detail="no file was sent")
    total = sum(file.size for file in files)
    if total > LARGEST_UPLOAD:
        raise TooLarge(name=title, size=f"{total // 1024**2} MB", limit=f"{LARGEST_UPLOAD // 1024**2} MB")
    with transaction.atomic():
        made = objects.begin(library, "images", title, record, languages, rights, by)
        folder = objects.upload_folder(made)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for number, file in enumerate(files, start=1):
                with (folder / _safe_name(file.name, number, len(files))).open("wb") as out:
                    for chunk in file.chunks():
                        out.write(chunk)
            kind = examining.kind_of(folder if len(files) > 1 else next(folder.iterdir()))
        except BaseException:
            shutil.rmtree(folder.parent, ignore_errors=True)
            raise
        made.kind = "images" if kind == "zip" else kind
        made.save(update_fields=["kind"])
        job = enqueue(
            JOB, arguments={"object": made.pk}, label=f"Bring in “{title[:200]}”", by=by, library=library,
            unique=f"{JOB}:{made.pk}",
        )  # fmt: skip
    return made, job


def _safe_name(name: str, number: int, count: int) -> str:
    """A name that is only a name; the number in front keeps the order of the upload among equal ones."""
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", name or "")[-1])
    name = re.sub(r"[^\w.() -]", "_", name).strip(". ")[-120:]
    return name or f"{number:0{len(str(count))}d}.bin"
