"""Whether the installation is ready to serve: a list of checks, each with an answer a person can read.

A room adds its own with `register("index", check)`, where `check() -> Answer` and an exception means “not ready”.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check found. `essential` ones decide readiness; the others are told but do not close the doors."""

    ok: bool
    text: str
    essential: bool = True


CHECKS: dict[str, Callable[[], Answer]] = {}
SMALLEST_DISK = 500 * 1024 * 1024


def register(name: str, check: Callable[[], Answer]) -> None:
    """Add a check under a name, or replace it."""
    CHECKS[name] = check


def results() -> dict[str, dict[str, Any]]:
    """Run every check; an exception becomes a plain “no” with its text (class and message only, no inside)."""
    found = {}
    for name, check in CHECKS.items():
        began = time.perf_counter()
        try:
            answer = check()
        except Exception as error:
            answer = Answer(False, f"{type(error).__name__}: {str(error)[:200]}")
        found[name] = {
            "ok": answer.ok,
            "text": answer.text,
            "essential": answer.essential,
            "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        }
    return found


def ready(found: dict[str, dict[str, Any]]) -> bool:
    """Whether every essential check holds."""
    return all(answer["ok"] for answer in found.values() if answer["essential"])


def _database() -> Answer:
    with connection.cursor() as sql:
        sql.execute("SELECT 1")
        sql.fetchone()
    return Answer(True, f"The database ({connection.vendor}) answers.")


def _migrations() -> Answer:
    waiting = unapplied()
    if waiting:
        return Answer(False, f"{len(waiting)} migrations are not applied; run “chorsu migrate”.")
    return Answer(True, "The tables are up to date.")


def unapplied() -> list[str]:
    """Names of migrations that the database has not seen."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _disk() -> Answer:
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"{free // (1024 * 1024)} MB free under the data folder."
    return Answer(free >= SMALLEST_DISK, text)


def _data_folder() -> Answer:
    import os

    writable = os.access(settings.DATA_DIR, os.W_OK)
    return Answer(writable, "The data folder can be written." if writable else "The data folder cannot be written.")


register("database", _database)
register("migrations", _migrations)
register("data-folder", _data_folder)
register("disk", _disk)
