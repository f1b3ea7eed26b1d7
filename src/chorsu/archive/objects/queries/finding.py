"""Finding objects, files and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from chorsu.archive.objects.adapters import folders, textpack
from chorsu.archive.objects.errors import UnknownFile, UnknownObject, UnknownPage
from chorsu.archive.objects.models import DigitalObject, File, Page
from chorsu.kernel import identifiers
from chorsu.kernel.errors import Invalid


def by_pid(pid: str) -> DigitalObject:
    """The object with a public identifier; raises UnknownObject, also for a mistyped one."""
    try:
        number = identifiers.decode("o", pid)
    except Invalid as error:
        raise UnknownObject(object=pid) from error
    found = DigitalObject.objects.select_related("library", "record").filter(pk=number).first()
    if found is None:
        raise UnknownObject(object=pid)
    return found


def page(object: DigitalObject, number: int) -> Page:
    """One page by its number, 1 the first; raises UnknownPage."""
    found = Page.objects.select_related("file").filter(object=object, number=number).first()
    if found is None:
        raise UnknownPage(object=object.pid, page=number)
    found.object = object
    return found


def pages(object: DigitalObject):
    """All pages in reading order, as a queryset."""
    return Page.objects.filter(object=object).order_by("number")


def contents(object: DigitalObject) -> list[dict]:
    """The table of contents: [{"label", "page", "level"}]; empty when none is known."""
    return object.contents


def for_record(record: int) -> list[DigitalObject]:
    """What a reader can open of a record: ready objects and those whose pages are still being recognised."""
    return for_records([record])[record]


def for_records(records: Iterable[int]) -> dict[int, list[DigitalObject]]:
    """As `for_record`, for a list of records in one query."""
    found: dict[int, list[DigitalObject]] = defaultdict(list)
    for one in (
        DigitalObject.objects.filter(record__in=list(records), version__gt=0)
        .filter(state__in=[DigitalObject.State.READY, DigitalObject.State.PROCESSING])
        .select_related("library")
        .order_by("pk")
    ):
        if one.record_id is not None:
            found[one.record_id].append(one)
    return found


def files_of(object: DigitalObject, kind: str | None = None) -> list[File]:
    """The files of an object, of one representation (master, access, text) or of all."""
    found = File.objects.filter(representation__object=object).select_related("representation")
    return list(found.filter(representation__kind=kind) if kind else found)


def named_file(object: DigitalObject, name: str) -> tuple[File, Path]:
    """A file by its logical name (`master/book.pdf`) and where it lies; raises UnknownFile."""
    found = File.objects.filter(representation__object=object, name=name).select_related("representation").first()
    if found is None:
        raise UnknownFile(object=object.pid, file=name)
    return found, path_of(found)


def path_of(file: File) -> Path:
    """Where a stored file lies on disk."""
    return folders.store() / file.path


def store_root() -> Path:
    """The root of the OCFL store."""
    return folders.store()


def text_pack(object_number: int) -> Path | None:
    """The packed texts of an object, None while nothing is packed."""
    return text_packs([object_number]).get(object_number)


def text_packs(object_numbers: Iterable[int]) -> dict[int, Path]:
    """The packed texts of several objects in one query; objects without any are left out."""
    found = File.objects.filter(representation__object__in=list(object_numbers), name=textpack.PACK_NAME)
    return {number: folders.store() / path for number, path in found.values_list("representation__object_id", "path")}
