"""Staff see what runs, stop it, and start it again."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from chorsu.foundation.api import guards
from chorsu.foundation.audit.models import Entry
from chorsu.foundation.events.models import ParkedEvent
from chorsu.foundation.jobs import actions
from chorsu.foundation.jobs.models import Job
from chorsu.foundation.jobs.registry import JOBS
from chorsu.foundation.jobs.tests.makers import declare

pytestmark = pytest.mark.django_db


@pytest.fixture
def tam(client, monkeypatch):
    account = get_user_model().objects.create_user(username="tam", password="a long enough one")
    monkeypatch.setattr(
        guards, "_may", lambda account, right, place=None: right in {"jobs.see", "jobs.manage", "audit.see"}
    )
    client.force_login(account)
    return account


@pytest.fixture
def job(tam):
    declare(retries=0)(lambda running, batch: 1 / 0)
    yield actions.enqueue("tests.job", label="Import batch 7", by=tam, arguments={"batch": 7})
    JOBS.pop("tests.job", None)


def test_tam_sees_the_jobs_and_what_moves_refreshes_itself(client, job):
    page = client.get("/staff/jobs/").content.decode()
    assert "Import batch 7" in page
    assert "tam" in page
    assert 'hx-trigger="every 2s"' in page
    rows = client.get("/staff/jobs/", headers={"hx-request": "true", "hx-target": "rows"}).content.decode()
    assert rows.lstrip().startswith('<div id="rows"')
    assert "Import batch 7" not in client.get("/staff/jobs/?state=failed").content.decode()


def test_tam_cancels_a_waiting_job_and_that_is_in_the_trail(client, job):
    assert client.get(f"/staff/jobs/{job.pk}/cancel").status_code == 405
    response = client.post(f"/staff/jobs/{job.pk}/cancel", follow=True)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert response.redirect_chain[0][0] == f"/staff/jobs/{job.pk}/"
    assert Entry.objects.first().verb == "jobs.cancel"
    assert client.post(f"/staff/jobs/{job.pk}/cancel").status_code == 409


def test_tam_reads_why_a_job_failed_and_starts_it_again(client, job):
    actions.run_pending()
    page = client.get(f"/staff/jobs/{job.pk}/").content.decode()
    assert "ZeroDivisionError" in page
    assert "hx-trigger" not in page
    client.post(f"/staff/jobs/{job.pk}/retry")
    job.refresh_from_db()
    assert job.state == "queued"


def test_a_job_that_is_not_there_is_a_page_not_found(client, tam):
    assert client.get("/staff/jobs/999999/").status_code == 404


def test_the_list_asks_the_database_a_fixed_number_of_times(client, job, django_assert_max_num_queries):
    now = timezone.now()
    Job.objects.bulk_create(Job(name="x", run_after=now, created=now) for _ in range(60))
    with django_assert_max_num_queries(12):
        assert client.get("/staff/jobs/?page=2").status_code == 200


def test_undelivered_events_are_shown_and_can_be_removed(client, tam):
    ParkedEvent.objects.create(
        subscriber="search.x", event=1, name="x.y", payload={"a": 1}, happened=timezone.now(), error="boom", failures=8
    )
    assert "boom" in client.get("/staff/events/").content.decode()
    number = ParkedEvent.objects.get().pk
    assert client.post(f"/staff/events/{number}/again").status_code == 409, "nobody listens"
    client.post(f"/staff/events/{number}/forget")
    assert not ParkedEvent.objects.exists()


def test_the_audit_trail_is_shown_filtered_and_checked(client, tam):
    from chorsu.foundation.audit.actions import record

    record(tam, "libraries.rename", "library:NLUZ", {"to": "Navoiy"})
    record(tam, "records.merge", "record:1")
    page = client.get("/staff/audit/?verb=libraries").content.decode()
    assert "library:NLUZ" in page
    assert "records.merge" not in page
    assert client.post("/staff/audit/check", follow=True).status_code == 200
    assert client.get("/staff/audit/?since=2026-02-02&until=2026-01-01").status_code == 200
