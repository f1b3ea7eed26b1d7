"""A worker is killed in the middle of an import; the next one finishes it, nothing lost and nothing doubled."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

RECORDS = 6000

WORKER = """
import django
django.setup()
from chorsu.foundation.jobs.actions import rescue, run_pending
from chorsu.foundation.jobs.models import Job
if __import__("sys").argv[1] == "again":
    # What the supervisor does when a worker's heart stops beating, without waiting a minute for it.
    from datetime import timedelta
    from django.utils import timezone
    Job.objects.filter(state="running").update(heartbeat=timezone.now() - timedelta(hours=1))
    rescue()
    Job.objects.update(run_after=timezone.now() - timedelta(hours=1))
run_pending()
"""

SETUP = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from chorsu.catalogue.records.actions import start_import
from chorsu.catalogue.records.tests.makers import make_library
start_import(open(sys.argv[1], "rb"), make_library(), dry_run=False)
"""


def run(folder: Path, code: str, *arguments: str) -> subprocess.Popen:
    environment = {
        **os.environ, "CHORSU_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "chorsu.site.settings",
        "CHORSU_DATABASE_URL": f"sqlite:///{folder / 'chorsu.sqlite3'}",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment)


def ask(folder: Path, sql: str) -> tuple:
    base = sqlite3.connect(folder / "chorsu.sqlite3", timeout=30)
    try:
        return base.execute(sql).fetchone()
    finally:
        base.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_a_killed_import_is_finished_by_the_next_worker(tmp_path: Path):
    titles = ("daryo", "shahar", "bahor", "yulduz", "kitob", "vatan", "tong")
    path = marc_file(
        tmp_path,
        *(
            marc(
                f"k{n:05d}",
                f"{titles[n % 7]} {n}-son haqida qissa",
                f"Muallif{n}, Aziz",
                1950 + n % 70,
                copies=[{"p": f"K{n}"}],
            )
            for n in range(RECORDS)
        ),
    )
    assert run(tmp_path, SETUP, str(path)).wait() == 0
    worker = run(tmp_path, WORKER, "first")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and worker.poll() is None:
        if ask(tmp_path, "SELECT position FROM records_batch")[0] >= 1000:
            break
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    half = ask(tmp_path, "SELECT position, state FROM records_batch")
    assert 0 < half[0] < RECORDS, half
    assert half[1] == "running"
    assert ask(tmp_path, "SELECT count(*) FROM records_record")[0] == half[0]
    assert run(tmp_path, WORKER, "again").wait() == 0
    assert ask(tmp_path, "SELECT state, read, created, updated, unchanged, rejected FROM records_batch") == (
        "done", RECORDS, RECORDS, 0, 0, 0,
    )  # fmt: skip
    for table in (
        "records_record",
        "records_sourcerecord",
        "records_sourceversion",
        "records_recordsource",
        "holdings_item",
    ):
        assert ask(tmp_path, f"SELECT count(*) FROM {table}")[0] == RECORDS, table
    assert ask(tmp_path, "SELECT count(DISTINCT source_id) FROM records_sourceversion")[0] == RECORDS
