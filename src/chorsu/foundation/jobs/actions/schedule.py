"""Starts scheduled jobs: each slot once, whoever and however many look at the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from cronsim import CronSim
from django.db import IntegrityError, transaction
from django.utils import timezone

from chorsu.foundation.jobs.actions.enqueue import enqueue
from chorsu.foundation.jobs.models import Slot
from chorsu.foundation.jobs.registry import SCHEDULES, Schedule

# After a long stop only the newest missed slot is made up for, and not one older than this.
CATCH_UP = timedelta(hours=24)


def last_slot(schedule: Schedule, now: datetime) -> datetime:
    """The newest moment of the schedule that is not in the future, in the installation's time zone."""
    local = timezone.localtime(now).replace(second=0, microsecond=0) + timedelta(minutes=1)
    return next(CronSim(schedule.cron, local, reverse=True))


def start_due(now: datetime | None = None) -> list[str]:
    """Queue every scheduled job whose slot has come; returns the names started."""
    now = now or timezone.now()
    return [schedule.name for schedule in list(SCHEDULES.values()) if _start(schedule, now)]


def _start(schedule: Schedule, now: datetime) -> bool:
    slot = last_slot(schedule, now)
    if Slot.objects.filter(name=schedule.name, at__gte=slot).exists():
        return False
    known = Slot.objects.filter(name=schedule.name).exists()
    try:
        with transaction.atomic():
            row = Slot.objects.create(name=schedule.name, at=slot)
            # A schedule met for the first time starts with its next slot, not with one before it was installed.
            if not known or now - slot > CATCH_UP:
                return False
            row.job = enqueue(schedule.job, arguments=schedule.arguments, unique=f"schedule:{schedule.name}")
            row.save(update_fields=["job"])
    except IntegrityError:
        return False
    return True
