"""Finds words on a page whatever script or ending they are written in, with the boxes they stand in.

The page's words and the query are folded to the same keys (chorsu.language.folding), so «Ўткан» is found by "o'tkan".
Words divided at the end of a line are one word with two boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from chorsu.formats.alto import Line, PageText, Word
from chorsu.language.folding import Span, token_spans, tokens
from chorsu.language.stems import any_stem

AROUND = 12  # words on each side of what was found
MOST_WORDS = 12
_HYPHENS = "-\u00ad\u2010¬"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page image, in its pixels."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found: the words, what stands around them, and their boxes (none in a text without places)."""

    match: str
    before: str
    after: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: folded words and their stems."""

    keys: tuple[str, ...]
    stems: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.keys)

    def may_stand_in(self, folded: str, phrase: bool = True) -> bool:
        """Quick look at a folded text by the first letters of the words: False when they cannot stand in it so.

        >>> wanted("o'tgan kunlar").may_stand_in("ikki otgan kunda"), wanted("bir gap").may_stand_in("gap bir")
        (True, False)
        """
        if phrase:
            return _pattern(" ".join(stem[:3] for stem in self.stems)).search(folded) is not None
        return all(_pattern(stem[:3]).search(folded) for stem in self.stems)


@lru_cache(maxsize=256)
def _pattern(beginnings: str) -> re.Pattern[str]:
    return re.compile("(?:^| )" + " ".join(re.escape(part) + r"\S*" for part in beginnings.split(" ")))


@dataclass(slots=True)
class _Token:
    key: str
    word: int  # place in the row of words
    boxes: list[Box] = field(default_factory=list)


def wanted(query: str) -> Wanted:
    """What a query asks for; empty for one without words."""
    keys = tuple(dict.fromkeys(tokens(query)[:MOST_WORDS]))
    return Wanted(keys, tuple(any_stem(key) for key in keys))


def is_one(key: str, sought: str, stem: str) -> bool:
    """Whether a word of the page is the word sought, or one of its forms.

    >>> is_one("kitoblarimiz", "kitob", "kitob"), is_one("kito", "kitob", "kitob"), is_one("ikki", "ik", "ik")
    (True, False, False)
    """
    if key == sought or (len(sought) >= 4 and key.startswith(sought)):
        return True
    # A form shares the first letters with its stem: most words need no stemming to be told apart.
    return len(stem) >= 3 and key[:2] == stem[:2] and _stem(key) == stem


def find(page: PageText, sought: Wanted, phrase: bool = True) -> list[Hit]:
    """Every place on the page where the words stand one after another; with `phrase=False` each word by itself,
    if the page holds all of them.

    >>> line = Line([Word("Ўткан", 0, 0, 50, 9), Word("кунлар.", 60, 0, 40, 9)])
    >>> from chorsu.formats.alto import Block
    >>> [(hit.match, len(hit.boxes)) for hit in find(PageText(100, 9, [Block([line])]), wanted("o'tkan kun"))]
    [('Ўткан кунлар.', 1)]
    """
    words, row = _row(page)
    runs = _phrases(row, sought) if phrase or len(sought.keys) == 1 else _single(row, sought)
    hits = []
    for run in runs:
        first, last = run[0].word, run[-1].word
        boxes = [box for token in run for box in token.boxes]
        hits.append(
            Hit(
                " ".join(words[first : last + 1]),
                " ".join(words[max(0, first - AROUND) : first]),
                " ".join(words[last + 1 : last + 1 + AROUND]),
                tuple(_joined(boxes)),
            )
        )
    return hits


_stem = lru_cache(maxsize=1 << 14)(any_stem)


@lru_cache(maxsize=1 << 15)
def _spans(text: str) -> tuple[Span, ...]:
    # The words of a book repeat; folding each writing once makes a search inside four times quicker.
    return tuple(token_spans(text))


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of words side by side on one line become one box."""
    joined: list[Box] = []
    for box in dict.fromkeys(boxes):
        last = joined[-1] if joined else None
        if last and box.x >= last.x and box.x - (last.x + last.w) < 2 * max(last.h, box.h) and _same_line(last, box):
            top, bottom = min(last.y, box.y), max(last.y + last.h, box.y + box.h)
            joined[-1] = Box(last.x, top, max(last.x + last.w, box.x + box.w) - last.x, bottom - top)
        else:
            joined.append(box)
    return joined


def _same_line(one: Box, other: Box) -> bool:
    shared = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return shared * 2 > min(one.h, other.h)


def _phrases(row: Sequence[_Token], sought: Wanted) -> list[list[_Token]]:
    runs, at, length = [], 0, len(sought.keys)
    while at + length <= len(row):
        run = list(row[at : at + length])
        if all(is_one(t.key, k, s) for t, k, s in zip(run, sought.keys, sought.stems, strict=True)):
            runs.append(run)
            at += length
        else:
            at += 1
    return runs


def _single(row: Sequence[_Token], sought: Wanted) -> list[list[_Token]]:
    runs: list[list[_Token]] = []
    met = set()
    for token in row:
        for key, stem in zip(sought.keys, sought.stems, strict=True):
            if is_one(token.key, key, stem):
                met.add(key)
                # Found words side by side are one place.
                if runs and token.word - runs[-1][-1].word <= 1:
                    runs[-1].append(token)
                else:
                    runs.append([token])
                break
    return runs if len(met) == len(sought.keys) else []


def _row(page: PageText) -> tuple[list[str], list[_Token]]:
    """The words of the page as read, and their keys with boxes."""
    words: list[str] = []
    row: list[_Token] = []
    for block in page.blocks:
        carried: tuple[str, Box] | None = None
        for number, line in enumerate(block.lines):
            following = block.lines[number + 1] if number + 1 < len(block.lines) else None
            for place, word in enumerate(line.words):
                if place == len(line.words) - 1 and _divided(word, following):
                    carried = (word.text[:-1], Box(word.x, word.y, word.w, word.h))
                    continue
                text, more = word.text, None
                if carried and place == 0:
                    text, more = carried[0] + word.text, carried[1]
                    carried = None
                words.append(text)
                row += [
                    _Token(key, len(words) - 1, [box for box in (more, whole) if box and box.w])
                    for key, whole in _keys(text, word, bool(more))
                ]
    return words, row


def _divided(word: Word, following: Line | None) -> bool:
    text = word.text
    return (
        following is not None
        and bool(following.words)
        and len(text) > 1
        and text[-1] in _HYPHENS
        and text[-2].isalpha()
        and following.words[0].text[:1].islower()
    )


def _keys(text: str, word: Word, joined: bool) -> list[tuple[str, Box]]:
    """The folded words inside one word of the page; of several each gets its part of the box."""
    spans = _spans(text)
    if len(spans) < 2 or joined:
        return [(span.key, Box(word.x, word.y, word.w, word.h)) for span in spans]
    unit = word.w / max(1, len(text))
    return [
        (span.key, Box(round(word.x + unit * span.start), word.y, round(unit * (span.end - span.start)), word.h))
        for span in spans
    ]
