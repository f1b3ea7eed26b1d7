"""A kill -9 in the middle of a book: after the restart nothing is lost, nothing doubled, the job is done."""

import json
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
LIBRARY = """
import django; django.setup()
from chorsu.archive.objects.tests.makers import make_library
make_library()
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


RESCUE_NOW = """
import django; django.setup()
from chorsu.foundation.jobs.actions import rescue
print(rescue())
"""


class House:
    """An installation of its own in a folder, and commands that run in processes of their own."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.texts = self.data / "working/000000/1/texts"
        self.env = {
            **os.environ, "CHORSU_DATA_DIR": str(self.data), "DJANGO_SETTINGS_MODULE": "chorsu.site.settings",
            "CHORSU_DATABASE_URL": f"sqlite:///{self.data}/chorsu.sqlite3",
        }  # fmt: skip
        subprocess.run([sys.executable, "-m", "chorsu.site.cli", "migrate", "-v0"], env=self.env, check=True)

    def run(self, code):
        done = subprocess.run([sys.executable, "-c", code], env=self.env, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def kill_when_two_pages_are_read(self, command):
        """Start the command and kill its process with -9."""
        started = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while len(list(self.texts.glob("[0-9]*.xml"))) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        started.send_signal(signal.SIGKILL)
        started.wait()

    def assert_whole(self):
        whole = json.loads(self.run(STATE))
        assert (whole["state"], whole["pages"], whole["recognised"]) == ("ready", 8, 8)
        assert whole["versions"] == [1] * 8  # no page was counted twice
        assert len(whole["texts"]) == 8
        assert all(text.startswith("O") for text in whole["texts"])
        assert whole["problems"] == []
        assert whole["events"] == 1
        assert not self.texts.exists()


@pytest.fixture
def house(tmp_path):
    try:
        adapters.engine()
    except EngineMissing:
        pytest.skip("no Tesseract with language packs is installed")
    return House(tmp_path)


@pytest.fixture
def book(tmp_path):
    return makers.book_folder(tmp_path / "book", *[makers.UZBEK + f" {number}" for number in range(8)])


def test_a_killed_recognition_goes_on_where_it_was(house, book):
    house.run(SETUP.format(folder=str(book)))
    house.kill_when_two_pages_are_read([sys.executable, "-c", WORK])
    half = json.loads(house.run(STATE))
    assert half["state"] == "processing"
    assert half["recognised"] < 8
    assert house.run(RESCUE) == "1"
    assert house.run(WORK) == "done"
    house.assert_whole()


def test_a_killed_scan_command_is_taken_over_at_once(house, book):
    house.run(LIBRARY)
    command = ["scan", str(book), "--library", "NLUZ", "--title", "Sinov", "--languages", "uz"]
    house.kill_when_two_pages_are_read([sys.executable, "-m", "chorsu.site.cli", *command])
    assert house.run(RESCUE_NOW) == "1"
    assert house.run(WORK) == "done"
    house.assert_whole()
