"""Labels of facet values and of places, kept in memory: a page of results asks for the same few again and again."""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from chorsu.discovery.search.documents import BETWEEN
from chorsu.foundation.ui.wording import language_name, script_name
from chorsu.people.libraries.models import Organisation

KEPT = 60.0  # seconds
MOST = 20_000

KINDS = {
    "book": _("Book"),
    "article": _("Article"),
    "serial": _("Journal"),
    "issue": _("Issue"),
    "newspaper": _("Newspaper"),
    "thesis": _("Thesis"),
    "map": _("Map"),
    "notated-music": _("Sheet music"),
    "audio": _("Audio"),
    "video": _("Video"),
    "image": _("Image"),
    "manuscript": _("Manuscript"),
    "e-resource": _("Electronic resource"),
    "object": _("Object"),
    "mixed": _("Mixed materials"),
}
AVAILABILITY = {
    "online": _("Read now"),
    "shelf": _("On the shelf"),
    "queue": _("With a queue"),
    "on-site": _("Only in the library"),
}
ACCESS = {
    "public": _("Open to everyone"),
    "signed-in": _("For signed-in readers"),
    "on-site": _("Inside the library"),
    "closed": _("Closed"),
}
NAMES = {
    "availability": _("Availability"),
    "language": _("Language"),
    "script": _("Script"),
    "kind": _("Kind"),
    "decade": _("Year"),
    "library": _("Library"),
    "subject": _("Subject"),
    "author": _("Author"),
    "access": _("Access"),
    "collection": _("Collection"),
}
FORMATS = {
    "images": _("scan"),
    "pdf": _("PDF"),
    "epub": _("EPUB"),
    "audio": _("audio"),
    "video": _("video"),
}

_by_code: dict[str, tuple[float, Organisation | None]] = {}
_by_id: dict[int, tuple[float, Organisation | None]] = {}


def places_by_code(codes: Iterable[str]) -> dict[str, Organisation]:
    """Organisations by code; one query for those not seen in the last minute."""
    return _kept(_by_code, "code", set(codes))


def places_by_id(ids: Iterable[int]) -> dict[int, Organisation]:
    """Organisations by number, in the same way."""
    return _kept(_by_id, "pk", set(ids))


def _kept(store: dict, name: str, wanted: set) -> dict:
    now = time.monotonic()
    missing = [key for key in wanted if key not in store or now - store[key][0] > KEPT]
    if missing:
        if len(store) > MOST:
            store.clear()
        found = {getattr(row, name): row for row in Organisation.objects.filter(**{f"{name}__in": missing})}
        store.update({key: (now, found.get(key)) for key in missing})
    return {key: store[key][1] for key in wanted if key in store and store[key][1] is not None}


def forget() -> None:
    """Read all labels again (tests, and after the tree was changed)."""
    _by_code.clear()
    _by_id.clear()


def label(name: str, value: str, places: dict[str, Organisation] | None = None) -> str:
    """What a reader calls a facet value."""
    match name:
        case "kind":
            return str(KINDS.get(value, value))
        case "language":
            found = language_name(value)
            return found[:1].upper() + found[1:]
        case "script":
            found = script_name(value)
            return found[:1].upper() + found[1:]
        case "availability":
            return str(AVAILABILITY.get(value, value))
        case "access":
            return str(ACCESS.get(value, value))
        case "library":
            place = (places or {}).get(value)
            return place.name if place else value
        case "subject" | "author":
            return value.partition(BETWEEN)[2] or value
        case _:
            return value


def key_of(value: str | int) -> str:
    """The part of a facet value that goes into the address."""
    return str(value).partition(BETWEEN)[0]
