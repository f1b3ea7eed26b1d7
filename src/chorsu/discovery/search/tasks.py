"""What the search does in the background: a rebuild on demand, healing and tidying by itself."""

from __future__ import annotations

from chorsu.discovery.search import actions
from chorsu.foundation.jobs.registry import job, schedule
from chorsu.foundation.jobs.running import Running


@job("search.rebuild", retries=1)
def rebuild(job: Running) -> dict:
    """Build the index anew beside the serving one."""
    built = actions.rebuild(progress=job.progress, between=job.stopped)
    return {"records": built.records, "pages": built.pages, "seconds": built.seconds}


@schedule("*/2 * * * *", "search.heal")
@job("search.heal", retries=0)
def heal(job: Running) -> dict:
    """Build the index when there is none though there are records: a first start, or a new version of the schema."""
    built = actions.heal()
    return {"records": built.records} if built else {}


@schedule("15 * * * *", "search.tidy")
@job("search.tidy", retries=0)
def tidy(job: Running) -> dict:
    """Remove generations that no longer serve and what a killed rebuild left."""
    return {"removed": actions.clean_up()}
