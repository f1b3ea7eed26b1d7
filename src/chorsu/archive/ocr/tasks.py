"""Recognition in the background."""

from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.ocr import actions
from chorsu.archive.preservation import actions as preservation
from chorsu.foundation.jobs.errors import JobCancelled, JobInterrupted, JobLost
from chorsu.foundation.jobs.registry import job
from chorsu.kernel.errors import ChorsuError


@job(actions.JOB, retries=5)
def recognise(running, object: int) -> dict:
    """Recognise the waiting pages of an object; a rescued job goes on with the pages that still wait."""
    found = DigitalObject.objects.filter(pk=object).exclude(state="withdrawn").first()
    if found is None:
        return {}
    try:
        actions.recognise(found, running.progress)
    except JobCancelled:
        # What was read so far can be read; the rest waits for “recognise again”.
        preservation.complete(found)
        raise
    except (ChorsuError, JobInterrupted, JobLost):
        raise
    except Exception as error:
        if running.job.failures >= running.job.retries:  # given up: the object must not look as if it were worked on
            objects.fail(found, objects.stopped(error).sentence)
        raise
    return {"pages": found.page_count, "failed": found.failed_pages, "confidence": found.confidence}
