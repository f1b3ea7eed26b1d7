"""Background work: runs once, is tried again, goes on from its checkpoint, can be stopped, is rescued."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from chorsu.foundation.jobs import actions, processes
from chorsu.foundation.jobs.errors import JobFinished, JobLost, JobNotFailed, UnknownJob
from chorsu.foundation.jobs.models import Job, Worker
from chorsu.foundation.jobs.registry import JOBS
from chorsu.foundation.jobs.running import Running
from chorsu.foundation.jobs.tests.makers import declare
from chorsu.kernel.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_test_jobs():
    yield
    for name in [name for name in JOBS if name.startswith("tests.")]:
        del JOBS[name]


def due_now():
    """As if the pause before the next attempt were over."""
    Job.objects.filter(state="queued").update(run_after=timezone.now() - timedelta(seconds=1))


def a_worker(**values):
    now = timezone.now()
    row = {"key": "w", "kind": "jobs", "host": "elsewhere", "pid": 1, "started": now, "heartbeat": now, **values}
    return Worker.objects.create(**row)


def test_a_queued_job_runs_once_and_keeps_its_result():
    ran = []

    @declare()
    def run(job, shelf):
        ran.append(shelf)
        job.progress(2, 2, "two books")
        return {"books": 2}

    job = actions.enqueue("tests.job", arguments={"shelf": "A"}, label="Count shelf A")
    assert actions.run_pending() == 1
    assert actions.run_pending() == 0
    job.refresh_from_db()
    assert ran == ["A"]
    assert (job.state, job.result, job.done, job.total, job.note) == ("done", {"books": 2}, 2, 2, "two books")
    assert job.percent == 100
    assert job.attempts == 1
    assert job.finished >= job.started


def test_an_unknown_job_is_refused_at_the_door():
    with pytest.raises(UnknownJob, match="no.such"):
        actions.enqueue("no.such")
    assert Job.objects.count() == 0


def test_a_failing_job_is_tried_again_after_growing_pauses_then_given_up():
    @declare(retries=2, backoff=10)
    def run(job):
        raise OSError("the scanner is off")

    job = actions.enqueue("tests.job")
    pauses = []
    for _ in range(3):
        due_now()
        actions.run_pending()
        job.refresh_from_db()
        pauses.append((job.run_after - timezone.now()).total_seconds())
    assert job.state == "failed"
    assert job.attempts == 3
    assert "the scanner is off" in job.error
    assert 9 < pauses[0] <= 15
    assert 19 < pauses[1] <= 30


def test_a_refusal_that_a_person_must_mend_is_not_tried_again():
    @declare()
    def run(job):
        raise Invalid()

    job = actions.enqueue("tests.job")
    actions.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", 1, "What was sent cannot be used.")


def test_a_job_that_fails_in_the_middle_goes_on_from_its_checkpoint():
    done = []

    @declare()
    def run(job):
        for number in range(job.state.get("next", 0), 4):
            if number == 2 and job.attempt == 1:
                raise OSError("out of paper")
            with transaction.atomic():
                done.append(number)
                job.checkpoint({"next": number + 1})

    job = actions.enqueue("tests.job")
    actions.run_pending()
    due_now()
    actions.run_pending()
    job.refresh_from_db()
    assert (done, job.state, job.attempts) == ([0, 1, 2, 3], "done", 2)


def test_a_checkpoint_forgives_earlier_failures():
    @declare(retries=1)
    def run(job):
        step = job.state.get("step", 0)
        if step < 5:
            job.checkpoint({"step": step + 1})
            raise OSError("again")

    job = actions.enqueue("tests.job")
    for _ in range(6):
        due_now()
        actions.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 6)


def test_cancelling_a_waiting_job_takes_it_off_the_queue():
    @declare()
    def run(job):
        raise AssertionError("must not run")

    job = actions.enqueue("tests.job")
    actions.cancel(job)
    assert job.state == "cancelled"
    assert actions.run_pending() == 0
    with pytest.raises(JobFinished):
        actions.cancel(job)


def test_cancelling_a_running_job_stops_it_at_its_next_step():
    steps = []

    @declare()
    def run(job):
        for number in range(100):
            steps.append(number)
            if number == 1:
                actions.cancel(Job.objects.get(pk=job.id))
                job._looked = -1e9
            job.stopped()

    job = actions.enqueue("tests.job")
    actions.run_pending()
    job.refresh_from_db()
    assert (job.state, steps) == ("cancelled", [0, 1])


def test_a_failed_job_can_be_started_again_by_staff():
    @declare(retries=0)
    def run(job):
        if job.attempt == 1:
            raise OSError("no")

    job = actions.enqueue("tests.job")
    actions.run_pending()
    actions.retry(job)
    assert job.state == "queued"
    with pytest.raises(JobNotFailed):
        actions.retry(job)
    actions.run_pending()
    job.refresh_from_db()
    assert job.state == "done"


def test_of_one_unique_key_only_one_job_is_open():
    @declare()
    def run(job):
        pass

    first = actions.enqueue("tests.job", unique="rebuild")
    assert actions.enqueue("tests.job", unique="rebuild") == first
    actions.run_pending()
    assert actions.enqueue("tests.job", unique="rebuild") != first


def test_higher_priority_first_then_the_older_and_only_of_the_asked_queue():
    @declare()
    def run(job):
        pass

    slow = actions.enqueue("tests.job", queue="ocr")
    low = actions.enqueue("tests.job")
    high = actions.enqueue("tests.job", priority=5)
    later = actions.enqueue("tests.job", run_after=timezone.now() + timedelta(hours=1))
    assert [actions.claim_next(["default"]).pk for _ in range(2)] == [high.pk, low.pk]
    assert actions.claim_next(["default"]) is None
    assert actions.claim_next().pk == slow.pk
    assert Job.objects.get(pk=later.pk).state == "queued"


def test_the_job_of_a_worker_silent_for_too_long_is_rescued_and_the_old_worker_can_write_no_more():
    @declare()
    def run(job):
        pass

    actions.enqueue("tests.job")
    silent = a_worker(heartbeat=timezone.now() - timedelta(seconds=31))
    job = actions.claim_next((), silent)
    ghost = Running(job)
    assert actions.rescue() == 1
    rescued = Job.objects.get()
    assert (rescued.state, rescued.failures) == ("queued", 1)
    assert "stopped without a word" in rescued.error
    assert not Worker.objects.exists()
    with pytest.raises(JobLost):
        ghost.checkpoint({"next": 1})
    with pytest.raises(JobLost):
        ghost.progress(1, 1)
    assert actions.run_pending() == 1
    assert Job.objects.get().state == "done"


def test_the_job_of_a_living_worker_is_left_alone():
    @declare()
    def run(job):
        pass

    actions.enqueue("tests.job")
    actions.claim_next((), a_worker())
    assert actions.rescue() == 0


def test_a_process_of_this_machine_that_is_gone_is_dead_at_once():
    @declare()
    def run(job):
        pass

    actions.enqueue("tests.job")
    actions.claim_next((), a_worker(host=processes.host(), pid=2**22 + 1, born="1"))
    assert actions.rescue() == 1


def test_a_job_that_kills_its_worker_every_time_is_given_up():
    @declare(retries=1)
    def run(job):
        pass

    actions.enqueue("tests.job")
    for _ in range(2):
        assert actions.claim_next((), a_worker(heartbeat=timezone.now() - timedelta(minutes=5))) is not None
        actions.rescue()
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("failed", 2)


def test_a_stopping_worker_gives_the_job_back_without_counting_the_attempt():
    stopping = threading.Event()

    @declare()
    def run(job):
        stopping.set()
        job.stopped()

    actions.enqueue("tests.job")
    actions.run_claimed(actions.claim_next(), stopping)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.failures) == ("queued", 0, 0)


def test_old_jobs_are_pruned_and_failed_ones_kept_longer():
    old = timezone.now() - timedelta(days=40)
    common = {"name": "x", "run_after": old, "created": old, "finished": old}
    Job.objects.create(state="done", **common)
    failed = Job.objects.create(state="failed", **common)
    assert actions.prune() == 1
    assert list(Job.objects.all()) == [failed]


def test_an_idle_look_at_the_queue_costs_one_read_on_sqlite(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert actions.claim_next() is None
