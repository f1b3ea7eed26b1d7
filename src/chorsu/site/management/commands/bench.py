"""`chorsu bench NAME`: runs a benchmark program of bench/ and prints its figure beside a limit measured in the same run."""

import sys
from argparse import REMAINDER
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# Short names people type.
ALIASES = {"import": "import_records", "checkout": "check_out", "loans": "check_out", "marc": "marc_reading"}


def folder() -> Path:
    """Where the benchmark programs lie: beside the source, they are not installed."""
    return settings.BASE_DIR / "bench"


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem.replace("_", "-") for path in folder().glob("*.py") if not path.stem.startswith("_"))


class Command(BaseCommand):
    """Runs one benchmark."""

    help = "Run a benchmark; without a name, list them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", nargs="?", default="", help="import-records, search, check-out, ocr, pages …")
        parser.add_argument("rest", nargs=REMAINDER, help="what the benchmark itself takes, such as --records N --json")

    def handle(self, *, name: str, rest: list[str], **options) -> None:
        if not name:
            self.stdout.write("\n".join(names()))
            return
        stem = ALIASES.get(name, name.replace("-", "_"))
        path = folder() / f"{stem}.py"
        if not stem.replace("_", "").isalnum() or not path.is_file():
            raise CommandError(f"There is no benchmark “{name}”. There are: {', '.join(names())}.", returncode=2)
        sys.path.insert(0, str(folder()))
        # Imported by name, so that processes the benchmark starts find it again.
        import_module(stem).main(rest)
