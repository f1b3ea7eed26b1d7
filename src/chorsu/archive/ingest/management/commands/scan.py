"""`chorsu scan PATH --library CODE --title T`: bring in a scan, a PDF, an EPUB or a recording and recognise it."""

import contextlib
import json
import os
import socket
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import timezone

from chorsu.archive.ingest import actions
from chorsu.archive.objects.models import Page
from chorsu.archive.ocr import actions as ocr
from chorsu.archive.rights.rules import CLASSES
from chorsu.catalogue.records.models import Record
from chorsu.foundation.events.actions import deliver_all
from chorsu.foundation.jobs.actions import claim_next, run_claimed
from chorsu.foundation.jobs.models import Job, Worker
from chorsu.kernel import identifiers
from chorsu.kernel.errors import ChorsuError, Invalid
from chorsu.people.libraries import queries as libraries


@contextlib.contextmanager
def _attending(queue: str) -> Iterator[Worker]:
    """Note this process as a worker while it works, so that a worker of the house takes the job over as soon as it
    would from any other that was killed. Interrupted, it leaves its row behind: that is how it is found dead."""
    now, ended = timezone.now(), threading.Event()
    row = Worker.objects.create(
        key=uuid.uuid4().hex, kind=Worker.Kind.JOBS, host=socket.gethostname(), pid=os.getpid(), queues=queue,
        started=now, heartbeat=now,
    )  # fmt: skip

    def beat() -> None:
        while not ended.wait(settings.JOB_HEARTBEAT):
            with contextlib.suppress(DatabaseError):
                Worker.objects.filter(key=row.key).update(heartbeat=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield row
        Worker.objects.filter(key=row.key).delete()
    finally:
        ended.set()
        thread.join()


class Command(BaseCommand):
    help = "Brings page images, a PDF, an EPUB, audio or video into the archive and recognises the text."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", help="a folder of page images, a zip of them, a PDF, an EPUB or a recording")
        parser.add_argument("--library", required=True, metavar="CODE", help="code of the library that holds it")
        parser.add_argument("--title", required=True)
        parser.add_argument("--languages", default="", help="languages of the text, separated by commas (uz,ru)")
        parser.add_argument("--record", default="", metavar="PID", help="catalogue record it belongs to")
        parser.add_argument("--rights", default="public", choices=CLASSES)
        parser.add_argument("--json", action="store_true", help="end with one JSON object")

    def handle(self, *args, **options) -> None:
        started = time.monotonic()
        try:
            library = libraries.by_code(options["library"])
            record = self._record(options["record"])
        except ChorsuError as error:
            self._stop(error, 2)
        languages = [part.strip() for part in options["languages"].split(",") if part.strip()]
        try:
            made = actions.ingest(
                Path(options["path"]), library, options["title"], record, languages, options["rights"], recognise=False
            )
        except ChorsuError as error:
            self._stop(error, 1)
        if made.state == "processing":
            self._recognise(made, options["json"])
            made.refresh_from_db()
        deliver_all(raise_errors=False)
        failed = Page.objects.filter(object=made, state=Page.State.FAILED).order_by("number")
        for page in failed[:50]:
            self.stderr.write(f"page {page.number}: {page.problem}")
        result = {
            "object": made.pid,
            "pages": made.page_count,
            "failed": made.failed_pages,
            "seconds": round(time.monotonic() - started, 2),
        }
        if options["json"]:
            self.stdout.write(json.dumps(result))
        else:
            self.stdout.write(
                f"{made.pid}: {made.page_count} pages, {made.failed_pages} failed, {result['seconds']} s."
            )
        if made.state == "failed":
            sys.exit(1)

    def _recognise(self, made, quiet: bool) -> None:
        """Run the job here, unless a worker was quicker; a queue of its own keeps other jobs out of this process."""
        queue = f"scan-{made.pk}"
        job = ocr.start(made, queue=queue)
        with _attending(queue) as worker:
            mine = claim_next([queue], worker)
            if mine is not None:
                run_claimed(mine)
        while (job := Job.objects.get(pk=job.pk)).state == "running":
            if not quiet:
                self.stderr.write(f"\r{job.done} / {job.total or '?'} pages", ending="")
            time.sleep(0.5)
        if job.state != "done":
            # A worker will try again after a pause; whoever waits here wants to know now.
            lines = [line for line in job.error.splitlines() if line.strip()]
            self._stop(ChorsuError(), 1, lines[-1] if lines else "")

    def _record(self, pid: str) -> Record | None:
        if not pid:
            return None
        found = Record.objects.filter(pk=identifiers.decode("r", pid)).first()
        if found is None:
            raise Invalid()
        return found

    def _stop(self, error: ChorsuError, code: int, sentence: str = "") -> None:
        self.stderr.write(" ".join(part for part in (sentence or error.sentence, error.advice) if part))
        sys.exit(code)
