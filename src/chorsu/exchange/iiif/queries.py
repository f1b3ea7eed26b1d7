"""Objects, pages and recordings as the IIIF doors need them, and the gate before them."""

from __future__ import annotations

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.errors import UnknownObject, UnknownPage
from chorsu.archive.objects.models import DigitalObject, File, Page
from chorsu.archive.rights import queries as rights
from chorsu.archive.rights.errors import AccessRefused
from chorsu.exchange.iiif.errors import UnknownImage


def opened(viewer, pid: str, action: str) -> DigitalObject:
    """The object, if it can be opened and the viewer may do that with it. Raises UnknownObject, AccessRefused."""
    found = objects.by_pid(pid)
    decision = rights.decide(viewer, found, action)
    if not decision:
        raise AccessRefused([decision.reason] if decision.reason else None)
    # Withdrawn objects are refused by the gate; drafts and failed ones are nothing to show yet.
    if found.state not in {DigitalObject.State.READY, DigitalObject.State.PROCESSING}:
        raise UnknownObject(object=pid)
    return found


def page_image(viewer, pid: str, number: int) -> tuple[DigitalObject, Page]:
    """A page that has an image, through the gate. Raises UnknownImage, AccessRefused."""
    try:
        found = opened(viewer, pid, "page")
        page = objects.page(found, number)
    except (UnknownObject, UnknownPage) as error:
        raise UnknownImage(image=f"{pid}-{number}") from error
    if not page.width or page.file is None:
        raise UnknownImage(image=f"{pid}-{number}")
    return found, page


def pages_with_images(found: DigitalObject) -> list[Page]:
    """The pages that have an image, in reading order; one query."""
    return list(objects.pages(found).exclude(width=0).exclude(height=0).filter(file__isnull=False))


def recording(found: DigitalObject) -> File | None:
    """The sound or film of an object whose length is known."""
    if found.kind not in {DigitalObject.Kind.AUDIO, DigitalObject.Kind.VIDEO} or not found.duration:
        return None
    rows = File.objects.filter(representation__object=found, name__startswith="master/recording")
    return rows.order_by("name").first()


def statement(found: DigitalObject) -> str:
    """What is said about the rights in an object."""
    condition = rights.condition_of(found)
    return condition.statement if condition else ""


def is_public(found: DigitalObject) -> bool:
    """Whether caches on the way may keep what is shown of it."""
    return rights.access_class(found) == "public"
