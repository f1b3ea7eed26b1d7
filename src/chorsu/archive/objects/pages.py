"""What readers' programs fetch of an object: images of pages, tiles, thumbnails, files. All through the gate."""

from __future__ import annotations

import mimetypes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from chorsu.archive.objects import queries
from chorsu.archive.objects.adapters.images import TILE, top_level
from chorsu.archive.objects.errors import NoPageImage, UnknownFile
from chorsu.archive.objects.gating import ask, gated, tag, unchanged
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.objects.sending import send
from chorsu.formats import epub

# What a browser shows by itself; everything else is offered for download.
INLINE = ("application/pdf", "audio/", "video/", "image/jpeg", "image/png", "image/webp", "application/epub+zip")
# Nothing served from an object may run or load anything, whatever a browser takes it for.
LOCKED = "default-src 'none'; style-src 'unsafe-inline' 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; sandbox"


@require_safe
def landing(request: HttpRequest, pid: str) -> HttpResponse:
    """An object's short address leads to the reader; shows nothing of the object itself."""
    return redirect(f"/read/{queries.by_pid(pid).pid}")


@require_safe
@gated("page")
def image(request: HttpRequest, found: DigitalObject, number: int) -> HttpResponse:
    """A page as JPEG, `?w=` pixels wide or a little wider."""
    width = request.GET.get("w", "1600")
    return _jpeg(request, found, number, min(int(width), 20_000) if width.isascii() and width.isdigit() else 1600)


@require_safe
@gated("page")
def page_thumb(request: HttpRequest, found: DigitalObject, number: int) -> HttpResponse:
    """A page, small."""
    return _jpeg(request, found, number, 200)


@require_safe
@gated("page")
def thumb(request: HttpRequest, found: DigitalObject) -> HttpResponse:
    """A small picture of the whole object."""
    etag = tag("thumb", found.pid, found.version)
    if answer := unchanged(request, etag):
        return answer
    path = queries.thumbnail(found)
    if path is None:
        raise NoPageImage(object=found.pid, page=1)
    return send(request, path, "image/jpeg", etag)


@require_safe
@gated("page")
def deep_zoom(request: HttpRequest, found: DigitalObject, number: int) -> HttpResponse:
    """The Deep Zoom description of a page; its tiles lie at `image_files/<level>/<column>_<row>.jpg`."""
    page = queries.page(found, number)
    if not page.width:
        raise NoPageImage(object=found.pid, page=number)
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><Image xmlns="http://schemas.microsoft.com/deepzoom/2008" '
        f'TileSize="{TILE}" Overlap="0" Format="jpg"><Size Width="{page.width}" Height="{page.height}"/></Image>'
    )
    return HttpResponse(body, content_type="application/xml")


@require_safe
@gated("page")
def tile(request: HttpRequest, found: DigitalObject, number: str, level: str, column: str, row: str) -> HttpResponse:
    """One tile of a page."""
    place = int(level), int(column), int(row)
    page = queries.page(found, int(number))
    etag = tag("tile", found.pid, number, page.file_id, page.file.sha512 if page.file else "", *place)
    if answer := unchanged(request, etag):
        return answer
    data = queries.page_tile(page, *place) if place[0] <= top_level(page.width, page.height) else None
    if data is None:
        raise NoPageImage(object=found.pid, page=page.number)
    response = HttpResponse(data, content_type="image/jpeg")
    response["ETag"] = etag
    return response


@require_safe
@gated("read")
def file(request: HttpRequest, found: DigitalObject, name: str) -> HttpResponse:
    """A file by its name in the object. Masters of scans and e-books, and all with `?download=1`, need more: the
    right to take away."""
    stored, path = queries.named_file(found, name)
    master = stored.representation.kind == "master"
    taken = master and found.kind in {"images", "epub"}
    attachment = taken or stored.representation.kind == "text" or bool(request.GET.get("download"))
    if attachment:
        ask(request, found, "download")
    if not path.is_file():
        raise UnknownFile(object=found.pid, file=name)
    etag = f'"{stored.sha512[:32]}"'
    if answer := unchanged(request, etag):
        return answer
    shown = stored.mime if stored.mime.startswith(INLINE) else "application/octet-stream"
    ending = name.rpartition(".")[2]
    label = f"{found.title[:80]}.{ending}" if found.kind != "images" else f"{found.pid}-{name.rpartition('/')[2]}"
    response = send(request, path, shown, etag, label.replace("/", "-"), attachment)
    if not shown.startswith(("application/pdf", "audio/", "video/")):
        response["Content-Security-Policy"] = LOCKED
    return response


@require_safe
@gated("read")
def book_entry(request: HttpRequest, found: DigitalObject, name: str) -> HttpResponse:
    """One file from inside the access copy of an e-book, so that a reader can show chapter by chapter."""
    stored, path = queries.named_file(found, "access/book.epub")
    etag = tag("entry", stored.sha512, name)
    if answer := unchanged(request, etag):
        return answer
    try:
        data = epub.Book(path).read(name)
    except epub.EpubError as error:
        raise UnknownFile(object=found.pid, file=name) from error
    mime = {"xhtml": "application/xhtml+xml", "opf": "application/xml", "ncx": "application/xml"}.get(
        name.rpartition(".")[2].lower(), mimetypes.guess_type(name)[0] or "application/octet-stream"
    )
    response = HttpResponse(data, content_type=mime)
    response["ETag"] = etag
    response["Content-Security-Policy"] = LOCKED
    return response


def _jpeg(request: HttpRequest, found: DigitalObject, number: int, width: int) -> HttpResponse:
    page = queries.page(found, number)
    etag = tag("page", found.pid, number, page.file.sha512 if page.file else "", page.frame, width)
    if answer := unchanged(request, etag):
        return answer
    return send(request, queries.page_image(page, width), "image/jpeg", etag)
