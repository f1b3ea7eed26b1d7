"""Background work of the room: imports and their undoing."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from chorsu.catalogue.records import wording
from chorsu.catalogue.records.actions.imports import import_records
from chorsu.catalogue.records.actions.undoing import undo_batch
from chorsu.catalogue.records.errors import AlreadyUndone, NothingReadable
from chorsu.catalogue.records.models import Batch
from chorsu.foundation.jobs.errors import JobCancelled
from chorsu.foundation.jobs.registry import job
from chorsu.foundation.storage.queries import blob_path
from chorsu.kernel.clock import now


@job("records.import", retries=3, queue="default")
def run_import(running: Any, batch: int, dry_run: bool = False) -> dict[str, Any]:
    """Import the files of a batch. After a kill the batch's own position says where to go on."""
    kept = Batch.objects.get(pk=batch)
    if kept.state != Batch.State.RUNNING:
        return {"batch": batch}
    paths = [blob_path(file["blob"]) for file in kept.files]
    try:
        import_records(
            paths, kept.library, kept.format, kept.encoding, dry_run, batch=kept,
            progress=lambda done, total: running.progress(done, total), stopped=running.stopped,
        )  # fmt: skip
    except JobCancelled:
        Batch.objects.filter(pk=batch).update(state=Batch.State.FAILED, problem=wording.STOPPED, finished=now())
        raise
    except NothingReadable as error:
        return {"batch": batch, "problem": error.sentence}
    return {"batch": batch}


@job("records.undo-import", retries=3, queue="default")
def run_undo(running: Any, batch: int) -> dict[str, Any]:
    """Undo a batch; what is undone already is passed over."""
    kept = Batch.objects.get(pk=batch)
    with suppress(AlreadyUndone):
        undo_batch(kept, progress=lambda done, total: running.progress(done, total), stopped=running.stopped)
    return {"batch": batch}
