"""Reads image addresses (IIIF Image API 3.0, section 4): region, size, rotation, quality, format. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chorsu.exchange.iiif.errors import BadImageRequest, NotOffered

# No answer is larger than this a side: tiles and screens need less, and whole masters are downloads.
MOST = 4000
TILE = 512
QUALITIES = ("default", "color", "gray", "bitonal")
FORMATS = {"jpg": "image/jpeg", "png": "image/png"}
OTHER_FORMATS = frozenset({"tif", "gif", "jp2", "pdf", "webp"})

_NUMBER = r"(\d{1,6}(?:\.\d{1,10})?|\.\d{1,10})"
_PIXELS = re.compile(r"(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})\Z")
_SHARES = re.compile(rf"pct:{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}\Z")
_SIZE = re.compile(r"(!?)(\d{1,6})?,(\d{1,6})?\Z")
_SHARE = re.compile(rf"pct:{_NUMBER}\Z")
_TURN = re.compile(rf"(!?){_NUMBER}\Z")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the image in its pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """An image to make: a region, brought to a size in pixels, turned clockwise."""

    region: Region
    width: int
    height: int
    turn: int = 0
    quality: str = "default"
    format: str = "jpg"

    def canonical(self, width: int, height: int) -> str:
        """The canonical form of the address (section 4.7) for a full image of this size."""
        part = self.region
        region = "full" if part == Region(0, 0, width, height) else f"{part.x},{part.y},{part.width},{part.height}"
        whole = region == "full" and (self.width, self.height) == largest(width, height)
        size = "max" if whole else f"{self.width},{self.height}"
        return f"{region}/{size}/{self.turn}/{self.quality}.{self.format}"


def read(width: int, height: int, region: str, size: str, rotation: str, quality: str, format: str) -> Wanted:
    """What an address asks of an image of `width` × `height`. Raises BadImageRequest, NotOffered.

    >>> read(3000, 4000, "0,0,1024,1024", "512,", "0", "default", "jpg").canonical(3000, 4000)
    '0,0,1024,1024/512,512/0/default.jpg'
    >>> read(3000, 4000, "full", "!600,600", "90", "gray", "png").width
    450
    """
    part = region_of(width, height, region)
    wide, high = size_of(part, size)
    if quality not in QUALITIES:
        raise BadImageRequest(part=quality[:40])
    if format in OTHER_FORMATS:
        raise NotOffered(part=format)
    if format not in FORMATS:
        raise BadImageRequest(part=format[:40])
    return Wanted(part, wide, high, turn_of(rotation), quality, format)


def region_of(width: int, height: int, text: str) -> Region:
    """Section 4.1; what lies outside of the image is cut off.

    >>> region_of(100, 80, "square"), region_of(100, 80, "pct:50,50,100,25")
    (Region(x=10, y=0, width=80, height=80), Region(x=50, y=40, width=50, height=20))
    >>> region_of(100, 80, "100,0,5,5")
    Traceback (most recent call last):
    ...
    chorsu.exchange.iiif.errors.BadImageRequest: “100,0,5,5” cannot be asked of this image.
    """
    if text == "full":
        return Region(0, 0, width, height)
    if text == "square":
        side = min(width, height)
        return Region((width - side) // 2, (height - side) // 2, side, side)
    if match := _PIXELS.match(text):
        x, y, wide, high = map(int, match.groups())
    elif match := _SHARES.match(text):
        shares = [float(one) / 100 for one in match.groups()]
        x, wide = round(shares[0] * width), round(shares[2] * width)
        y, high = round(shares[1] * height), round(shares[3] * height)
    else:
        raise BadImageRequest(part=text[:60])
    wide, high = min(wide, width - x), min(high, height - y)
    if wide <= 0 or high <= 0:
        raise BadImageRequest(part=text[:60])
    return Region(x, y, wide, high)


def size_of(part: Region, text: str) -> tuple[int, int]:
    """Section 4.2, never larger than the region or than MOST a side.

    >>> size_of(Region(0, 0, 6000, 3000), "max"), size_of(Region(0, 0, 600, 300), "pct:50")
    ((4000, 2000), (300, 150))
    """
    if text.startswith("^"):
        raise NotOffered(part=text[:40])
    if text == "max":
        return largest(part.width, part.height)
    if match := _SHARE.match(text):
        share = float(match[1]) / 100
        wide, high = max(1, round(part.width * share)), max(1, round(part.height * share))
        if share <= 0:
            raise BadImageRequest(part=text[:40])
    elif (match := _SIZE.match(text)) and (match[2] or match[3]):
        asked_wide, asked_high = (int(one) if one else 0 for one in match.groups()[1:])
        if match[1]:
            if not (match[2] and match[3]) or not (asked_wide and asked_high):
                raise BadImageRequest(part=text[:40])
            share = min(asked_wide / part.width, asked_high / part.height, 1)
            wide, high = max(1, round(part.width * share)), max(1, round(part.height * share))
        else:
            if (match[2] and not asked_wide) or (match[3] and not asked_high):
                raise BadImageRequest(part=text[:40])
            wide = asked_wide or max(1, round(part.width * asked_high / part.height))
            high = asked_high or max(1, round(part.height * asked_wide / part.width))
    else:
        raise BadImageRequest(part=text[:40])
    if wide > part.width or high > part.height or wide > MOST or high > MOST:
        raise BadImageRequest(part=text[:40])
    return wide, high


def turn_of(text: str) -> int:
    """Section 4.3: quarters of a turn; no mirrors."""
    match = _TURN.match(text)
    if not match or float(match[2]) > 360:
        raise BadImageRequest(part=text[:40])
    turn = float(match[2]) % 360
    if match[1] or turn % 90:
        raise NotOffered(part=text[:40])
    return int(turn)


def largest(width: int, height: int) -> tuple[int, int]:
    """The size of `max`: the region's own, or as large as MOST lets it be.

    >>> largest(10, 9000)
    (4, 4000)
    """
    share = min(1.0, MOST / max(width, height))
    return max(1, round(width * share)), max(1, round(height * share))


def scales(width: int, height: int) -> list[int]:
    """Scale factors of tiles until the whole image is one.

    >>> scales(1024, 700), scales(100, 100)
    ([1, 2], [1])
    """
    found = [1]
    while max(width, height) > TILE * found[-1]:
        found.append(found[-1] * 2)
    return found


def sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Smaller whole images that a viewer may ask for, and that cost the least."""
    steps = [step for step in (200, 400, 800, 1200, 1600, 2400, 3600) if step < width]
    return [(step, high) for step in steps if (high := max(1, round(height * step / width))) <= MOST]
