"""Ingest of uploads in the background."""

from chorsu.archive.ingest import actions
from chorsu.archive.ingest.actions.deposit import JOB
from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.models import DigitalObject
from chorsu.foundation.jobs.registry import job


@job(JOB, retries=3)
def prepare(running, object: int) -> dict:
    """Prepare an uploaded object; run again after a stop, it begins anew and writes nothing twice."""
    found = DigitalObject.objects.filter(pk=object).select_related("created_by").first()
    if found is None or found.state not in {"draft", "processing", "failed"}:
        return {}
    folder = objects.upload_folder(found)
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    running.progress(0, 1)
    if running.job.failures >= running.job.retries:
        # The last attempt. Whoever kills this process (no memory) leaves no time to say so afterwards.
        objects.fail(found, objects.stopped(MemoryError("the process was ended several times")).sentence)
    if files:
        actions.prepare(found, files[0] if len(files) == 1 else folder, by=found.created_by)
    running.progress(1, 1)
    return {"object": found.pid, "pages": found.page_count}
