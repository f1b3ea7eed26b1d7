"""What is read while reading: the words inside a book, the text of a page in either script, places kept.

Nothing here asks the gate; the doors of this room (`doors.py`) do before they show an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Sum

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.discovery.reader import finding, rules
from chorsu.discovery.reader.errors import NoPosition, UnknownScript
from chorsu.discovery.reader.finding import Box
from chorsu.discovery.reader.models import Position
from chorsu.formats.alto import PageText
from chorsu.language.folding import fold
from chorsu.language.transliteration import to_cyrillic, to_latin

MOST_HITS = 200
MOST_QUERY = 200
# Folded texts of the books read last stay in memory: folding five hundred pages takes most of a second.
BOOKS_KEPT = 12
SCRIPTS = {"latn": to_latin, "cyrl": to_cyrillic}


@dataclass(frozen=True, slots=True)
class Found:
    """One place inside a book; `width` and `height` are those of the page image the boxes are measured on."""

    page: int
    label: str
    before: str
    match: str
    after: str
    boxes: tuple[Box, ...]
    width: int
    height: int

    @property
    def snippet(self) -> str:
        """The words around, as plain text."""
        return " ".join(part for part in (self.before, self.match, self.after) if part)


@dataclass(frozen=True, slots=True)
class Inside:
    """What a search inside a book gave. `phrase` is False when the words were found apart; `more` that some are left
    out."""

    query: str
    hits: tuple[Found, ...]
    phrase: bool = True
    more: bool = False

    @property
    def pages(self) -> int:
        return len({hit.page for hit in self.hits})

    def on(self, page: int) -> list[Found]:
        """The places on one page."""
        return [hit for hit in self.hits if hit.page == page]


def search_inside(object: DigitalObject, query: str, most: int = MOST_HITS) -> Inside:
    """Every place in the object where the words stand together; where they never do, pages that hold all of them."""
    query = " ".join(query[:MOST_QUERY].split())
    sought = finding.wanted(query)
    if not sought:
        return Inside(query, ())
    pages = _folded_pages(object)
    for phrase in (True, False):
        numbers = [number for number, folded in pages if sought.may_stand_in(folded, phrase)]
        found, more = _look(object, numbers, sought, phrase, most)
        if found or len(sought.keys) == 1:
            return Inside(query, tuple(found), phrase, more)
    return Inside(query, ())


def _look(object: DigitalObject, numbers: list[int], sought, phrase: bool, most: int) -> tuple[list[Found], bool]:
    found: list[Found] = []
    for start in range(0, len(numbers), 50):
        rows = Page.objects.filter(object=object, number__in=numbers[start : start + 50]).order_by("number")
        for page in rows:
            page.object = object
            text = objects.page_text(page)
            label = rules.page_name(object.kind, page.label, page.number)
            for hit in finding.find(text, sought, phrase):
                if len(found) == most:
                    return found, True
                found.append(
                    Found(
                        page.number,
                        label,
                        hit.before,
                        hit.match,
                        hit.after,
                        hit.boxes,
                        text.width or page.width,
                        text.height or page.height,
                    )  # fmt: skip
                )
    return found, False


def _folded_pages(object: DigitalObject) -> list[tuple[int, str]]:
    stamp = Page.objects.filter(object=object).aggregate(sum=Sum("text_version"))["sum"] or 0
    return _folded(object.pk, f"{object.version}-{stamp}")


@lru_cache(maxsize=BOOKS_KEPT)
def _folded(number: int, stamp: str) -> list[tuple[int, str]]:
    return [(page, fold(text)) for _object, page, _label, text in objects.page_texts([number])]


def in_script(text: str, script: str) -> str:
    """Uzbek text in the script asked for (latn, cyrl), as it is for an empty one. Raises UnknownScript."""
    if not script:
        return text
    if script not in SCRIPTS:
        raise UnknownScript(script=script[:20])
    return SCRIPTS[script](text)


def paragraphs(page: PageText, script: str = "") -> list[str]:
    """The paragraphs of a page, words divided at line ends put together, in the script asked for."""
    return [in_script(text, script) for text in page.running_text.split("\n") if text.strip()]


def has_two_scripts(object: DigitalObject, page: Page | None = None) -> bool:
    """Whether the text may be shown in the other script of Uzbek."""
    return rules.is_uzbek([*object.languages, page.language if page else ""])


def position_of(account, object: DigitalObject) -> Position | None:
    """Where this account stopped in this object."""
    found = Position.objects.filter(account=account, object=object).first()
    if found:
        found.object = object
    return found


def kept_position(account, object: DigitalObject) -> Position:
    """As `position_of`; raises NoPosition."""
    found = position_of(account, object)
    if found is None:
        raise NoPosition
    return found


def positions(account):
    """Everything the account began to read, the latest first, as a queryset."""
    return (
        Position.objects.filter(account=account)
        .select_related("object__record", "object__library")
        .defer("object__record__description")
        .order_by("-updated", "-pk")
    )


def readable(viewer, found: Iterable[Position]) -> list[tuple[Position, bool]]:
    """Each place with the gate's word: whether the viewer may open the book now."""
    found = list(found)
    decisions = rights.decide_many(viewer, [one.object for one in found], "read")
    return [(one, bool(decisions[one.object_id])) for one in found]


def going_on(account, viewer, limit: int = 4) -> list[Position]:
    """What can be read on: begun, not finished, open to this viewer."""
    rows = positions(account).filter(fraction__lt=0.99, object__state__in=["ready", "processing"])[: limit * 3]
    return [one for one, may in readable(viewer, rows) if may][:limit]
