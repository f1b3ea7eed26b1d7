"""Recognises the pages of an object: each page is a unit of work and of failure, and a stop loses none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.objects.queries.finding import path_of
from chorsu.archive.ocr.pool import Pool, cores
from chorsu.archive.preservation import actions as preservation
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.jobs.actions import enqueue
from chorsu.people.accounts import actions as accounts

JOB = "ocr.recognise"
Progress = Callable[[int, int, str], None]


def start(object: DigitalObject, by=None, queue: str | None = None):
    """Put the recognition of an object's waiting pages on the queue; one open job an object."""
    return enqueue(
        JOB, arguments={"object": object.pk}, label=f"Recognise “{object.title[:200]}”", by=by, library=object.library,
        unique=f"{JOB}:{object.pk}", queue=queue,
    )  # fmt: skip


def recognise_again(object: DigitalObject, by, numbers: Collection[int] | None = None):
    """Recognise pages anew (all when None) in the background; returns the job. `by` needs `archive.edit`."""
    accounts.require(by, "archive.edit", object.library)
    objects.pages_again(object, numbers)
    audit.record(by, "archive.recognise", object.pid, {"pages": sorted(numbers or [])[:100]}, library=object.library)
    return start(object, by)


def recognise(object: DigitalObject, progress: Progress | None = None, processes: int | None = None) -> DigitalObject:
    """Recognise every page that waits, then seal the object. Called again after a stop, it does what is left.

    `progress(done, total, note)` is called after each page and may raise to stop: pages done so far stay done.
    """
    total, passes, tried = object.page_count, Counter(), 0
    # Pages may be marked as waiting again while others are read, so look until none is left.
    # Tasks are read here and now: the pool's threads take them, and a database connection belongs to one thread.
    while tasks := list(_tasks(object)):
        done = total - len(tasks)
        with Pool(min(processes or cores(), len(tasks))) as pool:
            for answer in pool.run(tasks):
                objects.page_done(
                    answer["page"], answer["state"], answer.get("problem", ""), answer.get("confidence"),
                    answer.get("words", 0), answer.get("language", ""), has_text=answer["state"] == "recognised",
                )  # fmt: skip
                passes.update(answer.get("passes", []))
                done, tried = done + 1, tried + 1
                if progress:
                    progress(done, total, "")
    if tried:
        objects.log(object, "recognition", agent="Tesseract", pages=tried, passes=dict(passes))
    return preservation.complete(object)


def _tasks(object: DigitalObject) -> Iterator[dict[str, Any]]:
    # In order of number, so that pages of one chapter, in one language, follow each other in each process.
    rows = Page.objects.filter(object=object, state=Page.State.WAITING).select_related("file").order_by("number")
    out = str(objects.working_texts(object))
    for page in rows.iterator(chunk_size=1000):
        if page.file is None:
            continue
        yield {
            "page": page.pk,
            "object": object.pk,
            "number": page.number,
            "path": str(path_of(page.file)),
            "mime": page.file.mime,
            "frame": page.frame,
            "languages": object.languages,
            "out": out,
        }
