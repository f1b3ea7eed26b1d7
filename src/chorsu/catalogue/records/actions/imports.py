"""Import a library's records: from the command line at once, from a page or a program as a job."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from chorsu.catalogue.records.errors import MissingFile, UnknownEncoding, UnknownFormat
from chorsu.catalogue.records.importing import pipeline
from chorsu.catalogue.records.models import Batch
from chorsu.formats.charsets import NAMES
from chorsu.foundation.audit import actions as audit

FORMATS = ("auto", "marc21", "unimarc", "rusmarc", "uzmarc", "irbis", "marcxml")
ENCODINGS = ("auto", "utf-8", "marc-8", "cp1251", "cp866", "koi8-r")
RIGHT = "records.import"


def import_records(
    source: str | os.PathLike | BinaryIO | Sequence[str | os.PathLike],
    library: Any,
    format: str = "auto",
    encoding: str = "auto",
    dry_run: bool = False,
    by: Any = None,
    batch: Batch | None = None,
    *,
    system: str = "main",
    label: str = "",
    progress: pipeline.Progress | None = None,
    stopped: Callable[[], object] | None = None,
) -> Batch:
    """Read the file(s) or stream and keep every record; returns the batch with its counts.

    Safe to repeat: what is here already counts as unchanged. `batch` goes on with an interrupted one. `by` None stands
    for whoever runs the installation itself (command line, demo). Raises Forbidden, MissingFile, UnknownFormat,
    EmptyFile, NothingReadable.
    """
    _allowed(by, library)
    _checked(format, encoding)
    if hasattr(source, "read"):
        with tempfile.NamedTemporaryFile(dir=_folder(), suffix=".import") as kept:
            shutil.copyfileobj(source, kept)  # type: ignore[arg-type]
            kept.flush()
            return import_records(
                kept.name, library, format, encoding, dry_run, by, batch, system=system, label=label,
                progress=progress, stopped=stopped,
            )  # fmt: skip
    parts: Any = [source] if isinstance(source, str | os.PathLike) else source
    paths = [Path(part) for part in parts]
    for path in paths:
        if not path.is_file() or not os.access(path, os.R_OK):
            raise MissingFile(name=str(path))
    if batch is None:
        batch = Batch(
            library=library, system=system, label=(label or ", ".join(path.name for path in paths))[:200],
            files=[{"name": path.name, "size": path.stat().st_size} for path in paths], format=format,
            encoding=encoding, by=by if getattr(by, "pk", None) else None,
            state=Batch.State.CHECKED if dry_run else Batch.State.RUNNING,
        )  # fmt: skip
        batch.save()
    return pipeline.run(batch, paths, progress=progress, stopped=stopped, dry_run=dry_run)


@transaction.atomic
def start_import(
    upload: Any, library: Any, format: str = "auto", encoding: str = "auto", dry_run: bool = True, by: Any = None
) -> Batch:
    """Keep an uploaded file and put its import into the queue; the batch says how it goes. Raises as above."""
    from chorsu.foundation.jobs.actions import enqueue
    from chorsu.foundation.storage.actions import put

    _allowed(by, library)
    _checked(format, encoding)
    blob = put(upload)
    name = os.path.basename(getattr(upload, "name", "") or "records")[:150]
    batch = Batch.objects.create(
        library=library, label=name, files=[{"name": name, "size": blob.size, "blob": blob.digest}], format=format,
        encoding=encoding, by=by, state=Batch.State.RUNNING,
    )  # fmt: skip
    job = enqueue(
        "records.import", arguments={"batch": batch.pk, "dry_run": dry_run}, label=name, by=by, library=library
    )
    Batch.objects.filter(pk=batch.pk).update(job=job.pk)
    batch.job = job.pk
    _note(batch, by, "looked at" if dry_run else "begun")
    return batch


@transaction.atomic
def continue_import(checked: Batch, by: Any = None) -> Batch:
    """Import for good what a dry run looked at: a new batch of the same file. Raises Forbidden."""
    from chorsu.foundation.jobs.actions import enqueue

    _allowed(by, checked.library)
    batch = Batch.objects.create(
        library=checked.library, system=checked.system, label=checked.label, files=checked.files,
        format=checked.format, encoding=checked.encoding, by=by, state=Batch.State.RUNNING,
    )  # fmt: skip
    job = enqueue(
        "records.import", arguments={"batch": batch.pk, "dry_run": False}, label=batch.label, by=by,
        library=checked.library, unique=f"import-of-{checked.pk}",
    )  # fmt: skip
    Batch.objects.filter(pk=batch.pk).update(job=job.pk)
    batch.job = job.pk
    _note(batch, by, "begun")
    return batch


def _note(batch: Batch, by: Any, what: str) -> None:
    audit.record(by, RIGHT, f"import:{batch.pk}", {"file": batch.label, "what": what}, library=batch.library)


def _allowed(by: Any, library: Any) -> None:
    if by is not None:
        from chorsu.people.accounts.actions import require

        require(by, RIGHT, library)


def _checked(format: str, encoding: str) -> None:
    if format not in FORMATS:
        raise UnknownFormat(format=format)
    if encoding != "auto" and encoding.lower().replace("_", "-") not in NAMES:
        raise UnknownEncoding(encoding=encoding)


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
