"""What a reader takes along from a page: its citation, its address, the files that rights let go."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.discovery.reader import rules
from chorsu.discovery.reader.doors import decision
from chorsu.formats import citations


def address(found: DigitalObject, page: Page | None) -> str:
    """Where a page is found again, without what was searched for."""
    return f"/read/{found.pid}" + (f"?page={page.number}" if page and page.number > 1 else "")


def citation(request: HttpRequest, found: DigitalObject, page: Page | None) -> str:
    """The edition as its record is cited, the page, the address."""
    style = request.GET.get("cite", "gost")
    style = style if style in {"gost", "apa"} else "gost"
    said = citations.cite(found.record.described(), style) if found.record else f"{found.title}."
    if page and found.kind != "epub":
        name = rules.page_name(found.kind, page.label, page.number)
        said = f"{said.rstrip()} – {_('P. {page}').replace('{page}', name)}."
    return f"{said} – URL: {request.build_absolute_uri(address(found, page))}"


def downloads(request: HttpRequest, found: DigitalObject, page: Page | None) -> list[tuple[str, str]]:
    """(label, address) of what rights let this reader take along."""
    if not decision(request, found, "download"):
        return []
    if found.kind == "images":
        if page is None or not page.width:
            return []
        return [(_("This page as an image"), f"/objects/{found.pid}/pages/{page.number}/image?w=3600")]
    name = "access/book.epub" if found.kind == "epub" else ""
    if not name:
        master = next(iter(objects.files_of(found, "master")), None)
        name = master.name if master else ""
    labels = {"pdf": _("The whole PDF"), "epub": _("The e-book (EPUB)")}
    return [(labels.get(found.kind, _("The recording")), f"/files/{found.pid}/{name}?download=1")] if name else []


def refused(request: HttpRequest, found: DigitalObject):
    """Why nothing may be taken along; None when it may."""
    return decision(request, found, "download").reason
