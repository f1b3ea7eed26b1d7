"""Loads the demo network, step by step, each step by the actions that the house's own doors call."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import Record
from chorsu.discovery.search.actions.rebuilding import rebuild
from chorsu.foundation.events.actions import deliver_all
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.site.demo import archive, files, loans, organisations, people, programmes, rules, shelves
from chorsu.site.demo.timetravel import at

Say = Callable[[str], object]
#: What the loading leaves behind when all of it is done; a network without it was interrupted.
DONE = "demo-loaded"


class Unfinished(Exception):
    """A loading was interrupted, or the installation holds a network of its own."""


@dataclass
class Loaded:
    """What is there now, in figures."""

    already: bool = False
    libraries: int = 0
    records: int = 0
    items: int = 0
    readers: int = 0
    loans: int = 0
    objects: int = 0
    seconds: float = 0
    steps: dict[str, float] = field(default_factory=dict)


def mark() -> Path:
    """The file that says the loading was finished."""
    return Path(settings.DATA_DIR) / DONE


def load(say: Say = print, media: bool = True) -> Loaded:
    """Load the demo network into an empty installation; where it is already, only say so.

    Raises Unfinished when there are other organisations or a loading that never came to its end.
    """
    began = time.monotonic()
    if Organisation.objects.exists():
        if mark().exists() and Organisation.objects.filter(code="CHORSU").exists():
            return _counted(Loaded(already=True))
        raise Unfinished
    result = Loaded()

    def step(sentence: str) -> None:
        say(sentence)
        result.steps[sentence] = round(time.monotonic() - began, 2)

    now = timezone.now().replace(microsecond=0)
    step("Founding eight libraries in two countries …")
    with at(now.replace(hour=5) - _days(400)):
        places = organisations.build()
        cast = people.accounts_of_cast(places)
    step("Registering readers …")
    with at(now.replace(hour=5) - _days(200)):
        readers = people.readers(places, cast, timezone.localdate() + _days(200))
        rules.build(places, cast["tam"])
    paths = files.write(Path(settings.DATA_DIR) / "demo" / "records")
    files.new_books(paths["NLUZ"].parent / files.NEW_FILE)
    for code, path in paths.items():
        step(f"Importing {path.name} for {code} …")
        import_records(path, places[code], by=cast["olga"], label=path.name)
    step("Counting the shelves …")
    shelves.build(places, cast["tam"])
    step("Half a year passes at the desks …")
    loans.play(places, cast, readers, now)
    step("Choosing books of the week …")
    programmes.build(places, cast, timezone.localdate())
    if media:
        step("Drawing, recording and scanning; reading the pages …")
        archive.build(places, cast)
    step("Telling the other rooms what happened …")
    deliver_all(raise_errors=False)
    step("Building the search index …")
    rebuild()
    deliver_all(raise_errors=False)
    mark().write_text(f"{now.isoformat()}\n")
    result.seconds = round(time.monotonic() - began, 1)
    return _counted(result)


def _days(number: int) -> timedelta:
    return timedelta(days=number)


def _counted(result: Loaded) -> Loaded:
    from chorsu.archive.objects.models import DigitalObject
    from chorsu.catalogue.holdings.models import Item
    from chorsu.lending.circulation.models import Loan
    from chorsu.people.patrons.models import Patron

    result.libraries = Organisation.objects.filter(kind="library").count()
    result.records = Record.objects.filter(status="shown").count()
    result.items = Item.objects.count()
    result.readers = Patron.objects.count()
    result.loans = Loan.objects.count()
    result.objects = DigitalObject.objects.count()
    return result


def accounts_table() -> list[tuple[str, str, str, str]]:
    """Name, password, role and what to try, for each of the cast that is there."""
    there = set(
        Account.objects.filter(username__in=[one.username for one in people.CAST]).values_list("username", flat=True)
    )
    return [
        (one.username, people.PASSWORD, f"{one.role}, {one.place}", one.tries)
        for one in people.CAST
        if one.username in there
    ]  # fmt: skip
