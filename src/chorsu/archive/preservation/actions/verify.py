"""Looks at stored files: are they there, and are they what was put in?"""

from __future__ import annotations

from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.models import DigitalObject, File
from chorsu.archive.objects.queries.finding import path_of
from chorsu.archive.preservation.errors import NotStored
from chorsu.archive.preservation.models import Check
from chorsu.archive.preservation.queries import ocfl_store
from chorsu.formats import ocfl
from chorsu.formats.ocfl.inventory import digest_file


def verify_object(object: DigitalObject) -> list[ocfl.Finding]:
    """Check a whole object by the OCFL specification, every byte read; notes the result of each file and an event."""
    store = ocfl_store()
    if not store.exists(object.ark):
        objects.log(object, "fixity check", outcome="failure", problem="not in the store")
        raise NotStored(object=object.pid)
    findings = ocfl.validate_object(store.path(object.ark))
    errors = [finding for finding in findings if finding.error]
    for file in File.objects.filter(representation__object=object):
        _check(file)
    objects.log(
        object, "fixity check", outcome="failure" if errors else "success", findings=[str(one) for one in errors[:20]]
    )
    return findings


def verify_next(limit: int = 2000) -> dict[str, int]:
    """Check the files that were looked at longest ago; returns how many were sound, damaged, missing.

    An event is written for trouble only: a sound file is looked at every few weeks for ever.
    """
    found = dict.fromkeys(Check.Outcome.values, 0)
    waiting = File.objects.select_related("representation", "fixity").order_by("fixity__at", "pk")
    never = waiting.filter(fixity=None).order_by("pk")[:limit]
    files = list(never) or list(waiting.exclude(fixity=None)[:limit])
    for file in files:
        outcome, detail = _check(file)
        found[outcome] += 1
        if outcome != Check.Outcome.SOUND:
            objects.log(
                file.representation.object_id, "fixity check", outcome="failure", file=file.name, problem=detail
            )
    return found


def _check(file: File) -> tuple[str, str]:
    path = path_of(file)
    if not path.is_file():
        outcome, detail = Check.Outcome.MISSING, "the file is not in the store"
    elif (size := path.stat().st_size) != file.size:
        outcome, detail = Check.Outcome.DAMAGED, f"{size} bytes instead of {file.size}"
    elif digest_file(path) != file.sha512:
        outcome, detail = Check.Outcome.DAMAGED, "the digest is another one"
    else:
        outcome, detail = Check.Outcome.SOUND, ""
    Check.objects.update_or_create(file=file, defaults={"outcome": outcome, "detail": detail})
    return outcome, detail
