"""A kill -9 in the middle of a book: after the restart nothing is lost, nothing doubled, the job is done."""

import os
import signal
import subprocess
import sys
import time

import pytest

from chorsu.archive.ingest.tests import makers
from chorsu.archive.ocr import adapters
from chorsu.archive.ocr.errors import EngineMissing

SETUP = """
import django; django.setup()
from pathlib import Path
from chorsu.archive.ingest import actions
from chorsu.archive.objects.tests.makers import make_library
actions.ingest(Path({folder!r}), make_library(), "Sinov", languages=["uz"])
"""
WORK = """
import django; django.setup()
from chorsu.foundation.jobs.actions import claim_next, run_claimed
job = claim_next()
print(run_claimed(job), flush=True)
"""
STATE = """
import django; django.setup()
import json
from chorsu.archive.objects import queries
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.preservation.queries import ocfl_store
from chorsu.formats import ocfl
from chorsu.foundation.events.models import OutboxEvent
found = DigitalObject.objects.get()
print(json.dumps({
    "state": found.state, "pages": found.page_count,
    "recognised": Page.objects.filter(state="recognised").count(),
    "versions": list(Page.objects.order_by("number").values_list("text_version", flat=True)),
    "texts": [text[:20] for *_, text in queries.page_texts([found.pk])],
    "problems": [str(one) for one in ocfl.validate_object(ocfl_store().path(found.ark))],
    "events": OutboxEvent.objects.filter(name="objects.object-ready").count(),
}))
"""
RESCUE = """
import django; django.setup()
from datetime import timedelta
from chorsu.foundation.jobs.actions import rescue
from chorsu.foundation.jobs.models import Job
Job.objects.filter(state="running").update(heartbeat=Job.objects.get().heartbeat - timedelta(hours=2))
print(rescue())
"""


def test_a_killed_recognition_goes_on_where_it_was(tmp_path):
    import json

    try:
        adapters.engine()
    except EngineMissing:
        pytest.skip("no Tesseract with language packs is installed")
    folder = makers.book_folder(tmp_path / "book", *[makers.UZBEK + f" {number}" for number in range(8)])
    data = tmp_path / "data"
    env = {
        **os.environ, "CHORSU_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "chorsu.site.settings",
        "CHORSU_DATABASE_URL": f"sqlite:///{data}/chorsu.sqlite3",
    }  # fmt: skip

    def run(code, **more):
        return subprocess.run(
            [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True, **more
        ).stdout.strip()

    subprocess.run([sys.executable, "-m", "chorsu.site.cli", "migrate", "-v0"], env=env, check=True)
    run(SETUP.format(folder=str(folder)))
    texts = data / "working/000000/1/texts"
    worker = subprocess.Popen([sys.executable, "-c", WORK], env=env, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(texts.glob("[0-9]*.xml"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    half = json.loads(run(STATE))
    assert half["state"] == "processing"
    assert half["recognised"] < 8
    assert run(RESCUE) == "1"
    assert run(WORK) == "done"
    whole = json.loads(run(STATE))
    assert (whole["state"], whole["pages"], whole["recognised"]) == ("ready", 8, 8)
    assert whole["versions"] == [1] * 8  # no page was counted twice
    assert len(whole["texts"]) == 8
    assert all(text.startswith("O") for text in whole["texts"])
    assert whole["problems"] == []
    assert whole["events"] == 1
    assert not texts.exists()
