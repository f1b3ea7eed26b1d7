"""Backs an installation up into a folder, checks such a folder, and restores it into an empty one.

A backup is plain files: `database.sqlite3` (or `database.dump`, pg_dump's custom format), `data/` as it lies under
DATA_DIR, and `manifest.json` with the size and SHA-256 of each. The database is copied first: blobs are only ever
added, so every blob it names is among the files copied after it. What can be made again (search index, collected
static files, working files) is left out. `secret-key` is in: keep a backup as safe as the installation itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection

from chorsu.foundation.storage.errors import BackupBroken, BackupImpossible, NotEmpty

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = {"static", "index", "run", "working", "derivatives", "cache", "tmp"}
CHUNK = 1 << 20
Tell = Callable[[int, int, str], None]


def quiet(done: int, total: int, note: str) -> None:
    """Progress nobody wants to see."""


def create(target: Path, previous: Path | None = None, tell: Tell = quiet) -> dict[str, Any]:
    """Back up into `target` (new or empty). Unchanged files are hard-linked from `previous`. Returns a summary."""
    if target.exists() and any(target.iterdir()):
        raise NotEmpty(folder=str(target))
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)
    tell(0, 0, "database")
    name = _dump_sqlite(target, tell) if connection.vendor == "sqlite" else _dump_postgresql(target)
    entries = [_entry(target / name, name)]
    known = {entry["path"]: entry for entry in _manifest(previous)["files"]} if previous else {}
    found = list(_files(Path(settings.DATA_DIR), target))
    total, done = sum(path.stat().st_size for path in found), 0
    for path in found:
        relative = PurePosixPath("data", *path.relative_to(settings.DATA_DIR).parts).as_posix()
        size, changed = path.stat().st_size, path.stat().st_mtime_ns
        place = target / relative
        place.parent.mkdir(parents=True, exist_ok=True)
        before = known.get(relative)
        if previous and before and (before["size"], before.get("changed")) == (size, changed):
            _link(previous / relative, place)
            entry = dict(before)
        else:
            entry = {"path": relative, "size": size, "sha256": _copy(path, place), "changed": changed}
            entry["size"] = place.stat().st_size
        entries.append(entry)
        done += size
        tell(done, total, relative)
    summary = {
        "format": FORMAT,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "files": entries,
    }
    # The manifest comes last and by rename: a folder without one is no backup.
    temporary = target / f".{MANIFEST}"
    temporary.write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.rename(target / MANIFEST)
    return {"folder": str(target), "files": len(entries), "bytes": sum(entry["size"] for entry in entries)}


def verify(folder: Path, tell: Tell = quiet) -> list[str]:
    """Read everything back; returns a sentence for each fault, none when the backup is whole."""
    manifest = _manifest(folder)
    faults, done = [], 0
    total = sum(entry["size"] for entry in manifest["files"])
    for entry in manifest["files"]:
        path = _inside(folder, entry["path"])
        if not path.is_file():
            faults.append(f"{entry['path']} is missing.")
        elif path.stat().st_size != entry["size"]:
            faults.append(f"{entry['path']} has {path.stat().st_size} bytes instead of {entry['size']}.")
        elif _digest(path) != entry["sha256"]:
            faults.append(f"{entry['path']} has changed since it was written.")
        done += entry["size"]
        tell(done, total, entry["path"])
    if not faults and manifest["database"] == "sqlite":
        with sqlite3.connect(f"file:{folder / 'database.sqlite3'}?mode=ro&immutable=1", uri=True) as base:
            answer = base.execute("PRAGMA integrity_check").fetchone()[0]
        base.close()
        if answer != "ok":
            faults.append(f"database.sqlite3 is damaged: {answer}")
    elif not faults:
        listing = subprocess.run(
            ["pg_restore", "--list", str(folder / "database.dump")], capture_output=True, check=False
        )
        if listing.returncode:
            faults.append("database.dump cannot be read by pg_restore.")
    return faults


def restore(folder: Path, tell: Tell = quiet) -> dict[str, Any]:
    """Restore into the installation of this environment, whose data folder and database must be empty."""
    faults = verify(folder, tell)
    if faults:
        raise BackupBroken(faults=" ".join(faults[:5]))
    manifest = _manifest(folder)
    if manifest["database"] != connection.vendor:
        raise BackupImpossible(
            why=f"The backup is of {manifest['database']}, this installation uses {connection.vendor}."
        )
    data = Path(settings.DATA_DIR)
    # The settings make a secret key when there is none; it gives way to the one of the backup.
    if any(path.name not in {"secret-key", *LEFT_OUT} for path in data.iterdir()):
        raise NotEmpty(folder=str(data))
    if connection.vendor == "sqlite":
        place = Path(settings.DATABASES["default"]["NAME"])
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            raise NotEmpty(folder=str(place))
        shutil.copyfile(folder / "database.sqlite3", place)
        place.chmod(0o600)
    else:
        _load_postgresql(folder)
    total, done = sum(entry["size"] for entry in manifest["files"]), 0
    for entry in manifest["files"]:
        if entry["path"].startswith("data/"):
            place = _inside(data, entry["path"].removeprefix("data/"))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            if _copy(folder / entry["path"], place) != entry["sha256"]:
                raise BackupBroken(faults=f"{entry['path']} changed while it was read.")
            shutil.copymode(folder / entry["path"], place)
        done += entry["size"]
        tell(done, total, entry["path"])
    return {"folder": str(data), "files": len(manifest["files"]), "bytes": total}


def _files(data: Path, target: Path) -> Iterator[Path]:
    """Files of the data folder that belong in a backup, in order; links and what can be made again are left out."""
    database = Path(str(settings.DATABASES["default"]["NAME"])).name
    for folder, names, files in os.walk(data):
        here = Path(folder)
        if here == data:
            names[:] = [name for name in names if name not in LEFT_OUT]
            files = [name for name in files if not name.startswith(database)]
        names[:] = sorted(name for name in names if (here / name) != target and name != "incoming")
        for name in sorted(files):
            path = here / name
            if path.is_file() and not path.is_symlink():
                yield path


def _dump_sqlite(target: Path, tell: Tell) -> str:
    """SQLite's own backup: a consistent copy while others go on writing."""
    name = "database.sqlite3"
    connection.ensure_connection()
    copy = sqlite3.connect(target / name)
    try:
        connection.connection.backup(
            copy, pages=4096, progress=lambda _, left, total: tell(total - left, total, "database")
        )
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
    (target / name).chmod(0o600)
    return name


def _postgresql() -> tuple[list[str], dict[str, str]]:
    base = settings.DATABASES["default"]
    words = ["--no-password", "--dbname", base["NAME"]]
    for option, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if base.get(key):
            words += [option, str(base[key])]
    # The password goes by the environment: a command line can be read by everybody on the machine.
    return words, {**os.environ, **({"PGPASSWORD": base["PASSWORD"]} if base.get("PASSWORD") else {})}


def _dump_postgresql(target: Path) -> str:
    words, env = _postgresql()
    name = "database.dump"
    _run(["pg_dump", "--format=custom", "--no-owner", "--file", str(target / name), *words], env)
    return name


def _load_postgresql(folder: Path) -> None:
    if connection.introspection.table_names():
        raise NotEmpty(folder=settings.DATABASES["default"]["NAME"])
    connection.close()
    words, env = _postgresql()
    _run(
        ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", *words, str(folder / "database.dump")],
        env,
    )


def _run(words: list[str], env: dict[str, str]) -> None:
    try:
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BackupImpossible(why=f"{words[0]} is not installed (Debian: postgresql-client).") from error
    if done.returncode:
        raise BackupImpossible(why=f"{words[0]}: {done.stderr.strip()[-500:]}")


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        entries = [(entry["path"], entry["size"], entry["sha256"]) for entry in manifest["files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupBroken(faults=f"{folder} holds no readable {MANIFEST}.") from error
    if manifest.get("format") != FORMAT:
        raise BackupBroken(faults=f"{folder} is of another format ({manifest.get('format')}).")
    for path, _, _ in entries:
        _inside(folder, path)
    return manifest


def _inside(folder: Path, relative: str) -> Path:
    """A path below the folder; a manifest that points out of it is not believed."""
    parts = PurePosixPath(relative).parts
    if not parts or ".." in parts or PurePosixPath(relative).is_absolute():
        raise BackupBroken(faults=f"The manifest names a path outside the backup: {relative[:100]}")
    return folder.joinpath(*parts)


def _entry(path: Path, name: str) -> dict[str, Any]:
    return {"path": name, "size": path.stat().st_size, "sha256": _digest(path)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path) -> str:
    """Copy a file with its mode; returns the SHA-256 of what was written."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(CHUNK):
            digest.update(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    shutil.copymode(source, target)
    return digest.hexdigest()


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
