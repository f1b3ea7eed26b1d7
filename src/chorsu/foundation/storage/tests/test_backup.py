"""A backup is whole or says so, and a restored installation has everything the first one had."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from chorsu.foundation import storage
from chorsu.foundation.storage import backup
from chorsu.foundation.storage.errors import BackupBroken, NotEmpty

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def chorsu(folder, *words, code=0):
    env = {key: value for key, value in os.environ.items() if key != "CHORSU_DATABASE_URL"}
    env |= {"CHORSU_DATA_DIR": str(folder)}
    env.pop("CHORSU_SECRET_KEY", None)
    done = subprocess.run(
        [sys.executable, "-m", "chorsu.site.cli", *words],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr[-2000:]
    return done.stdout


def test_an_installation_comes_back_from_its_backup(tmp_path):
    """The drill: load, back up, lose everything, restore elsewhere, compare."""
    first, second, kept, later = (tmp_path / name for name in ("first", "second", "kept", "later"))
    chorsu(first, "migrate", "-v0")
    with sqlite3.connect(first / "chorsu.sqlite3") as base:
        base.execute(
            "insert into jobs_slot (name, at) values ('tests.drill', '2026-01-01 03:00:00')",
        )
    base.close()
    blob = first / "blobs" / "ab" / "cd" / ("abcd" + "0" * 60)
    blob.parent.mkdir(parents=True)
    blob.write_bytes(b"master")
    (first / "index").mkdir()
    (first / "index" / "segment").write_text("can be made again")

    made = json.loads(chorsu(first, "backup", "create", str(kept), "--json"))
    assert made["files"] == 3, "database, secret key, blob"
    assert json.loads(chorsu(first, "backup", "verify", str(kept), "--json"))["faults"] == []
    assert not (kept / "data" / "index").exists()

    chorsu(second, "backup", "restore", str(kept))
    assert (second / "blobs" / "ab" / "cd" / blob.name).read_bytes() == b"master"
    assert (second / "secret-key").read_text() == (first / "secret-key").read_text()
    assert (second / "secret-key").stat().st_mode & 0o077 == 0
    with sqlite3.connect(second / "chorsu.sqlite3") as base:
        assert base.execute("select count(*) from jobs_slot where name='tests.drill'").fetchone() == (1,)
    base.close()
    chorsu(second, "backup", "restore", str(kept), code=1)

    chorsu(first, "backup", "create", str(later), "--previous", str(kept))
    linked = Path("data", "blobs", "ab", "cd", blob.name)
    assert (later / linked).samefile(kept / linked), "an unchanged blob costs no space twice"


@pytest.fixture
def kept(settings, tmp_path, db):
    """A backup of a small data folder."""
    if connection.vendor != "sqlite":
        pytest.skip("the drill above holds for SQLite; PostgreSQL has its own")
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    storage.put(b"master")
    folder = tmp_path / "kept"
    folder.mkdir()
    manifest = {"format": 1, "database": "sqlite", "files": []}
    sqlite3.connect(folder / "database.sqlite3").close()
    for path in sorted(settings.DATA_DIR.rglob("*")):
        if path.is_file():
            relative = "data/" + path.relative_to(settings.DATA_DIR).as_posix()
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            digest = backup._copy(path, folder / relative)
            manifest["files"].append({"path": relative, "size": path.stat().st_size, "sha256": digest})
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_a_file_that_rotted_or_is_missing_is_named(kept):
    assert backup.verify(kept) == []
    blob = next(path for path in (kept / "data" / "blobs").rglob("*") if path.is_file())
    blob.chmod(0o644)
    blob.write_bytes(b"mastEr")
    assert backup.verify(kept) == [f"{blob.relative_to(kept).as_posix()} has changed since it was written."]
    blob.unlink()
    assert backup.verify(kept) == [f"{blob.relative_to(kept).as_posix()} is missing."]


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "data/../../x", ""])
def test_a_manifest_that_points_out_of_the_backup_is_not_believed(kept, path):
    manifest = {"format": 1, "database": "sqlite", "files": [{"path": path, "size": 0, "sha256": "0"}]}
    (kept / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BackupBroken):
        backup.verify(kept)


def test_a_folder_without_a_manifest_is_no_backup(kept):
    (kept / "manifest.json").unlink()
    with pytest.raises(BackupBroken, match="manifest"):
        backup.verify(kept)


def test_nothing_is_overwritten(kept):
    with pytest.raises(NotEmpty):
        backup.create(kept)
