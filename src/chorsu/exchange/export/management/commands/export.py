"""`chorsu export --library CODE`: a library's records, byte for byte as they came."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chorsu.exchange.export.rules import FORMATS
from chorsu.exchange.export.writing import to_file, to_stream
from chorsu.kernel.errors import ChorsuError
from chorsu.people.libraries.queries import by_code

UNUSABLE = 2


class Command(BaseCommand):
    """Exit code 0: written; 2: the arguments are unusable."""

    help = "Write a library's records, byte for byte as they came, to a file or to standard output."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The options of the design."""
        parser.add_argument("--library", required=True, metavar="CODE", help="the library whose records are wanted")
        parser.add_argument("--format", default="iso2709", choices=FORMATS)
        parser.add_argument("--out", metavar="FILE", help="the file to write; standard output where none is named")
        parser.add_argument("--json", action="store_true", help="print one JSON object last")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, with a progress bar on standard error where that is a terminal."""
        name = options["out"] or "-"
        # Records on standard output leave the error stream for what there is to say.
        say = self.stdout if name != "-" else self.stderr
        try:
            library = by_code(options["library"])
            if name == "-":
                stream = getattr(self.stdout, "buffer", None) or sys.stdout.buffer
                done = to_stream(library, options["format"], stream, _bar())
                stream.flush()
            else:
                done = to_file(library, options["format"], Path(name), _bar())
        except ChorsuError as error:
            raise CommandError(f"{error} {error.advice}", returncode=UNUSABLE) from error
        for note, count in done.notes.most_common():
            self.stderr.write(f"{count}: {note}", style_func=str)
        if options["json"]:
            result = {"written": done.written, "skipped": done.skipped, "seconds": done.seconds, "file": name}
            say.write(json.dumps(result, ensure_ascii=False), style_func=str)
        else:
            where = f" to {name}" if name != "-" else ""
            say.write(
                f"Wrote {done.written} records{where}, left out {done.skipped}, in {done.seconds:.1f} s.",
                style_func=str,
            )


def _bar() -> Callable[[int, int], None] | None:
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
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (40 - filled)}] {share:4.0%}" + ("\n" if done >= total else ""))
        sys.stderr.flush()

    return draw
