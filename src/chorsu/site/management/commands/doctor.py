"""`chorsu doctor`: looks the installation over and says in plain sentences what is missing and what to do."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

PACKS = {"uzb": "tesseract-ocr-uzb", "uzb_cyrl": "tesseract-ocr-uzb-cyrl", "rus": "tesseract-ocr-rus"}
PACKS |= {"vie": "tesseract-ocr-vie", "eng": "tesseract-ocr-eng"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `needed` ones decide the exit code."""

    name: str
    ok: bool
    text: str
    step: str = ""
    needed: bool = True


class Command(BaseCommand):
    """Checks the installation; exit code 0 when all that is needed is there, else 1."""

    help = "Check this installation and say what to do next."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *, json: bool, **options):
        findings = list(look())
        well = all(finding.ok for finding in findings if finding.needed)
        if json:
            self.stdout.write(as_json(well, findings))
        else:
            self._say(findings, well)
        if not well:
            raise SystemExit(1)

    def _say(self, findings: list[Finding], well: bool) -> None:
        for finding in findings:
            mark = self.style.SUCCESS("ok ") if finding.ok else self.style.ERROR("no ")
            if not finding.ok and not finding.needed:
                mark = self.style.WARNING("—  ")
            self.stdout.write(f"{mark} {finding.text}")
            if not finding.ok and finding.step:
                self.stdout.write(f"     → {finding.step}")
        self.stdout.write(
            "Everything needed is here." if well else "Something needed is missing: see the arrows above."
        )


def as_json(well: bool, findings: list[Finding]) -> str:
    """The findings for a program."""
    return json.dumps({"ok": well, "findings": [asdict(finding) for finding in findings]}, ensure_ascii=False)


def look() -> Iterator[Finding]:
    """Everything worth looking at, in the order in which things depend on each other."""
    yield _python()
    yield _data_folder()
    yield _disk()
    yield from _database()
    yield from _ocr()
    yield _program("ffmpeg", "ffmpeg", "Audio and video are described and previewed with it.")
    yield _fonts()
    yield _front_end()
    yield _static()
    yield _secret()
    yield _workers()


def _python() -> Finding:
    found = sys.version_info[:3]
    text = f"Python {'.'.join(map(str, found))}."
    return Finding("python", found >= (3, 11), text, "Install Python 3.11 or newer, then make setup.")


def _data_folder() -> Finding:
    folder = Path(settings.DATA_DIR)
    ok = os.access(folder, os.W_OK | os.X_OK)
    text = f"The data folder {folder} {'can' if ok else 'cannot'} be written."
    return Finding("data", ok, text, "Give this user the folder, or name another in CHORSU_DATA_DIR.")


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"{free / 1024**3:.1f} GB free where the data lie."
    return Finding("disk", free > 1024**3, text, "Free at least 1 GB, or move CHORSU_DATA_DIR to a larger disk.")


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    from chorsu.foundation.api.health import unapplied

    try:
        connection.ensure_connection()
        waiting = unapplied()
    except DatabaseError as error:
        step = "Start the database and check CHORSU_DATABASE_URL."
        yield Finding("database", False, f"The database does not answer: {str(error).strip()[:200]}", step)
        return
    yield Finding("database", True, f"The database ({connection.vendor}) answers.")
    text = "The tables are up to date." if not waiting else f"{len(waiting)} changes of the tables are waiting."
    yield Finding("tables", not waiting, text, "Run chorsu migrate (chorsu serve does it by itself).")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0])
        text = f"PostgreSQL {number // 10000}."
        yield Finding("postgresql", number >= 140000, text, "Use PostgreSQL 14 or newer.")
        yield _program("pg_dump", "postgresql-client", "Backups are made with it.")


def _ocr() -> Iterator[Finding]:
    program = shutil.which("tesseract")
    if program is None:
        step = "Debian: apt install tesseract-ocr. Without it pages are shown but cannot be searched."
        yield Finding("tesseract", False, "Tesseract is not installed.", step)
        return
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    packs = set(listed.stdout.split())
    missing = [package for pack, package in PACKS.items() if pack not in packs]
    text = "Tesseract has the packs for Uzbek (both scripts), Russian, Vietnamese and English."
    if missing:
        text = f"Tesseract lacks {len(missing)} language packs."
    yield Finding("tesseract", not missing, text, f"Debian: apt install {' '.join(missing)}")


def _program(name: str, package: str, use: str) -> Finding:
    ok = shutil.which(name) is not None
    text = f"{name} is {'here' if ok else 'not installed'}. {use}"
    return Finding(name, ok, text, f"Debian: apt install {package}", needed=False)


def _fonts() -> Finding:
    """A font that holds Uzbek and Vietnamese letters, for drawn pictures and PDF (fontconfig answers by language)."""
    program = shutil.which("fc-list")
    if program is None:
        return Finding("fonts", False, "fc-list is not installed.", "Debian: apt install fontconfig", needed=False)
    lacking = []
    for language, letters in (("Uzbek", "02bb 049b 045e"), ("Vietnamese", "1ebf 01b0")):
        found = subprocess.run([program, f":charset={letters}", "family"], capture_output=True, text=True, check=False)
        if not found.stdout.strip():
            lacking.append(language)
    text = "A font with Uzbek and Vietnamese letters is here."
    if lacking:
        text = f"No font of this machine holds all letters of {' and '.join(lacking)}."
    return Finding("fonts", not lacking, text, "Debian: apt install fonts-noto-core fonts-dejavu-core", needed=False)


def _front_end() -> Finding:
    from django.contrib.staticfiles import finders

    ok = finders.find("ui/dist/chorsu.css") is not None
    text = "The front-end bundle is built." if ok else "The front-end bundle is not built; pages use the loose files."
    return Finding("front-end", ok, text, "Run make setup.", needed=False)


def _static() -> Finding:
    ok = settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
    text = "The static files are collected." if ok else "The static files are not collected yet."
    return Finding("static", ok, text, "Run chorsu collectstatic (chorsu serve does it by itself).", needed=False)


def _secret() -> Finding:
    file = Path(settings.DATA_DIR) / "secret-key"
    if not file.exists():
        return Finding("secret", True, "The secret key comes from the environment.")
    ok = not file.stat().st_mode & 0o077
    text = f"The secret key {'can be read by its owner only' if ok else 'can be read by others'}."
    return Finding("secret", ok, text, f"Run chmod 600 {file}")


def _workers() -> Finding:
    from django.db import DatabaseError

    from chorsu.foundation.jobs.queries import workers_alive

    try:
        alive = sum(workers_alive().values())
    except DatabaseError:
        alive = 0
    text = f"{alive} background processes are alive." if alive else "No background process runs now."
    return Finding("workers", alive > 0, text, "chorsu serve starts them, or chorsu worker.", needed=False)
