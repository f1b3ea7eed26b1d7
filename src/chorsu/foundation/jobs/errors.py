"""What can go wrong with background jobs."""

from chorsu.kernel.errors import Conflict, Invalid, gettext_noop


class UnknownJob(Invalid):
    code = "jobs.unknown"
    text = gettext_noop("There is no background job called “%(name)s”.")
    advice = gettext_noop("Check the spelling, or start the system again if the job is new.")


class JobFinished(Conflict):
    code = "jobs.finished"
    text = gettext_noop("This job has ended already.")
    advice = gettext_noop("Look at its result below.")


class JobNotFailed(Conflict):
    code = "jobs.not-failed"
    text = gettext_noop("Only a failed or cancelled job can be started again.")
    advice = gettext_noop("Wait for it to end, or cancel it first.")


class JobCancelled(Exception):
    """Raised inside a job when somebody cancelled it; let it pass."""


class JobInterrupted(Exception):
    """Raised inside a job when its worker is being stopped; the job goes back to the queue, let it pass."""


class JobLost(Exception):
    """Raised inside a job that another worker took over meanwhile; nothing more may be written."""
