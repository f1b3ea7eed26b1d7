"""Jobs that only tests know."""

from chorsu.foundation.jobs.registry import JOBS, job


def declare(name="tests.job", **options):
    """Declare a job for one test, replacing an earlier one of that name."""

    def register(run):
        JOBS.pop(name, None)
        return job(name, **options)(run)

    return register
