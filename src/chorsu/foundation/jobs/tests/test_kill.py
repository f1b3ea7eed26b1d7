"""kill -9 in the middle: after a restart nothing is lost and nothing is done twice. Real processes, a real database."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")
PATIENCE = 40


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """An installation of its own, on SQLite, in a folder of its own."""
    folder = tmp_path_factory.mktemp("house")
    env = {key: value for key, value in os.environ.items() if not key.startswith("CHORSU_DATABASE")}
    env |= {"CHORSU_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "chorsu.site.settings"}
    run(env, "-m", "chorsu.site.cli", "migrate", "-v0")
    return env


def run(env, *words):
    done = subprocess.run([sys.executable, *words], env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def start(env, part):
    return subprocess.Popen(
        [sys.executable, "-m", "chorsu.foundation.jobs.tests.probe", part], env=env, stderr=subprocess.DEVNULL
    )


def ask(env, sql):
    with sqlite3.connect(Path(env["CHORSU_DATA_DIR"]) / "chorsu.sqlite3", timeout=10) as base:
        return base.execute(sql).fetchall()


def wait_for(env, sql, wanted):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if (found := ask(env, sql)) and wanted(found[0][0]):
            return found[0][0]
        time.sleep(0.1)
    raise AssertionError(f"waited in vain: {sql} gives {ask(env, sql)}")


def put_in(env, code):
    run(env, "-c", "import django; django.setup()\n" + code)


def test_a_job_killed_in_the_middle_is_finished_after_the_restart_with_each_step_done_once(house):
    put_in(
        house,
        "from chorsu.foundation.jobs.registry import job\n"
        "job('tests.slow')(lambda running: None)\n"
        "from chorsu.foundation.jobs.actions import enqueue\n"
        "enqueue('tests.slow', arguments={'steps': 12, 'pause': 0.3})\n",
    )
    first = start(house, "jobs")
    wait_for(house, "select json_extract(saved, '$.next') from jobs_job", lambda step: step and step >= 3)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert ask(house, "select state from jobs_job") == [("running",)], "nobody could say goodbye"

    second = start(house, "jobs")
    try:
        wait_for(house, "select state from jobs_job", lambda state: state == "done")
    finally:
        second.terminate()
        assert second.wait(20) == 0
    steps = [int(target) for (target,) in ask(house, "select target from audit_entry where verb='tests.step'")]
    assert steps == list(range(12)), "each step once, in order"
    attempts, result = ask(house, "select attempts, result from jobs_job")[0]
    assert (attempts, json.loads(result)) == (2, {"steps": 12})
    assert ask(house, "select count(*) from jobs_worker") == [(0,)]


def test_a_subscriber_killed_in_the_middle_gets_the_event_again_and_keeps_one_effect(house):
    put_in(
        house,
        "from django.db import transaction\n"
        "from chorsu.foundation.events.actions import publish\n"
        "from chorsu.foundation.events.tests.makers import BookShelved\n"
        "with transaction.atomic():\n    publish(BookShelved(1), BookShelved(2))\n",
    )
    folder = Path(house["CHORSU_DATA_DIR"])
    first = start(house, "events")
    deadline = time.monotonic() + PATIENCE
    while not (folder / "seen").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    (folder / "go").touch()
    second = start(house, "events")
    try:
        wait_for(house, "select count(*) from audit_entry where verb='tests.heard'", lambda count: count == 2)
        wait_for(house, "select failures from events_cursor where subscriber='tests.slow'", lambda count: count == 0)
    finally:
        second.terminate()
        second.wait(20)
    assert (folder / "seen").read_text().split() == ["1", "1", "2"], "delivered at least once"
    heard = ask(house, "select target from audit_entry where verb='tests.heard' order by id")
    assert heard == [("1",), ("2",)], "kept exactly once"
