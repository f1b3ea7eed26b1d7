"""A publication and the links of a feed as both writings need them: addresses, relations, media types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from chorsu.exchange.opds import rules
from chorsu.exchange.opds.queries import Copy, Publication

READER_TYPE = "text/html"
MANIFEST_TYPE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'


@dataclass(frozen=True, slots=True)
class Link:
    """One link; `size` the number of things behind it where it is known."""

    rel: str
    href: str
    type: str
    title: str = ""
    size: int | None = None
    active: bool = False


def site() -> str:
    """The address of the installation without a slash at the end."""
    return settings.SITE_URL.rstrip("/")


def acquisitions(publication: Publication) -> Iterator[Link]:
    """How to get at a publication: the file where there is one to take, and always the reader in the browser."""
    for copy in publication.copies:
        rel = rules.OPEN_ACCESS if copy.open_access else rules.GET
        pid = copy.object.pid
        if copy.file is not None:
            yield Link(rel, f"{site()}/files/{pid}/{quote(copy.file.name)}", copy.file.mime, _title(copy))
        yield Link(rel, f"{site()}/read/{pid}", READER_TYPE, str(_("Read in the browser")))


def others(publication: Publication) -> Iterator[Link]:
    """The page of the record, and the manifests that viewers of scans open."""
    yield Link("alternate", f"{site()}/records/{publication.record.pid}", READER_TYPE, publication.record.title)
    for copy in publication.copies:
        if copy.object.kind != "epub":
            yield Link("related", f"{site()}/iiif/manifests/{copy.object.pid}", MANIFEST_TYPE)


def images(publication: Publication) -> Iterator[Link]:
    """A picture of the thing itself as JPEG where there is one, and the drawn cover. Most apps show no SVG."""
    if publication.picture is not None:
        yield Link(rules.IMAGE, f"{site()}/objects/{publication.picture.pid}/thumb", "image/jpeg")
    yield Link(rules.IMAGE, f"{site()}/covers/{publication.record.pid}.svg", "image/svg+xml")


def turning(base: str, wanted: rules.Wanted, total: int) -> Iterator[tuple[str, str]]:
    """(relation, address) of the pages around."""
    last = rules.pages(total)
    yield "first", base + wanted.address()
    if wanted.page > 1:
        yield "previous", base + wanted.address(page=min(wanted.page - 1, last))
    if wanted.page < last:
        yield "next", base + wanted.address(page=wanted.page + 1)
    yield "last", base + wanted.address(page=last)


def _title(copy: Copy) -> str:
    return copy.object.title
