"""What changes the queue: enqueue, cancel, retry, claim, run, rescue, prune."""

from chorsu.foundation.jobs.actions.enqueue import cancel, enqueue, retry
from chorsu.foundation.jobs.actions.housekeeping import prune, rescue
from chorsu.foundation.jobs.actions.run import claim_next, run_claimed, run_pending
from chorsu.foundation.jobs.actions.schedule import start_due

__all__ = [
    "cancel",
    "claim_next",
    "enqueue",
    "prune",
    "rescue",
    "retry",
    "run_claimed",
    "run_pending",
    "start_due",
]
