"""Runs an import from its files to its counts: read, place, write; chunk by chunk, each in a transaction of its own.

The batch's counters and position change in the chunk's transaction, so after a crash `run` goes on with the first
record that is not stored. A chunk that the database refuses is halved until the one bad record stands alone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, OperationalError, connection, transaction

from chorsu.catalogue.records import ports, rules
from chorsu.catalogue.records.errors import EmptyFile, NotBibliographic, NothingReadable
from chorsu.catalogue.records.events import BatchFinished, RecordsChanged
from chorsu.catalogue.records.importing import reading
from chorsu.catalogue.records.importing.placing import place
from chorsu.catalogue.records.importing.sheets import write_csv
from chorsu.catalogue.records.importing.storing import Chunk
from chorsu.catalogue.records.importing.writing import write
from chorsu.catalogue.records.models import Batch, BatchProblem
from chorsu.catalogue.records.ports import Incoming
from chorsu.foundation.events.actions import publish
from chorsu.kernel.clock import now

COUNTERS = ("read", "created", "updated", "unchanged", "rejected", "warned")
SAMPLE = 10
DRY_PROBLEMS = 1000  # rows of the error sheet a dry run keeps

Progress = Callable[[int, int], None]  # (bytes done, bytes in all)


def run(
    batch: Batch,
    paths: list[Path],
    progress: Progress | None = None,
    stopped: Callable[[], object] | None = None,
    dry_run: bool = False,
) -> Batch:
    """Import the files of a batch, or only look at them. Going on after a crash needs nothing but the same batch.

    progress: called after each chunk. stopped: called between chunks; raises to stop (what is stored stays).
    Raises EmptyFile or NothingReadable (the batch is then failed) when no record could be read at all.
    """
    started = time.monotonic()
    total = sum(path.stat().st_size for path in paths)
    prepare = [(stage.name, stage.prepare) for stage in ports.stages() if stage.prepare]
    before = sum(path.stat().st_size for path in paths[: batch.file_number])
    dry = _Dry() if dry_run else None
    with _tuned():
        _files(batch, paths, before, total, prepare, progress, stopped, dry)
    batch.seconds = round(batch.seconds + time.monotonic() - started, 3)
    return _finish(batch, paths, total, dry)


def _files(
    batch: Batch, paths: list[Path], before: int, total: int, prepare: list[tuple[str, str]],
    progress: Progress | None, stopped: Callable[[], object] | None, dry: _Dry | None,
) -> None:  # fmt: skip
    while batch.file_number < len(paths):
        path = paths[batch.file_number]
        for chunk in reading.read(path, batch.format, batch.encoding, batch.position, prepare):
            if stopped is not None:
                stopped()
            _note_format(batch, chunk)
            if dry is not None:
                _look(batch, chunk, dry)
            else:
                _store(batch, chunk)
            if progress is not None:
                progress(before + chunk[-1].offset, total)
        before += path.stat().st_size
        batch.file_number += 1
        batch.position = 0
        if dry is None:
            batch.save(update_fields=["file_number", "position"])


def _finish(batch: Batch, paths: list[Path], total: int, dry: _Dry | None) -> Batch:
    nothing = batch.read == batch.rejected
    batch.state = Batch.State.FAILED if nothing else Batch.State.CHECKED if dry is not None else Batch.State.DONE
    batch.finished = now()
    names = ", ".join(path.name for path in paths)
    if nothing:
        refusal = _refusal(batch, total, dry)(name=batch.label or names)
        batch.problem = refusal.sentence
    with transaction.atomic():
        batch.save()
        if dry is not None:
            BatchProblem.objects.bulk_create(
                BatchProblem(
                    batch=batch,
                    row=row[0],
                    offset=row[1],
                    identifier=row[2],
                    code=row[3],
                    reason=row[4],
                    excerpt=row[5],
                    rejected=row[6],
                )  # fmt: skip
                for row in dry.problems[:DRY_PROBLEMS]
            )
        else:
            publish(BatchFinished(batch.pk))
    write_csv(batch)
    if nothing:
        raise refusal
    return batch


def _refusal(batch: Batch, total: int, dry: _Dry | None) -> type[NothingReadable]:
    """Why there was nothing to import in files of `total` bytes."""
    if batch.read == 0 and not total:
        return EmptyFile
    codes = {row[3] for row in dry.problems} if dry else set(batch.problems.values_list("code", flat=True).distinct())
    return NotBibliographic if codes == {rules.NOT_BIBLIOGRAPHIC} else NothingReadable


def _store(batch: Batch, records: list[Incoming]) -> None:
    try:
        _store_at_once(batch, records)
    except DatabaseError as error:
        if isinstance(error, OperationalError):
            raise  # the database is busy, no record is to blame; the job is tried again
        if len(records) == 1:
            one = _blank(records[0])
            one.code, one.problem = "not-stored", f"The database did not take the record: {error}"
            _store_at_once(batch, [one])
            return
        middle = len(records) // 2
        _store(batch, [_blank(one) for one in records[:middle]])
        _store(batch, [_blank(one) for one in records[middle:]])


def _blank(one: Incoming) -> Incoming:
    """As it came from reading: a chunk that was rolled back leaves nothing decided."""
    one.outcome, one.source, one.version, one.record = "", 0, 1, 0
    one.leader, one.is_new_record, one.additive, one.placed = None, False, False, False
    return one


def _store_at_once(batch: Batch, records: list[Incoming]) -> None:
    counts = {name: getattr(batch, name) for name in COUNTERS}
    position = batch.position
    try:
        with transaction.atomic():
            chunk = Chunk(batch.library_id, batch.pk, batch.by_id, now())
            chunk.lock()
            place(chunk, batch.system, records)
            write(chunk, batch.system, records)
            chunk.store_problems()
            if chunk.changed:
                publish(RecordsChanged(sorted(chunk.changed)))
            _count(batch, records, len(chunk.problems))
            batch.position = records[-1].index + 1
            batch.save(update_fields=[*COUNTERS, "position", "found_format", "found_encoding", "state"])
    except BaseException:
        for name, value in counts.items():
            setattr(batch, name, value)
        batch.position = position
        raise


def _count(batch: Batch, records: list[Incoming], problems: int) -> None:
    batch.read += len(records)
    rejected = 0
    for one in records:
        setattr(batch, one.outcome, getattr(batch, one.outcome) + 1)
        rejected += one.outcome == "rejected"
    batch.warned += problems - rejected


class _Dry:
    """What a dry run remembers: problems for the error sheet, and what it met, to see repeats inside the file."""

    def __init__(self) -> None:
        self.problems: list[tuple] = []
        self.met: dict[int, str] = {}


def _look(batch: Batch, records: list[Incoming], dry: _Dry) -> None:
    chunk = Chunk(batch.library_id, batch.pk, None, now())
    place(chunk, batch.system, records)
    for one in records:
        if one.outcome == "created":
            met = dry.met.setdefault(hash(one.source_id), one.digest)
            if met is not one.digest and met == one.digest:
                one.outcome = "unchanged"
    _count(batch, records, len(chunk.problems))
    dry.problems += chunk.problems[: DRY_PROBLEMS - len(dry.problems)]
    for one in records:
        if len(batch.sample) < SAMPLE and one.outcome in ("created", "updated"):
            joins = bool(one.record) and one.outcome == "created"
            batch.sample.append(
                {
                    "title": one.title,
                    "creators": one.creators,
                    "year": one.year,
                    "kind": one.kind,
                    "copies": len(one.copies),
                    "outcome": one.outcome,
                    "joins": joins,
                    "reason": one.reason if joins else "",
                }  # fmt: skip
            )


def _note_format(batch: Batch, records: list[Incoming]) -> None:
    for one in records:
        if not one.problem:
            for name, value in (("found_format", one.format), ("found_encoding", one.encoding)):
                known = getattr(batch, name)
                if value and not known:
                    setattr(batch, name, value)
                elif value and known and known != value and known != "mixed":
                    setattr(batch, name, "mixed")


@contextmanager
def _tuned() -> Iterator[None]:
    """A mass load gains much from a larger page cache, and from no search for garbage it does not make in rings."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-262144")
            # Pages that many chunks touch are then copied back into the base once, not at every chunk.
            cursor.execute("PRAGMA wal_autocheckpoint=10000")
    thresholds = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA cache_size=-65536")
                cursor.execute("PRAGMA wal_autocheckpoint=1000")
