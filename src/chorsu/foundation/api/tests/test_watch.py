"""Whoever watches the installation learns whether it lives, is ready, and how it fares."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone

from chorsu.foundation.api import guards, health, metrics
from chorsu.foundation.jobs.models import Job, Worker
from chorsu.kernel.errors import Forbidden

pytestmark = pytest.mark.django_db


def test_a_living_process_says_ok_and_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readiness_tells_each_check_and_without_workers_the_doors_stay_open(client):
    body = client.get("/readyz").json()
    assert body["ready"] is True
    assert {"database", "migrations", "disk", "data-folder", "workers", "events"} <= set(body["checks"])
    assert body["checks"]["workers"]["ok"] is False
    assert "chorsu worker" in body["checks"]["workers"]["text"]
    now = timezone.now()
    for kind in ("jobs", "events"):
        Worker.objects.create(key=kind, kind=kind, host="h", pid=1, started=now, heartbeat=now)
    assert client.get("/readyz").json()["checks"]["workers"]["ok"] is True


def test_an_essential_check_that_fails_closes_the_doors(client, monkeypatch):
    def index():
        raise OSError("the index cannot be read")

    monkeypatch.setitem(health.CHECKS, "index", index)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "cannot be read" in response.json()["checks"]["index"]["text"]


def test_figures_are_told_to_this_machine_only(client):
    now = timezone.now()
    Job.objects.create(name="x", state="failed", run_after=now, created=now)
    text = client.get("/metrics").content.decode()
    assert 'chorsu_jobs{queue="default",state="failed"} 1.0' in text
    assert "chorsu_events_lag_seconds" in text
    assert client.get("/metrics", REMOTE_ADDR="8.8.8.8").status_code == 404
    assert client.get("/metrics", headers={"x-forwarded-for": "8.8.8.8"}).status_code == 404


def test_requests_are_counted_under_the_name_of_their_view():
    request = RequestFactory().get("/records/r12345")
    before = metrics.REQUESTS.labels("GET", "none", "200")._value.get()
    from django.http import HttpResponse

    metrics.MeteringMiddleware(lambda request: HttpResponse("x"))(request)
    assert metrics.REQUESTS.labels("GET", "none", "200")._value.get() == before + 1


def test_a_staff_page_sends_strangers_to_sign_in_and_refuses_readers(rf, django_user_model, monkeypatch, settings):
    settings.LOGIN_URL = "/accounts/login/"

    @guards.staff_page("jobs.see")
    def page(request):
        return "shown"

    request = rf.get("/staff/jobs/?page=2")
    request.user = AnonymousUser()
    response = page(request)
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/staff/jobs/%3Fpage%3D2"
    request.user = django_user_model(username="dilnoza")
    monkeypatch.setattr(guards, "_may", lambda account, right, place=None: False)
    with pytest.raises((Forbidden, PermissionDenied)):
        page(request)
    monkeypatch.setattr(guards, "_may", lambda account, right, place=None: right == "jobs.see")
    assert page(request) == "shown"
