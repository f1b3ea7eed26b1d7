"""Scheduled work starts at its time, once, and makes up for one missed slot."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chorsu.foundation.jobs import actions
from chorsu.foundation.jobs.models import Job, Slot
from chorsu.foundation.jobs.registry import JOBS, SCHEDULES, schedule

pytestmark = pytest.mark.django_db
TASHKENT = ZoneInfo("Asia/Tashkent")


@pytest.fixture(autouse=True)
def nightly(monkeypatch):
    for name in list(SCHEDULES):
        monkeypatch.delitem(SCHEDULES, name)

    @schedule("0 3 * * *", "tests.nightly")
    def run(job):
        return {}

    yield
    SCHEDULES.clear()
    JOBS.pop("tests.nightly", None)


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=TASHKENT)


def test_a_new_schedule_waits_for_its_next_slot():
    assert actions.start_due(at(1, 12)) == []
    assert Job.objects.count() == 0
    assert actions.start_due(at(2, 2, 59)) == []
    assert actions.start_due(at(2, 3)) == ["tests.nightly"]
    assert actions.start_due(at(2, 3, 1)) == []
    assert Job.objects.count() == 1
    assert actions.run_pending() == 1


def test_two_schedulers_start_a_slot_once():
    actions.start_due(at(1, 12))
    Slot.objects.create(name="tests.nightly", at=at(2, 3))
    assert actions.start_due(at(2, 3)) == []
    assert Job.objects.count() == 0


def test_of_a_missed_night_the_last_slot_is_made_up_for():
    actions.start_due(at(1, 12))
    assert actions.start_due(at(5, 9)) == ["tests.nightly"]
    assert Job.objects.count() == 1


def test_a_wrong_cron_line_is_refused_when_the_room_is_loaded():
    with pytest.raises(Exception, match=r"(?i)bad"):
        schedule("61 3 * * *", "tests.wrong")
