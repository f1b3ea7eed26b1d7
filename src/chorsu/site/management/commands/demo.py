"""`chorsu demo`: load the demo network where it is not yet, then serve it."""

import os
import time
from pathlib import Path

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from chorsu.site.management.commands.serve import prepare


class Command(BaseCommand):
    """Loads eight libraries with records, readers, loans and scans, tells the accounts, and serves."""

    help = "Load the demo network (once; a second time changes nothing) and serve it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="only load")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *, no_serve, host, port, **options):
        from chorsu.site.demo.load import Unfinished, accounts_table, load

        prepare(self.stdout)
        began = time.monotonic()

        def say(sentence: str) -> None:
            self.stdout.write(f"{time.monotonic() - began:5.1f} s  {sentence}")
            self.stdout.flush()

        try:
            loaded = load(say)
        except Unfinished as error:
            raise CommandError(_ADVICE.format(folder=_folder())) from error
        if loaded.already:
            self.stdout.write("The demo network is there already; nothing was changed.")
        self.stdout.write(
            f"{loaded.libraries} libraries, {loaded.records} records, {loaded.items} copies, {loaded.readers} readers, "
            f"{loaded.loans} loans, {loaded.objects} digital objects."
        )
        self.stdout.write("\nAccounts of the demo (all with the same password):\n")
        rows = [("name", "password", "role", "what to try"), *accounts_table()]
        widths = [max(len(row[place]) for row in rows) for place in range(3)]
        for name, password, role, tries in rows:
            self.stdout.write(f"  {name:<{widths[0]}}  {password:<{widths[1]}}  {role:<{widths[2]}}  {tries}")
        self.stdout.write("\nThe first ten minutes: docs/tutorial/first-ten-minutes.md")
        if no_serve:
            self.stdout.write(f"Serve it with: chorsu serve --port {port}")
            return
        call_command("serve", host=host, port=port)


def _folder() -> Path:
    from django.conf import settings

    return Path(settings.DATA_DIR)


_ADVICE = (
    "This installation holds other libraries, or a loading of the demo was interrupted. The demo needs an empty one: "
    "set CHORSU_DATA_DIR to a new folder, or delete {folder} if nothing in it matters to you."
)
