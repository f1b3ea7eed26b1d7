"""Nightly work: forgetting who took part in marathons long over."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from chorsu.engagement.programmes import actions, rules
from chorsu.engagement.programmes.models import Marathon
from chorsu.foundation.jobs.registry import schedule


@schedule("20 3 * * *", "programmes.forget-names")
def forget_names(job) -> dict[str, int]:
    """Take names off marathons that ended more than a month ago; a second run finds nothing left."""
    before = timezone.localdate() - timedelta(days=rules.FORGET_AFTER)
    forgotten = 0
    for marathon in Marathon.objects.filter(names_kept=True, start__lt=before).iterator():
        forgotten += actions.forget_names(marathon)
        job.stopped()
    return {"forgotten": forgotten}
