"""How fast records come in, end to end: parse, keep, describe, match, group, store, index.

    chorsu bench import --records 100000 --json

The limit, measured in the same run, is SQLite's own: the same bytes put into a bare table one row a record. Works in
a data folder of its own, so it never touches an installation.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _machine import machine  # noqa: E402


def main(argv: list[str] | None = None) -> int:
    """Run it; prints {"figure","unit","limit","ratio","machine", …}."""
    parser = argparse.ArgumentParser(prog="chorsu bench import", description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-index", action="store_true", help="leave the search index out")
    parser.add_argument("--profile", metavar="FILE", help="write cProfile's figures of the writing process there")
    parser.add_argument("--folder", type=Path, help="work here instead of in a temporary folder, and leave it")
    options = parser.parse_args(argv)
    if "django.conf" in sys.modules and sys.modules["django.conf"].settings.configured:
        # Called by `chorsu bench`, which has opened the installation's own base: begin anew without it.
        return subprocess.call([sys.executable, __file__, *(sys.argv[1:] if argv is None else argv)])
    with tempfile.TemporaryDirectory(prefix="chorsu-bench-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        result = measure(folder, options.records, not options.no_index, options.profile)
    print(json.dumps(result) if options.json else "\n".join(f"{key}: {value}" for key, value in result.items()))
    return 0


def measure(folder: Path, count: int, index: bool = True, profile: str | None = None) -> dict:
    """Import `count` made records into a fresh base in `folder`."""
    path = folder / f"records-{count}.mrc"
    if not path.exists():
        write_file(path, count)
    limit = bare_inserts(path, folder / "bare.sqlite3")
    parsing = pymarc_rate(path)
    django_in(folder)
    with Peak() as peak:
        batch, seconds, indexing, cpu = run_import(path, index, profile)
    figure = count / seconds
    return {
        "figure": round(figure, 1), "unit": "records/s", "limit": round(limit, 1), "ratio": round(figure / limit, 4),
        "machine": machine(),
        "pymarc_only": round(parsing, 1), "records": count, "created": batch.created, "rejected": batch.rejected, "seconds": round(seconds, 1),
        "import_seconds": batch.seconds, "indexing": indexing, "memory_mb": round(peak.most),
        "cpu_ms_a_record": {name: round(value * 1000 / count, 3) for name, value in cpu.items()},
    }  # fmt: skip


def write_file(path: Path, count: int) -> None:
    """The synthetic file."""
    from _marc_words import records

    with open(path, "wb") as file:
        for raw in records(count):
            file.write(raw)


def bare_inserts(path: Path, base: Path) -> float:
    """Records a second that SQLite takes as single blobs in one table, 1,000 to a transaction, WAL."""
    base.unlink(missing_ok=True)
    connection = sqlite3.connect(base)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, raw BLOB)")
    raws = [part + b"\x1d" for part in path.read_bytes().split(b"\x1d")[:-1]]
    started = time.perf_counter()
    for start in range(0, len(raws), 1000):
        with connection:
            connection.executemany("INSERT INTO kept (raw) VALUES (?)", [(raw,) for raw in raws[start : start + 1000]])
    rate = len(raws) / (time.perf_counter() - started)
    connection.close()
    return rate


def pymarc_rate(path: Path, most: int = 5000) -> float:
    """Records a second that pymarc only parses: what others spend before they have done anything."""
    import pymarc

    started, count = time.perf_counter(), 0
    with open(path, "rb") as file:
        for record in pymarc.MARCReader(file):
            count += record is not None
            if count >= most:
                break
    return count / (time.perf_counter() - started)


def django_in(folder: Path) -> None:
    """Django on a fresh SQLite base in `folder`."""
    for old in folder.glob("chorsu.sqlite3*"):
        old.unlink()
    shutil.rmtree(folder / "index", ignore_errors=True)
    os.environ["CHORSU_DATA_DIR"] = str(folder)
    os.environ["CHORSU_DATABASE_URL"] = f"sqlite:///{folder / 'chorsu.sqlite3'}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chorsu.site.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)


def run_import(path: Path, index: bool, profile: str | None) -> tuple:
    """(batch, seconds in all, what the indexer said, CPU seconds of each process)."""
    from chorsu.catalogue.records.actions import import_records
    from chorsu.catalogue.records.models import Record
    from chorsu.people.libraries.models import Organisation

    library = Organisation(code="BENCH", kind="library", names={"en": "Bench"}, sort_name="bench")
    library.save()
    library.path = f"/{library.pk}/"
    library.save()
    indexer = start_indexer() if index else None
    started = time.perf_counter()
    before = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    if profile:
        import cProfile

        with cProfile.Profile() as profiler:
            batch = import_records(path, library)
        profiler.dump_stats(profile)
    else:
        batch = import_records(path, library)
    # The reading process has ended and been waited for; the indexer has not, so that the two can be told apart.
    cpu = {"writing": _cpu(resource.RUSAGE_SELF) - before[0], "reading": _cpu(resource.RUSAGE_CHILDREN) - before[1]}
    indexing = "left out"
    if indexer is not None:
        indexing = finish_indexer(indexer)
        cpu["indexing"] = _cpu(resource.RUSAGE_CHILDREN) - before[1] - cpu["reading"]
    cpu["in all"] = sum(cpu.values())
    seconds = time.perf_counter() - started
    if not Record.objects.exists():
        raise SystemExit("Nothing was imported.")
    return batch, seconds, indexing, cpu


def _cpu(who: int) -> float:
    """Seconds of processor time, user and system; what a busy machine does not change as it does the wall clock."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


INDEXER = """
import sys, threading, time
from pathlib import Path

import django

django.setup()
from chorsu.discovery.search.actions import drain
from chorsu.foundation.events.actions.deliver import deliver, release, renew

flag, holder, over = Path(sys.argv[1]), "bench", threading.Event()


def keep_lease():
    while not over.wait(8):
        renew(holder)


threading.Thread(target=keep_lease, daemon=True).start()
while True:
    last = flag.exists()
    done = deliver(holder, raise_errors=True)
    if not done:
        if last:
            break
        time.sleep(0.2)  # as the worker does when nothing waits
drain()
over.set()
release(holder)
"""


def start_indexer() -> tuple[subprocess.Popen, Path] | None:
    """The search room's indexer as a process of its own, as in an installation; None where there is none."""
    if find_spec("chorsu.discovery.search.subscribers") is None:
        return None
    flag = Path(os.environ["CHORSU_DATA_DIR"]) / "import-done"
    flag.unlink(missing_ok=True)
    return subprocess.Popen([sys.executable, "-c", INDEXER, str(flag)]), flag


def finish_indexer(indexer: tuple[subprocess.Popen, Path]) -> str:
    """Wait until every record is in the index."""
    process, flag = indexer
    flag.touch()
    code = process.wait()
    return "in another process" if code == 0 else f"failed with code {code}"


class Peak:
    """The highest sum of memory (MB) of this process and its children, looked at twice a second."""

    def __enter__(self) -> Peak:
        self.most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        me = psutil.Process()
        while not self._over.wait(0.5):
            total = 0
            for process in (me, *me.children(recursive=True)):
                with suppress(psutil.Error):
                    memory = process.memory_info()
                    total += memory.rss - memory.shared  # pages of the base mapped by each are the system's cache
            self.most = max(self.most, total / 1e6)


if __name__ == "__main__":
    sys.exit(main())
