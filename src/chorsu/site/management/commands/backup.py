"""`chorsu backup create|verify|restore FOLDER`: a whole installation as plain files with their hashes."""

import json
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chorsu.kernel.errors import ChorsuError


class Command(BaseCommand):
    """Backs up, checks and restores."""

    help = "Back the installation up into a folder, check a backup, or restore one into an empty installation."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("deed", choices=["create", "verify", "restore"])
        parser.add_argument("folder", type=Path)
        parser.add_argument("--previous", type=Path, help="an earlier backup; unchanged files are linked from it")
        parser.add_argument("--json", action="store_true", help="print one JSON object last")

    def handle(self, *, deed, folder, previous, json: bool, **options):
        from chorsu.foundation.storage import backup

        began = time.monotonic()
        tell = Progress() if sys.stderr.isatty() else backup.quiet
        try:
            if deed == "create":
                result = backup.create(folder.absolute(), previous and previous.absolute(), tell)
            elif deed == "verify":
                result = {"folder": str(folder), "faults": backup.verify(folder.absolute(), tell)}
            else:
                result = backup.restore(folder.absolute(), tell)
        except ChorsuError as error:
            raise CommandError(f"{error.sentence} {error.advice}") from error
        result["seconds"] = round(time.monotonic() - began, 1)
        self.stdout.write(as_json(result) if json else in_words(deed, result))
        if result.get("faults"):
            raise SystemExit(1)


class Progress:
    """One line on the terminal, drawn anew a few times a second."""

    def __init__(self) -> None:
        self.drawn = 0.0

    def __call__(self, done: int, total: int, note: str) -> None:
        now = time.monotonic()
        if now - self.drawn > 0.2 or done == total:
            self.drawn = now
            share = f"{done * 100 // total:3d} %" if total else "  … "
            end = "\n" if total and done == total else ""
            print(f"\r{share} {note[-70:]:<70}", end=end, file=sys.stderr, flush=True)


def as_json(result: dict) -> str:
    """The result as one line."""
    return json.dumps(result, ensure_ascii=False)


def in_words(deed: str, result: dict) -> str:
    """The result as sentences."""
    if deed == "verify":
        return "\n".join(result["faults"]) or "The backup is whole."
    size = f"{result['bytes'] / 1024 / 1024:.1f} MB"
    if deed == "create":
        return f"Backed up {result['files']} files ({size}) into {result['folder']}."
    return f"Restored {result['files']} files ({size}). Next: chorsu index rebuild, then chorsu serve."
