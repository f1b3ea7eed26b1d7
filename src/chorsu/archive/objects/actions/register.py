"""Begins a digital object and fills it with what ingest found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from chorsu.archive.objects import rules
from chorsu.archive.objects.actions.log import agent_of, log
from chorsu.archive.objects.errors import WrongState
from chorsu.archive.objects.models import DigitalObject, File, Page, Representation
from chorsu.archive.rights import actions as rights
from chorsu.foundation.audit import actions as audit
from chorsu.people.accounts import actions as accounts


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file in the store: `representation` is master, access or text, `path` its content path below the store."""

    representation: str
    name: str
    path: str
    mime: str
    size: int
    sha512: str
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page as found at ingest; `file` is the logical name of its file."""

    number: int
    label: str = ""
    width: int = 0
    height: int = 0
    file: str = ""
    frame: int = 0
    state: str = "waiting"
    problem: str = ""
    text_version: int = 0
    confidence: float | None = None
    word_count: int = 0
    language: str = ""


def begin(
    library, kind: str, title: str, record=None, languages: Sequence[str] = (), access: str = "public", by=None
) -> DigitalObject:
    """A new object in the state draft, with its conditions of access. `by` needs the right `archive.ingest`."""
    if by is not None:
        accounts.require(by, "archive.ingest", library)
    with transaction.atomic():
        made = DigitalObject.objects.create(
            library=library, kind=kind, title=title[:500], record=record, languages=list(languages), created_by=by
        )
        rights.set_first(made.pk, library, access, by)
        log(made, "deposit", agent=agent_of(by), title=title[:500])
        audit.record(by, "archive.deposit", made.pid, {"title": title[:200]}, library=library)
    return made


def fill(
    object: DigitalObject,
    version: int,
    files: Sequence[NewFile],
    pages: Sequence[NewPage],
    kind: str,
    contents: Sequence[dict] = (),
    properties: dict[str, Any] | None = None,
    duration: float | None = None,
) -> None:
    """Write the rows of everything ingest found; the object is then being processed. Repeating it changes nothing."""
    with transaction.atomic():
        locked = DigitalObject.objects.select_for_update().get(pk=object.pk)
        if not rules.may_become(locked.state, "processing"):
            raise WrongState(object=object.pid, state=locked.state)
        locked.pages.all().delete()
        locked.representations.all().delete()
        rows = _write_files(locked, files)
        Page.objects.bulk_create(
            (
                Page(
                    object=locked, number=page.number, label=rules.without_nul(page.label)[:200], width=page.width, height=page.height,
                    file=rows.get(page.file), frame=page.frame, state=page.state, problem=rules.without_nul(page.problem)[:500],
                    text_version=page.text_version, confidence=page.confidence, word_count=page.word_count,
                    language=page.language[:20],
                )
                for page in pages
            ),
            batch_size=1000,
        )  # fmt: skip
        locked.kind, locked.version, locked.state, locked.problem = kind, version, "processing", ""
        locked.page_count, locked.contents = len(pages), rules.without_nul(list(contents))
        locked.failed_pages = sum(page.state == "failed" for page in pages)
        locked.properties, locked.duration = rules.without_nul(properties or {}), duration
        locked.save()
        log(locked, "ingestion", files=len(files), pages=len(pages))
    object.refresh_from_db()


def _write_files(object: DigitalObject, files: Sequence[NewFile]) -> dict[str, File]:
    representations: dict[str, Representation] = {}
    for name in dict.fromkeys(file.representation for file in files):
        representations[name], _ = Representation.objects.get_or_create(object=object, kind=name)
    made = File.objects.bulk_create(
        (
            File(
                representation=representations[file.representation], name=file.name, path=file.path, mime=file.mime,
                size=file.size, sha512=file.sha512, properties=rules.without_nul(file.properties),
            )
            for file in files
        ),
        batch_size=1000,
    )  # fmt: skip
    return {file.name: file for file in made}
