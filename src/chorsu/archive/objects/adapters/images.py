"""Page images: opened with care, brought to 8-bit sRGB or grey, scaled, cut into tiles.

Only raster formats of digitisation are opened, each by a loader named here: libvips would also load SVG and others
that reach out of the file. JPEG 2000 goes through Pillow, as the bundled libvips has no loader for it.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("VIPS_BLOCK_UNTRUSTED", "1")

import pyvips

from chorsu.archive.objects.errors import UnusableImage

LOADERS = {
    "image/jpeg": "jpegload",
    "image/png": "pngload",
    "image/tiff": "tiffload",
    "image/webp": "webpload",
    "image/gif": "gifload",
}
THROUGH_PILLOW = {"image/jp2", "image/bmp"}
TYPES = frozenset(LOADERS) | THROUGH_PILLOW
# A0 at 400 dpi has 246 million points; more is a mistake or a bomb. JPEG ends at 65,535 a side.
LARGEST_SIDE = 60_000
LARGEST_AREA = 400_000_000
QUALITY = 85
TILE = 512


@dataclass(frozen=True, slots=True)
class Frame:
    """One image of a file: width and height in pixels as shown (after turning by EXIF)."""

    width: int
    height: int


def measure(path: Path, mime: str) -> list[Frame]:
    """The frames of an image file, from its headers. Raises UnusableImage."""
    image = _load(path, mime)
    count = image.get("n-pages") if mime == "image/tiff" and image.get_typeof("n-pages") else 1
    frames = []
    for number in range(min(count, 10_000)):
        frame = image if number == 0 else _load(path, mime, number)
        _refuse_huge(frame.width, frame.height)
        turned = _orientation(frame) in {5, 6, 7, 8}
        frames.append(Frame(frame.height, frame.width) if turned else Frame(frame.width, frame.height))
    return frames


def open_frame(path: Path, mime: str, frame: int = 0) -> pyvips.Image:
    """One frame as 8-bit grey or sRGB on white, turned upright. Decoding errors come when pixels are asked for."""
    image = _load(path, mime, frame)
    _refuse_huge(image.width, image.height)
    return _plain(image.autorot())


def save_jpeg(image: pyvips.Image, quality: int = QUALITY) -> bytes:
    """JPEG bytes; raises UnusableImage when the source turns out to be damaged."""
    try:
        return image.jpegsave_buffer(Q=quality, optimize_coding=True, keep="none")
    except pyvips.Error as error:
        raise UnusableImage(detail=_reason(error)) from error


def scaled(path: Path, mime: str, frame: int, width: int) -> bytes:
    """JPEG of one frame, at most `width` wide, never larger than the source."""
    image = open_frame(path, mime, frame)
    return save_jpeg(shrink(image, width))


def shrink(image: pyvips.Image, width: int) -> pyvips.Image:
    """Scaled down to a width; the height stays at least one pixel."""
    if width >= image.width:
        return image
    scale = width / image.width
    return image.resize(scale, vscale=max(scale, 1 / image.height), kernel="lanczos3")


def write_pyramid(image: pyvips.Image, target: Path) -> None:
    """A tiled TIFF with halved copies of itself, JPEG inside: the source of tiles."""
    try:
        image.tiffsave(
            str(target), tile=True, tile_width=TILE, tile_height=TILE, pyramid=True, compression="jpeg", Q=QUALITY
        )
    except pyvips.Error as error:
        raise UnusableImage(detail=_reason(error)) from error


def top_level(width: int, height: int) -> int:
    """The Deep Zoom level of the full image: level 0 is one pixel.

    >>> top_level(1024, 700), top_level(1, 1)
    (10, 0)
    """
    return math.ceil(math.log2(max(width, height, 1)))


def tile(pyramid: Path, width: int, height: int, level: int, column: int, row: int) -> bytes | None:
    """One Deep Zoom tile as JPEG; None outside of the image."""
    top = top_level(width, height)
    if not (0 <= level <= top) or column < 0 or row < 0:
        return None
    halvings = top - level
    first = pyvips.Image.new_from_file(str(pyramid))
    steps = min(halvings, (first.get("n-pages") if first.get_typeof("n-pages") else 1) - 1)
    image = pyvips.Image.new_from_file(str(pyramid), page=steps)
    if halvings > steps:
        wanted = max(1, math.ceil(width / 2**halvings)), max(1, math.ceil(height / 2**halvings))
        image = image.resize(wanted[0] / image.width, vscale=wanted[1] / image.height)
    left, upper = column * TILE, row * TILE
    if left >= image.width or upper >= image.height:
        return None
    cut = image.crop(left, upper, min(TILE, image.width - left), min(TILE, image.height - upper))
    return save_jpeg(cut)


def from_pil(image: Any) -> pyvips.Image:
    """A Pillow image as a libvips image."""
    if image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    bands = len(image.getbands())
    made = pyvips.Image.new_from_memory(image.tobytes(), image.width, image.height, bands, "uchar")
    return made.copy(interpretation="b-w" if bands == 1 else "srgb")


def _load(path: Path, mime: str, frame: int = 0) -> pyvips.Image:
    try:
        if mime in THROUGH_PILLOW:
            return _load_with_pillow(path)
        options = {"page": frame} if mime == "image/tiff" else {}
        return getattr(pyvips.Image, LOADERS[mime])(str(path), fail_on="truncated", **options)
    except KeyError as error:
        raise UnusableImage(detail=f"{mime} is no format of page images") from error
    except pyvips.Error as error:
        raise UnusableImage(detail=_reason(error)) from error


def _load_with_pillow(path: Path) -> pyvips.Image:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=["JPEG2000", "BMP"]) as opened:
            image: Image.Image = opened
            _refuse_huge(*image.size)
            if image.mode.startswith("I;16"):
                image = image.point(lambda value: value / 256).convert("L")
            return from_pil(image)
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError) as error:
        raise UnusableImage(detail=str(error)) from error


def _plain(image: pyvips.Image) -> pyvips.Image:
    # Order matters: alpha is scaled by the format's own range, so it goes before the depth does.
    if image.interpretation == "cmyk" or image.interpretation in {"lab", "labs", "labq", "xyz"}:
        image = image.icc_transform("srgb") if image.get_typeof("icc-profile-data") else image.colourspace("srgb")
    elif image.interpretation in {"rgb16", "scrgb", "hsv", "lch", "yxy"}:
        image = image.colourspace("srgb")
    elif image.interpretation == "grey16":
        image = image.colourspace("b-w")
    if image.hasalpha():
        image = image.flatten(background=255)
    if image.format != "uchar":
        # No interpretation told us the range: 16-bit grey and floating point from scanners' own programs.
        image = image.cast("float")
        low, high = image.min(), image.max()
        image = ((image - low) * (255 / (high - low)) if high > low else image * 0 + 255).cast("uchar")
    if image.bands == 2 or image.bands > 3:
        image = image[0] if image.bands == 2 else image[0:3]
    return image.copy(interpretation="b-w" if image.bands == 1 else "srgb")


def _refuse_huge(width: int, height: int) -> None:
    if max(width, height) > LARGEST_SIDE or width * height > LARGEST_AREA:
        raise UnusableImage(detail=f"{width} × {height} pixels are more than the archive takes")


def _orientation(image: pyvips.Image) -> int:
    return image.get("orientation") if image.get_typeof("orientation") else 1


def _reason(error: Exception) -> str:
    # libvips reports in lines, the last said first; the path of the file is nobody's business.
    text = getattr(error, "detail", None) or str(error)
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it cannot be decoded"
