"""`chorsu import FILE… --library CODE`: bring a library's records in."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.actions.imports import FORMATS
from chorsu.catalogue.records.errors import NothingReadable
from chorsu.catalogue.records.importing.sheets import write_csv
from chorsu.catalogue.records.models import Batch
from chorsu.kernel.errors import ChorsuError
from chorsu.people.libraries.queries import by_code

UNUSABLE = 2


class Command(BaseCommand):
    """Exit code 0: all good records are in; 1: nothing could be read; 2: the arguments are unusable."""

    help = "Import records (ISO 2709 or MARCXML; MARC 21, UNIMARC, RUSMARC, UZMARC) of a library."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE… and the options of the design."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="one or more files of records")
        parser.add_argument("--library", required=True, metavar="CODE", help="the library whose records these are")
        parser.add_argument("--format", default="auto", choices=FORMATS)
        parser.add_argument("--encoding", default="auto", help="auto, utf-8, marc-8, cp1251, cp866, koi8-r …")
        parser.add_argument("--system", default="main", help="name of the source system, where a library has several")
        parser.add_argument("--dry-run", action="store_true", help="only look: count and list problems, store nothing")
        parser.add_argument("--resume", type=int, metavar="BATCH", help="go on with an interrupted import")
        parser.add_argument("--json", action="store_true", help="print one JSON object last")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, with a progress bar on standard error where that is a terminal."""
        paths = [Path(name) for name in options["files"]]
        batch = library = None
        try:
            library = by_code(options["library"])
            if options["resume"]:
                batch = Batch.objects.filter(pk=options["resume"], library=library, state=Batch.State.RUNNING).first()
                if batch is None:
                    raise CommandError(f"There is no interrupted import {options['resume']}.", returncode=UNUSABLE)
            batch = import_records(
                paths, library, options["format"], options["encoding"], options["dry_run"], batch=batch,
                system=options["system"], progress=_bar(),
            )  # fmt: skip
        except NothingReadable as error:
            batch = Batch.objects.filter(library=library, state=Batch.State.FAILED).order_by("-pk").first()
            self._report(batch, options)
            raise CommandError(f"{error} {error.advice}", returncode=1) from error
        except ChorsuError as error:
            raise CommandError(f"{error} {error.advice}", returncode=UNUSABLE) from error
        self._report(batch, options)

    def _report(self, batch: Batch | None, options: dict[str, Any]) -> None:
        if batch is None:
            return
        result = {
            "read": batch.read, "created": batch.created, "updated": batch.updated, "unchanged": batch.unchanged,
            "rejected": batch.rejected, "format": batch.found_format, "encoding": batch.found_encoding,
            "seconds": batch.seconds, "batch": batch.pk,
        }  # fmt: skip
        sheet = batch.error_sheet or write_csv(batch)
        if sheet:
            result["error_sheet"] = str(sheet)
            if not options["json"]:
                self.stdout.write(f"Problems are listed in {sheet}")
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self.stdout.write(
                f"Read {batch.read}: {batch.created} new, {batch.updated} changed, {batch.unchanged} unchanged, "
                f"{batch.rejected} rejected, in {batch.seconds:.1f} s (import {batch.pk})."
            )


def _bar() -> Any:
    """A progress function that draws one line on a terminal, at most five times a second."""
    if not sys.stderr.isatty():
        return None
    last = [0.0]

    def draw(done: int, total: int) -> None:
        moment = time.monotonic()
        if moment - last[0] < 0.2 and done < total:
            return
        last[0] = moment
        share = min(1.0, done / total) if total else 1.0
        filled = int(share * 40)
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (40 - filled)}] {share:4.0%}")
        sys.stderr.flush()

    return draw
