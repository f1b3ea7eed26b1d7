"""Notes the outcome of one page, and marks pages to be recognised again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import F

from chorsu.archive.objects.errors import WrongState
from chorsu.archive.objects.models import DigitalObject, Page


def page_done(
    page: int,
    state: str,
    problem: str = "",
    confidence: float | None = None,
    words: int = 0,
    language: str = "",
    has_text: bool = False,
) -> None:
    """Note how the recognition of a page (its row's number) ended. The text already lies in the object."""
    values: dict[str, Any] = {"state": state, "problem": problem[:500], "language": language[:20]}
    if has_text:
        values |= {"confidence": confidence, "word_count": words, "text_version": F("text_version") + 1}
    elif state == Page.State.BLANK:
        values |= {"confidence": None, "word_count": 0}
    Page.objects.filter(pk=page).update(**values)


def pages_again(object: DigitalObject, numbers: Collection[int] | None = None) -> int:
    """Mark pages as waiting for recognition; returns how many. Texts stay until replaced.

    None means all but those whose text came with the file: print set by a computer is better than any reading of it.

    Raises WrongState for withdrawn objects and those without page images.
    """
    with transaction.atomic():
        locked = DigitalObject.objects.select_for_update().get(pk=object.pk)
        if locked.state in {"draft", "withdrawn"} or locked.version == 0:
            raise WrongState(object=object.pid, state=locked.state)
        wanted = Page.objects.filter(object=locked, file__isnull=False, width__gt=0)
        if numbers is not None:
            wanted = wanted.filter(number__in=list(numbers))
        else:
            wanted = wanted.exclude(state=Page.State.RECOGNISED, language="")
        count = wanted.update(state=Page.State.WAITING, problem="")
        if count:
            DigitalObject.objects.filter(pk=locked.pk).update(state="processing", problem="")
    object.refresh_from_db()
    return count
