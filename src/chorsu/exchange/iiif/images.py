"""Makes the image asked for from a copy of the page that the archive keeps at a few widths."""

from __future__ import annotations

import pyvips

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.errors import UnusableImage
from chorsu.archive.objects.models import Page
from chorsu.exchange.iiif.rules import Wanted

QUALITY = 85


def make(page: Page, wanted: Wanted) -> bytes:
    """JPEG or PNG bytes. Raises NoPageImage, UnusableImage."""
    part = wanted.region
    # The copy to cut from is just wide enough that the region need not be enlarged.
    share = max(wanted.width / part.width, wanted.height / part.height)
    copy = objects.page_image(page, max(1, min(page.width, round(page.width * share))))
    try:
        # Thread-safe and without a cache of files: pages are many and each is read once or twice.
        image = pyvips.Image.new_from_file(str(copy), access="random")
        return _written(_shaped(image, page, wanted), wanted)
    except pyvips.Error as error:
        raise UnusableImage(detail="it cannot be decoded") from error


def _shaped(image: pyvips.Image, page: Page, wanted: Wanted) -> pyvips.Image:
    part = wanted.region
    across, down = image.width / page.width, image.height / page.height
    left, top = min(int(part.x * across), image.width - 1), min(int(part.y * down), image.height - 1)
    wide = min(max(1, round(part.width * across)), image.width - left)
    high = min(max(1, round(part.height * down)), image.height - top)
    if (left, top, wide, high) != (0, 0, image.width, image.height):
        image = image.crop(left, top, wide, high)
    if (image.width, image.height) != (wanted.width, wanted.height):
        image = image.resize(wanted.width / image.width, vscale=wanted.height / image.height, kernel="lanczos3")
        # Rounding inside may leave a pixel more or less; the client laid out for exactly this size.
        if (image.width, image.height) != (wanted.width, wanted.height):
            image = image.gravity("north-west", wanted.width, wanted.height, extend="copy")
    if wanted.turn:
        image = getattr(image, f"rot{wanted.turn}")()
    if wanted.quality in {"gray", "bitonal"}:
        image = image.colourspace("b-w")
    if wanted.quality == "bitonal":
        image = (image > 127).ifthenelse(255, 0).cast("uchar").copy(interpretation="b-w")
    return image


def _written(image: pyvips.Image, wanted: Wanted) -> bytes:
    if wanted.format == "png":
        return image.pngsave_buffer(compression=6, keep="none")
    return image.jpegsave_buffer(Q=QUALITY, optimize_coding=True, keep="none")
