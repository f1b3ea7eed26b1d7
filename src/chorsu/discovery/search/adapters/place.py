"""Where the index lies and which generation serves.

    DATA_DIR/index/<schema and engine>/current            the name of the serving generation
    DATA_DIR/index/<schema and engine>/<generation>/records, pages
    DATA_DIR/index/rebuild.lock                           held while a new generation is built

Another schema or engine version is another folder, so an old index is never read by a newer program.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from chorsu.discovery.search.adapters.tantivy_engine import TantivyEngine
from chorsu.discovery.search.errors import IndexAbsent, RebuildRunning
from chorsu.discovery.search.schema import PAGES, RECORDS, fingerprint

# Seconds without work after which a process lets go of the writer, so that another may take it (a command beside
# the worker). Under load the writer is never let go: that is what keeps segments few.
IDLE = 5.0
PARTIAL = "partial"

_ENGINE = version("tantivy")
_lock = threading.RLock()
_writing = threading.RLock()
_resting: threading.Timer | None = None


@dataclass(slots=True)
class Pair:
    """The two engines of one generation."""

    folder: Path
    records: TantivyEngine
    pages: TantivyEngine

    def commit(self) -> None:
        """Make both durable. Pages first: a record found by its pages must have them."""
        self.pages.commit()
        self.records.commit()

    def close(self) -> None:
        """Let go of both writers, when their merges are done."""
        self.pages.close()
        self.records.close()


_open: Pair | None = None


def root() -> Path:
    """The folder of all indexes; tests name another one."""
    return Path(getattr(settings, "SEARCH_DIR", None) or settings.DATA_DIR / "index")


def home() -> Path:
    """The folder of this schema and this engine version."""
    return root() / f"{fingerprint()}-{_ENGINE}"


def pointer() -> Path:
    """The file that names the serving generation."""
    return home() / "current"


def generation() -> str:
    """The serving generation, "" when nothing has been built."""
    try:
        return pointer().read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def open_pair(name: str, heap: int | None = None) -> Pair:
    """The engines of a generation, made when absent."""
    folder = home() / name
    heaps = {"heap": heap} if heap else {}
    return Pair(
        folder, TantivyEngine(RECORDS, folder / "records", **heaps), TantivyEngine(PAGES, folder / "pages", **heaps)
    )


def serving() -> Pair | None:
    """The engines that answer now; None when there is no index yet. Cheap: one small read a call."""
    global _open
    name = generation()
    if not name:
        return None
    wanted = home() / name
    pair = _open
    if pair is not None and pair.folder == wanted:
        return pair
    with _lock:
        if _open is None or _open.folder != wanted:
            before, _open = _open, open_pair(name)
            if before is not None:
                before.close()
        return _open


@contextmanager
def writing() -> Iterator[Pair]:
    """The serving engines, to write to. The first time an empty generation is made, and marked as partial: what was
    there before it has still to be taken in by a rebuild (`actions.heal`)."""
    global _resting
    with _writing:
        if _resting is not None:
            _resting.cancel()
        if not generation():
            name = new_generation()
            open_pair(name).close()
            (home() / name / PARTIAL).touch()
            point_to(name)
        pair = serving()
        if pair is None:
            raise IndexAbsent()
        try:
            yield pair
        finally:
            _resting = threading.Timer(IDLE, rest)
            _resting.daemon = True
            _resting.start()


def rest() -> None:
    """Let go of the writer; reading goes on."""
    with _writing:
        if _open is not None:
            _open.close()


def is_partial() -> bool:
    """Whether nothing serves yet, or only what changed since an empty generation was made."""
    name = generation()
    return not name or (home() / name / PARTIAL).exists()


def complete() -> None:
    """Say that the serving generation holds everything."""
    (home() / generation() / PARTIAL).unlink(missing_ok=True)


def new_generation() -> str:
    """A name never used before."""
    return f"{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}-{time.monotonic_ns() % 1_000_000}"


def point_to(name: str) -> None:
    """Let that generation serve from now on: one rename, so that nobody ever reads half a name."""
    target = pointer()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"current.{os.getpid()}")
    with part.open("w", encoding="ascii") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, target)


def reset() -> None:
    """Close what this process holds open (end of a command, between tests)."""
    global _open
    with _writing, _lock:
        if _resting is not None:
            _resting.cancel()
        if _open is not None:
            _open.close()
            _open = None


@contextmanager
def rebuilding() -> Iterator[None]:
    """Held by the one process that rebuilds; freed by the system when it is killed. Raises RebuildRunning."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "rebuild.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RebuildRunning() from error
        yield


def rebuild_runs() -> bool:
    """Whether a living process is rebuilding."""
    try:
        with rebuilding():
            return False
    except RebuildRunning:
        return True


def sweep(keep: tuple[str, ...] = ()) -> list[str]:
    """Remove generations that neither serve nor are named here, and indexes of other schemas; returns what went."""
    kept = {generation(), *keep}
    gone = []
    for folder in root().iterdir() if root().is_dir() else ():
        if not folder.is_dir():
            continue
        if folder != home():
            if generation():
                shutil.rmtree(folder, ignore_errors=True)
                gone.append(folder.name)
            continue
        for one in folder.iterdir():
            if one.is_dir() and one.name not in kept:
                shutil.rmtree(one, ignore_errors=True)
                gone.append(one.name)
    return gone
