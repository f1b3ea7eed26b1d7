"""Ends the preparation of an object: ready to read, or failed with a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Avg, Count, Q

from chorsu.archive.objects import rules
from chorsu.archive.objects.actions.log import log
from chorsu.archive.objects.actions.register import NewFile
from chorsu.archive.objects.errors import PreparationStopped
from chorsu.archive.objects.events import ObjectReady, PagesRecognised
from chorsu.archive.objects.models import DigitalObject, File, Page, Representation
from chorsu.foundation.events.actions import publish

# So many page numbers go into one event: a subscriber's step stays small.
PAGES_IN_EVENT = 500


def keep_files(object: DigitalObject, version: int, files: Sequence[NewFile]) -> None:
    """Note files of a new version of the object; a file of the same name gets the new path and digests."""
    with transaction.atomic():
        for file in files:
            representation, _ = Representation.objects.get_or_create(object=object, kind=file.representation)
            File.objects.update_or_create(
                representation=representation,
                name=file.name,
                defaults={"path": file.path, "mime": file.mime, "size": file.size, "sha512": file.sha512},
            )
        DigitalObject.objects.filter(pk=object.pk).update(version=version)
    object.version = version


def finish(object: DigitalObject, recognised: Collection[int] = ()) -> DigitalObject:
    """Every page was tried: sum up, set the state, tell the rooms above. `recognised`: page numbers with new text."""
    with transaction.atomic():
        locked = DigitalObject.objects.select_for_update().get(pk=object.pk)
        sums = Page.objects.filter(object=locked).aggregate(
            pages=Count("pk"),
            failed=Count("pk", filter=Q(state=Page.State.FAILED)),
            confidence=Avg("confidence", filter=Q(state=Page.State.RECOGNISED)),
        )
        locked.page_count, locked.failed_pages = sums["pages"], sums["failed"]
        locked.confidence = sums["confidence"]
        if locked.state != DigitalObject.State.WITHDRAWN:
            locked.state = rules.outcome(sums["pages"], sums["failed"])
        locked.problem = ""
        if locked.state == "failed":
            first = Page.objects.filter(object=locked, state=Page.State.FAILED).order_by("number").first()
            locked.problem = first.problem if first else ""
        locked.save()
        numbers = sorted(recognised)
        for start in range(0, len(numbers), PAGES_IN_EVENT):
            publish(PagesRecognised(locked.pk, numbers[start : start + PAGES_IN_EVENT]))
        if locked.state == "ready":
            publish(ObjectReady(locked.pk))
        log(
            locked, "completion", outcome="warning" if locked.failed_pages else "success", pages=locked.page_count,
            failed=locked.failed_pages,
        )  # fmt: skip
    object.refresh_from_db()
    return object


def stopped(error: Exception) -> PreparationStopped:
    """What to tell people of an error nobody foresaw: a full disk by its name, a fault of the program by its kind."""
    detail = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__} ({error})"
    return PreparationStopped(detail=detail.rstrip(".")[:300])


def fail(object: DigitalObject, sentence: str) -> None:
    """The object could not be prepared; the sentence says why."""
    with transaction.atomic():
        DigitalObject.objects.filter(pk=object.pk).exclude(state="withdrawn").update(
            state="failed", problem=sentence[:1000]
        )
        log(object, "ingestion", outcome="failure", problem=sentence[:1000])
    object.refresh_from_db()
