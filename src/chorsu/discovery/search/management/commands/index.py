"""`chorsu index rebuild|status|tidy [--json]`: cares for the search index."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from chorsu.discovery.search import actions, queries
from chorsu.discovery.search.adapters import place
from chorsu.kernel.errors import ChorsuError


class Command(BaseCommand):
    help = "Rebuild the search index beside the serving one, or tell how it stands."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rebuild", "status", "tidy"])
        parser.add_argument("--json", action="store_true", help="print one JSON object last")

    def handle(self, *args, **options) -> None:
        try:
            said = getattr(self, options["what"])(options["json"])
        except ChorsuError as error:
            raise CommandError(f"{error.sentence} {error.advice}".strip()) from error
        finally:
            place.reset()
        if options["json"]:
            self.stdout.write(json.dumps(said))
        else:
            for name, value in said.items():
                self.stdout.write(f"{name}: {value}")

    def rebuild(self, quiet: bool) -> dict:
        """Build anew, with a bar on a terminal."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
            task = bar.add_task("records", total=None)
            built = actions.rebuild(lambda done, total: bar.update(task, completed=done, total=total))
        return asdict(built)

    def status(self, quiet: bool) -> dict:
        """How the index stands."""
        return queries.status()

    def tidy(self, quiet: bool) -> dict:
        """Remove what no longer serves."""
        return {"removed": actions.clean_up()}
