"""The house's own nightly work: old jobs, old events, old sessions."""

from __future__ import annotations

from django.core.management import call_command

from chorsu.foundation.events import actions as events
from chorsu.foundation.jobs import actions
from chorsu.foundation.jobs.registry import job, schedule
from chorsu.foundation.jobs.running import Running


@schedule("20 2 * * *", "house.prune")
@job("house.prune")
def prune(running: Running) -> dict[str, int]:
    """Delete what nobody needs any more: events all have taken, jobs long done, sessions that ended."""
    removed = {"events": events.prune(), "jobs": actions.prune()}
    call_command("clearsessions")
    return removed
