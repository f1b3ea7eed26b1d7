"""What goes into each object beside its files: description, rights, structure and events.

JSON to build the tables again, METS and PREMIS for archives that never heard of this program.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chorsu.archive.objects.models import DigitalObject, File, ObjectEvent, Page
from chorsu.archive.rights import queries as rights
from chorsu.formats import mets, premis

OBJECT, RIGHTS, PAGES = "meta/object.json", "meta/rights.json", "meta/pages.json"
METS, PREMIS = "meta/mets.xml", "meta/premis.xml"
SCHEMA = 1


def documents(object: DigitalObject, new: Sequence[File] = ()) -> dict[str, bytes]:
    """Logical path → bytes of every metadata file as of now; `new` files replace saved ones of the same name."""
    object = DigitalObject.objects.select_related("library", "record", "created_by").get(pk=object.pk)
    files = list(File.objects.filter(representation__object=object).select_related("representation"))
    names = {file.name for file in new}
    files = sorted([file for file in files if file.name not in names] + list(new), key=lambda file: file.name)
    pages = list(Page.objects.filter(object=object).select_related("file").order_by("number"))
    events = list(ObjectEvent.objects.filter(object=object).order_by("pk"))
    return {
        OBJECT: _json(_description(object, files)),
        RIGHTS: _json(_rights(object)),
        PAGES: _json([_page(page) for page in pages]),
        METS: mets.write(_mets(object, files, pages)),
        PREMIS: premis.write(_premis(object, files, events)),
    }


def _description(object: DigitalObject, files: list[File]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "pid": object.pid,
        "title": object.title,
        "kind": object.kind,
        "state": object.state,
        "library": object.library.code,
        "record": object.record.pid if object.record else "",
        "languages": object.languages,
        "contents": object.contents,
        "properties": object.properties,
        "duration": object.duration,
        "created": object.created.isoformat(),
        "created_by": object.created_by.get_username() if object.created_by else "",
        "files": [
            {
                "name": file.name,
                "representation": file.representation.kind,
                "mime": file.mime,
                "properties": file.properties,
            }
            for file in files
        ],
    }


def _rights(object: DigitalObject) -> dict[str, Any]:
    condition = rights.condition_of(object)
    if condition is None:
        return {}
    return {
        "access": condition.access,
        "embargo_until": condition.embargo_until.isoformat() if condition.embargo_until else None,
        "embargo_access": condition.embargo_access,
        "statement": condition.statement,
        "withdrawn": condition.withdrawn,
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "file": page.file.name if page.file else "",
        "frame": page.frame,
        "state": page.state,
        "problem": page.problem,
        "text_version": page.text_version,
        "confidence": page.confidence,
        "word_count": page.word_count,
        "language": page.language,
    }


def _mets(object: DigitalObject, files: list[File], pages: list[Page]) -> mets.Document:
    return mets.Document(
        object.ark,
        object.title,
        object.created,
        [
            mets.Entry(file.name, file.representation.kind, file.mime, file.size, file.sha512)
            for file in files
        ],
        [mets.Division(page.number, page.label, page.file.name if page.file else "") for page in pages],
    )  # fmt: skip


def _premis(object: DigitalObject, files: list[File], events: list[ObjectEvent]) -> premis.Document:
    return premis.Document(
        object.ark,
        [premis.Held(file.name, file.mime, file.size, file.sha512) for file in files],
        [
            premis.Happened(str(event.pk), event.kind, event.at, event.outcome, json.dumps(event.detail), event.agent)
            for event in events
        ],
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
