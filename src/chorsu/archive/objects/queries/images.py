"""Images of pages at the size asked for, made when first wanted and kept below `derivatives/`."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from chorsu.archive.objects.adapters import folders, images, pdfs
from chorsu.archive.objects.errors import NoPageImage
from chorsu.archive.objects.models import DigitalObject, File, Page
from chorsu.archive.objects.queries.finding import path_of

# A few widths, so that screens of all sizes share a few files.
WIDTHS = (200, 400, 800, 1200, 1600, 2400, 3600)
THUMBNAIL = 400


def page_image(page: Page, width: int | None = None) -> Path:
    """A JPEG of the page, at least `width` pixels wide (rounded up to one of WIDTHS, never above the source).

    Raises NoPageImage for chapters and pages without a file, UnusableImage for damaged ones.
    """
    wanted = next((step for step in WIDTHS if width and width <= step), page.width or WIDTHS[-1])
    wanted = min(wanted, page.width) if page.width else wanted
    target = folders.derivatives(page.object_id) / "pages" / f"{page.number:06d}-{wanted}.jpg"
    if not target.exists():
        _write(target, images.save_jpeg(images.shrink(_source(page, wanted), wanted)))
    return target


def page_tile(page: Page, level: int, column: int, row: int) -> bytes | None:
    """One Deep Zoom tile (512 pixels, no overlap) as JPEG; None outside of the page."""
    pyramid = folders.derivatives(page.object_id) / "tiles" / f"{page.number:06d}.tif"
    if not pyramid.exists():
        pyramid.parent.mkdir(parents=True, exist_ok=True)
        part = _part(pyramid)
        try:
            images.write_pyramid(_source(page, None), part)
            os.replace(part, pyramid)
        finally:
            part.unlink(missing_ok=True)
    return images.tile(pyramid, page.width, page.height, level, column, row)


def thumbnail(object: DigitalObject) -> Path | None:
    """A small picture of the object: its first page that has one, the poster of a film, the cover of an e-book."""
    if object.kind in {DigitalObject.Kind.IMAGES, DigitalObject.Kind.PDF}:
        first = (
            Page.objects.select_related("file")
            .filter(object=object, file__isnull=False)
            .exclude(width=0)
            .order_by("number")
            .first()
        )
        return page_image(first, THUMBNAIL) if first else None
    name = object.properties.get("cover")
    cover = File.objects.filter(representation__object=object, name=name).first() if name else None
    if cover is None:
        return None
    target = folders.derivatives(object.pk) / f"cover-{THUMBNAIL}.jpg"
    if not target.exists():
        _write(target, images.scaled(path_of(cover), cover.mime, 0, THUMBNAIL))
    return target


def _source(page: Page, width: int | None):
    if page.file is None or not page.width:
        raise NoPageImage(object=page.object.pid, page=page.number)
    path = path_of(page.file)
    if page.file.mime == "application/pdf":
        return images.from_pil(pdfs.render(path, page.frame, width))
    return images.open_frame(path, page.file.mime, page.frame)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _part(target)
    part.write_bytes(data)
    os.replace(part, target)


def _part(target: Path) -> Path:
    return target.with_name(f".{os.getpid()}-{threading.get_ident()}-{target.name}")
