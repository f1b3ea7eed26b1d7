"""Reads one page: blank or not, with which pack, again turned or with Sauvola when the first finds little.

Plain Python on an image and an engine, no database: it runs in worker processes of its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyvips

from chorsu.archive.ocr import rules
from chorsu.archive.ocr.errors import PageUnreadable
from chorsu.archive.ocr.ports import SAUVOLA, Engine, GreyImage
from chorsu.formats.alto import PageText
from chorsu.language import detection

RECOGNISED, BLANK = "recognised", "blank"
# A point this much darker than the paper is ink; less than this share of ink on a page is dust.
INK_DEPTH = 50
DUST = 0.00015
# The strip read to choose a pack: this part of the page's height, about three lines, in points at least and at most.
STRIP_SHARE, SMALLEST_STRIP, LARGEST_STRIP = 16, 120, 320
LOW_PAGE = 1000


@dataclass(slots=True)
class Page:
    """What became of a page: state recognised or blank, the text kept, its pack, and how often it was read."""

    state: str
    text: PageText
    pack: str = ""
    passes: list[str] = field(default_factory=list)
    note: str = ""
    next_pack: str = ""


def read(
    engine: Engine,
    image: pyvips.Image,
    declared: Sequence[str] = (),
    expected: str = "",
    packs: frozenset | None = None,
    usual: float = 0.9,
) -> Page:
    """Recognise a page image. `expected` is the pack that read the page before, tried first when it may fit;
    `usual` is how surely that page was read: much less now means that the language may have changed.

    Raises PageUnreadable, and pyvips.Error when the image turns out to be damaged.
    """
    if min(image.width, image.height) < rules.SMALLEST_SIDE:
        raise PageUnreadable(detail=f"the image is {image.width} × {image.height} pixels, too small to hold text")
    grey, scale = _grey(image)
    ink = ink_share(grey)
    empty = PageText(image.width, image.height)
    if ink < DUST:
        return Page(BLANK, empty)
    installed = engine.packs() if packs is None else packs
    wanted = rules.candidates(declared, installed)
    picture = _bytes(grey)
    passes: list[str] = []
    pack = expected if expected in wanted or (expected and not declared) else ""
    if not pack:
        pack = wanted[0] if len(wanted) == 1 else _probe(engine, grey, wanted, passes)
    best = _attempt(engine, picture, pack, passes)
    better = _fitting(best, installed)
    if better and better not in passes:
        best = max(best, _attempt(engine, picture, better, passes), key=lambda one: one[0].score)
    elif pack == expected and best[0].confidence < max(rules.GOOD_CONFIDENCE, usual - rules.DROP):
        # The page before may have been in another language.
        other = _probe(engine, grey, rules.candidates([], installed), passes)
        if other not in passes:
            best = max(best, _attempt(engine, picture, other, passes), key=lambda one: one[0].score)
    turn = engine.turn(picture) if rules.is_weak(best[0], ink) else 0
    if turn:
        upright = grey.rot(f"d{turn}")
        pack = wanted[0] if len(wanted) == 1 else _probe(engine, upright, wanted, passes)
        again = _attempt(engine, _bytes(upright), pack, passes)
        passes[-1] += f"/turned {turn}"
        if again[0].score > best[0].score:
            best, picture = again, _bytes(upright)
        else:
            turn = 0
    if rules.is_weak(best[0], ink):
        best = max(best, _attempt(engine, picture, best[0].pack, passes, SAUVOLA), key=lambda one: one[0].score)
        better = _fitting(best, installed)
        if better and better not in passes:
            best = max(best, _attempt(engine, picture, better, passes, SAUVOLA), key=lambda one: one[0].score)
    reading, text = best
    if not reading.words or reading.score <= 0:
        # A plate, a drawing, or print no pack can read: nobody should take it for an empty page.
        return Page(BLANK, empty, "", passes, "No text was found on this page, although it is not empty.")
    if turn:
        _turn_back(text, turn, grey.width, grey.height)
    running = text.text
    following = rules.next_pack(reading.pack, _language(running), running, wanted if declared else (), installed)
    return Page(RECOGNISED, _unscaled(text, scale, image.width, image.height), reading.pack, passes, "", following)


def ink_share(grey: pyvips.Image) -> float:
    """The share of points clearly darker than the paper, on a copy of at most 1,000 points a side."""
    histogram, paper = _levels(grey)
    total = sum(histogram)
    if paper < INK_DEPTH:
        return 1.0 if sum(histogram[paper + INK_DEPTH :]) > total * DUST else 0.0
    return sum(histogram[: max(0, paper - INK_DEPTH)]) / total


def _language(text: str) -> str:
    guess = detection.language(text)
    return guess.lang if guess.confidence >= rules.GUESS_CONFIDENCE else ""


def _levels(grey: pyvips.Image) -> tuple[array, int]:
    """How many points there are of each brightness, and the middle one: the paper's."""
    small = grey.resize(min(1.0, 1000 / max(grey.width, grey.height)), kernel="linear")
    histogram = array("I", bytes(small.hist_find().cast("uint").write_to_memory()))
    total, below = sum(histogram), 0
    for value, count in enumerate(histogram):
        below += count
        if below * 2 >= total:
            return histogram, value
    return histogram, 255


def _attempt(engine: Engine, picture: GreyImage, pack: str, passes: list[str], thresholding: int = 0):
    text = engine.recognise(picture, pack, thresholding)
    passes.append(f"{pack}/sauvola" if thresholding == SAUVOLA else pack)
    words = text.words
    score = rules.score([(word.text, word.confidence) for word in words])
    return rules.Reading(pack, len(words), text.confidence or 0.0, score), text


def _fitting(best, installed) -> str:
    reading, text = best
    if reading.words < rules.WORDS_TO_GUESS:
        return ""
    guess = detection.language(text.text)
    if guess.confidence < rules.GUESS_CONFIDENCE:
        return ""
    return rules.fitting(guess.lang, guess.script, reading.pack, installed)


def _probe(engine: Engine, grey: pyvips.Image, wanted: Sequence[str], passes: list[str]) -> str:
    """The pack for a page, from a strip across the middle of its print: the one that fits the language which the
    first legible reading shows, or the one that reads best. Few words: the same again with a strip thrice as high."""
    passes.append("probe")
    packs = frozenset(part for pack in wanted for part in pack.split("+"))
    best = None
    for times in (1, 3):
        strip = _bytes(_strip(grey, times))
        readings = []
        for pack in rules.probing(wanted):
            one = _attempt(engine, strip, pack, [])
            readings.append(one)
            if one[0].words < rules.WORDS_TO_GUESS or one[0].confidence < rules.LEGIBLE_CONFIDENCE:
                continue
            if better := _fitting(one, packs):
                return better
            if one[0].confidence >= rules.SURE_CONFIDENCE:
                return pack
        best = max(readings, key=lambda one: one[0].score)
        if best[0].words >= rules.WORDS_TO_GUESS or strip.height == grey.height:
            break
    if best is None or best[0].score <= 0:
        return wanted[0]
    # Packs of one alphabet read alike: the language of what was read decides between them.
    return _fitting(best, packs) or best[0].pack


def _strip(grey: pyvips.Image, times: int = 1) -> pyvips.Image:
    """A few lines in the middle of what is printed, cut between lines; the whole page when it is low."""
    height = times * min(max(grey.height // STRIP_SHARE, SMALLEST_STRIP), LARGEST_STRIP)
    if grey.height <= max(LOW_PAGE, 2 * height):
        return grey
    _, paper = _levels(grey)
    ink = grey < paper - INK_DEPTH if paper >= INK_DEPTH else grey > paper + INK_DEPTH
    rows = array("I", bytes(ink.project()[1].cast("uint").write_to_memory()))
    half, below, middle = sum(rows) / 2, 0, grey.height // 2
    for row, count in enumerate(rows):
        below += count
        if below > half:
            middle = row
            break
    top = _emptiest(rows, middle - height // 2, height // 4)
    return grey.crop(0, top, grey.width, _emptiest(rows, top + height, height // 4) - top)


def _emptiest(rows: array, near: int, reach: int) -> int:
    """The row with the least ink around a row, the nearest of several: where no line is cut."""
    around = range(max(0, near - reach), min(len(rows), near + reach))
    return min(around, key=lambda row: (rows[row], abs(row - near)), default=max(0, min(near, len(rows) - 1)))


def _grey(image: pyvips.Image) -> tuple[pyvips.Image, float]:
    grey = image.colourspace("b-w") if image.bands > 1 else image
    longest = max(grey.width, grey.height)
    # Engines are trained on text of 300 dpi; what is much larger is slower to read and no better.
    scale = min(1.0, rules.LARGEST_SIDE / longest)
    if scale < 1:
        grey = grey.resize(scale, vscale=max(scale, 1 / grey.height))
    return grey.cast("uchar").copy_memory(), scale


def _bytes(grey: pyvips.Image) -> GreyImage:
    return GreyImage(grey.width, grey.height, bytes(grey.write_to_memory()))


def _turn_back(text: PageText, turn: int, width: int, height: int) -> None:
    """Places on an image that was turned clockwise become places on the image as it is kept (width × height)."""
    for word in text.words:
        x, y, w, h = word.x, word.y, word.w, word.h
        if turn == 180:
            word.x, word.y = width - x - w, height - y - h
        elif turn == 90:
            word.x, word.y, word.w, word.h = y, height - x - w, h, w
        else:
            word.x, word.y, word.w, word.h = width - y - h, x, h, w


def _unscaled(text: PageText, scale: float, width: int, height: int) -> PageText:
    if scale < 1:
        for word in text.words:
            word.x, word.y = round(word.x / scale), round(word.y / scale)
            word.w, word.h = max(1, round(word.w / scale)), max(1, round(word.h / scale))
    text.width, text.height = width, height
    return text
