"""Checks stored files by night."""

from chorsu.archive.preservation import actions
from chorsu.foundation.jobs.registry import job, schedule


@schedule("30 2 * * *", "preservation.verify-nightly")
@job("preservation.verify")
def verify(running, limit: int = 2000) -> dict:
    """Check the files that were looked at longest ago, in small steps so that it can be stopped."""
    found = {"sound": 0, "damaged": 0, "missing": 0}
    step = 50
    for done in range(0, limit, step):
        running.progress(done, limit)
        running.stopped()
        for outcome, count in actions.verify_next(min(step, limit - done)).items():
            found[outcome] += count
    running.progress(limit, limit)
    return found
