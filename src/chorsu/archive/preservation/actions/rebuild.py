"""Builds the tables of objects again from the store alone: the store is the truth, the tables a cache."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction

from chorsu.archive.objects.models import DigitalObject, File, ObjectEvent, Page, Representation
from chorsu.archive.preservation import metadata
from chorsu.archive.preservation.errors import CannotRebuild
from chorsu.archive.preservation.queries import ocfl_store
from chorsu.archive.rights.models import Condition
from chorsu.catalogue.records.models import Record
from chorsu.formats.ocfl import inventory as inventories
from chorsu.kernel import identifiers
from chorsu.kernel.errors import Invalid
from chorsu.people.accounts.models import Account
from chorsu.people.libraries import queries as libraries


def rebuild() -> Iterator[tuple[str, str]]:
    """(public id or folder, problem or "") of each object in the store; rows that are there are left as they are."""
    for folder in ocfl_store().objects():
        try:
            yield _rebuild(folder), ""
        except (CannotRebuild, Invalid) as error:
            yield folder.name, error.sentence
    _set_sequence()


def _rebuild(folder: Path) -> str:
    try:
        inventory = inventories.parse((folder / "inventory.json").read_bytes())
        about = _load(folder, inventory, metadata.OBJECT)
        pages = _load(folder, inventory, metadata.PAGES)
        conditions = _load(folder, inventory, metadata.RIGHTS)
        number = identifiers.decode("o", about["pid"])
    except (inventories.OcflError, OSError, ValueError, KeyError) as error:
        raise CannotRebuild(folder=folder.name, detail=str(error)) from error
    if DigitalObject.objects.filter(pk=number).exists():
        return about["pid"]
    library = libraries.by_code(about["library"])
    with transaction.atomic():
        made = DigitalObject.objects.create(
            pk=number, library=library, record=_record(about["record"]), kind=about["kind"], state=about["state"],
            title=about["title"], languages=about["languages"], contents=about["contents"],
            properties=about["properties"], duration=about["duration"], version=inventory.head,
            created_by=Account.objects.filter(username=about["created_by"]).first() if about["created_by"] else None,
        )  # fmt: skip
        DigitalObject.objects.filter(pk=number).update(created=datetime.fromisoformat(about["created"]))
        if conditions:
            until = conditions["embargo_until"]
            Condition.objects.update_or_create(
                object=number,
                defaults={
                    **conditions,
                    "library": library,
                    "embargo_until": date.fromisoformat(until) if until else None,
                },
            )
        files = _files(made, folder, inventory, about["files"])
        Page.objects.bulk_create(
            (Page(object=made, **{**page, "file": files.get(page["file"])}) for page in pages), batch_size=1000
        )
        _sum_up(made)
        ObjectEvent.objects.create(object=made, kind="restoration", agent="chorsu", detail={"version": inventory.head})
    return about["pid"]


def _files(made: DigitalObject, folder: Path, inventory, listed: list[dict[str, Any]]) -> dict[str, File]:
    root, found = ocfl_store().root, {}
    for entry in listed:
        if entry["name"] not in inventory.state:
            raise CannotRebuild(folder=folder.name, detail=f"{entry['name']} is not in the newest version")
        path = folder / inventory.content_path(entry["name"])
        representation, _ = Representation.objects.get_or_create(object=made, kind=entry["representation"])
        found[entry["name"]] = File.objects.create(
            representation=representation, name=entry["name"], path=str(path.relative_to(root)), mime=entry["mime"],
            size=path.stat().st_size, sha512=inventory.state[entry["name"]], properties=entry["properties"],
        )  # fmt: skip
    return found


def _sum_up(made: DigitalObject) -> None:
    pages = Page.objects.filter(object=made)
    read = pages.filter(state="recognised").values_list("confidence", flat=True)
    known = [value for value in read if value is not None]
    made.page_count, made.failed_pages = pages.count(), pages.filter(state="failed").count()
    made.confidence = sum(known) / len(known) if known else None
    made.save(update_fields=["page_count", "failed_pages", "confidence"])


def _record(pid: str) -> Record | None:
    return Record.objects.filter(pk=identifiers.decode("r", pid)).first() if pid else None


def _load(folder: Path, inventory, name: str) -> Any:
    return json.loads((folder / inventory.content_path(name)).read_bytes())


def _set_sequence() -> None:
    # PostgreSQL counts on from where it was, not from the numbers just written.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [DigitalObject]):
            cursor.execute(statement)
