"""What changes programmes: books of the week, marathons, who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from chorsu.catalogue.records.models import Record
from chorsu.engagement.programmes import rules
from chorsu.engagement.programmes.errors import (
    AlreadyChosen,
    BadLength,
    HasParticipants,
    MarathonOver,
    ModuleOff,
    NoWords,
)
from chorsu.engagement.programmes.events import BookChosen, MarathonJoined, MarathonOpened
from chorsu.engagement.programmes.models import BookOfTheWeek, Marathon, Participant
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.events.actions import publish
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.errors import SignInNeeded
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import module_on

RIGHT = "programmes.manage"
MODULE = "outreach"


def _allowed(by: Any, library: Organisation) -> None:
    require(by, RIGHT, library)
    if not module_on(library, MODULE):
        raise ModuleOff(library=library.name)


def _words(texts: Mapping[str, str]) -> dict[str, str]:
    kept = {code: text.strip() for code, text in texts.items() if text.strip()}
    if not kept:
        raise NoWords
    return kept


@transaction.atomic
def choose_book(
    library: Organisation, record: Record, week: date, texts: Mapping[str, str], recommended_by: str, by: Any
) -> BookOfTheWeek:
    """Recommend a record for a week (any day of it). Raises NotAllowed, ModuleOff, NoWords, AlreadyChosen."""
    _allowed(by, library)
    book = BookOfTheWeek(
        library=library,
        record=record,
        week=rules.week_of(week),
        texts=_words(texts),
        recommended_by=recommended_by.strip(),
    )
    _save_book(book)
    publish(BookChosen(book.pk))
    audit.record(by, "programmes.book-chosen", f"book-of-the-week:{book.pk}", {"record": record.pid}, library=library)
    return book


@transaction.atomic
def change_book(
    book: BookOfTheWeek, record: Record, week: date, texts: Mapping[str, str], recommended_by: str, by: Any
) -> BookOfTheWeek:
    """Change a recommendation. Raises as `choose_book`."""
    _allowed(by, book.library)
    book.record, book.week = record, rules.week_of(week)
    book.texts, book.recommended_by = _words(texts), recommended_by.strip()
    _save_book(book)
    audit.record(by, "programmes.book-changed", f"book-of-the-week:{book.pk}", {"record": record.pid}, book.library)
    return book


def _save_book(book: BookOfTheWeek) -> None:
    try:
        with transaction.atomic():
            book.save()
    except IntegrityError as error:
        raise AlreadyChosen(title=book.record.title, week=book.week.isoformat()) from error


@transaction.atomic
def remove_book(book: BookOfTheWeek, by: Any) -> None:
    """Take a recommendation away."""
    require(by, RIGHT, book.library)
    target, pid = f"book-of-the-week:{book.pk}", book.record.pid
    book.delete()
    audit.record(by, "programmes.book-removed", target, {"record": pid}, book.library)


@transaction.atomic
def open_marathon(
    library: Organisation,
    record: Record,
    start: date,
    days: int,
    texts: Mapping[str, str],
    by: Any,
    minutes: int | None = None,
) -> Marathon:
    """Announce a marathon. Raises NotAllowed, ModuleOff, NoWords, BadLength."""
    _allowed(by, library)
    if not 2 <= days <= rules.LONGEST:
        raise BadLength
    marathon = Marathon.objects.create(
        library=library, record=record, start=start, days=days, minutes=minutes, texts=_words(texts)
    )
    publish(MarathonOpened(marathon.pk))
    audit.record(by, "programmes.marathon-opened", f"marathon:{marathon.pk}", {"record": record.pid}, library)
    return marathon


@transaction.atomic
def change_marathon(
    marathon: Marathon,
    record: Record,
    start: date,
    days: int,
    texts: Mapping[str, str],
    by: Any,
    minutes: int | None = None,
) -> Marathon:
    """Change a marathon; book, start and length only while nobody takes part. Raises also HasParticipants."""
    _allowed(by, marathon.library)
    if not 2 <= days <= rules.LONGEST:
        raise BadLength
    held = Marathon.objects.select_for_update().get(pk=marathon.pk)
    if held.took_part and (record.pk, start, days) != (held.record_id, held.start, held.days):
        raise HasParticipants(count=held.took_part)
    held.record, held.start, held.days, held.minutes, held.texts = record, start, days, minutes, _words(texts)
    held.save()
    audit.record(by, "programmes.marathon-changed", f"marathon:{held.pk}", {"record": record.pid}, marathon.library)
    return held


@transaction.atomic
def remove_marathon(marathon: Marathon, by: Any) -> None:
    """Take a marathon away, with the list of those who took part."""
    require(by, RIGHT, marathon.library)
    target, details = f"marathon:{marathon.pk}", {"record": marathon.record.pid, "took_part": marathon.took_part}
    marathon.delete()
    audit.record(by, "programmes.marathon-removed", target, details, marathon.library)


@transaction.atomic
def join(marathon: Marathon, by: Any) -> Participant:
    """Take part; a second time changes nothing. Raises SignInNeeded, MarathonOver."""
    if by is None or not getattr(by, "is_authenticated", False):
        raise SignInNeeded
    if not marathon.is_open:
        raise MarathonOver(day=marathon.last_day.isoformat())
    participant, new = Participant.objects.get_or_create(
        marathon=marathon, account=by, defaults={"joined": marathon.today}
    )
    if new:
        Marathon.objects.filter(pk=marathon.pk).update(took_part=F("took_part") + 1)
        publish(MarathonJoined(marathon.pk))
    return participant


@transaction.atomic
def leave(marathon: Marathon, by: Any) -> bool:
    """Take part no more; nothing about it is kept. False when one did not."""
    gone, _rows = Participant.objects.filter(marathon=marathon, account_id=by.pk).delete()
    if gone:
        Marathon.objects.filter(pk=marathon.pk, took_part__gt=0).update(took_part=F("took_part") - 1)
    return bool(gone)


@transaction.atomic
def forget_names(marathon: Marathon) -> int:
    """Forget who took part in a marathon long over; the number stays. Gives how many names."""
    if not rules.may_forget(marathon.start, marathon.days, marathon.today):
        return 0
    gone, _rows = Participant.objects.filter(marathon=marathon).delete()
    Marathon.objects.filter(pk=marathon.pk).update(names_kept=False)
    return gone
