"""Makes the context of the results page: facets with their links, chips of what is on, sorting, paging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chorsu.discovery.search.answering import said
from chorsu.discovery.search.queries import Asked, Found, Shown
from chorsu.discovery.search.queries.asking import HEADINGS, LAST_PAGE, PER_PAGE
from chorsu.discovery.search.queries.labels import NAMES, key_of, label, places_by_code
from chorsu.discovery.search.syntax import parse
from chorsu.kernel.paging import Page
from chorsu.language.detection import script as script_of
from chorsu.language.transliteration import to_cyrillic, to_latin
from chorsu.people.libraries.models import Kind

SORT_NAMES = {
    "relevance": _("Relevance"),
    "newest": _("Newest editions"),
    "oldest": _("Oldest editions"),
    "title": _("Title"),
    "author": _("Author"),
    "added": _("Lately added"),
}
ORDER = ("availability", "language", "script", "kind", "decade", "library", "subject", "author")
OPEN = frozenset({"availability", "language", "kind", "decade"})
SHOWN_LIBRARIES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet."""

    value: str
    label: str
    count: int
    on: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet; `on` tells whether one of its values is chosen."""

    name: str
    label: str
    choices: list[Choice]
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on, with the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One decade of the picture of years, in the units of its drawing."""

    x: int
    y: float
    height: float
    year: int
    count: int


def results_context(asked: Asked, found: Found, hits: list[Shown]) -> dict[str, Any]:
    """Everything the page of results draws."""
    places = _places(asked, found)
    reachable = min(found.total, LAST_PAGE * asked.per_page)
    return {
        "asked": asked,
        "found": found,
        "messages_said": [said(message) for message in found.messages],
        "hits": hits,
        "facets": [_facet(name, asked, found, places) for name in ORDER if name != "decade"],
        "bars": _bars(found),
        "chips": _chips(asked, found, places),
        "page": Page(items=hits, number=asked.page, per_page=asked.per_page, total=reachable),
        "sorts": [(name, text, asked.sort == name) for name, text in SORT_NAMES.items()],
        "per_pages": [(number, asked.per_page == number) for number in PER_PAGE],
        "both": _both_scripts(asked.text),
        "rss_url": "/search.rss" + asked.address(),
        "clear_url": "/search" + asked.address(filters={}, since=None, until=None),
        "literal_url": "/search" + asked.address(literal=True),
        "meant_url": "/search" + asked.address(text=found.did_you_mean) if found.did_you_mean else "",
        "grouped_url": "/search" + asked.address(grouped=not asked.grouped),
        "now_url": "/search?availability=online",
    }


def _places(asked: Asked, found: Found) -> dict[str, Any]:
    wanted = {str(bucket.value) for bucket in found.facets.get("library", ())}
    return places_by_code(wanted | set(asked.filters.get("library", ())))


def _facet(name: str, asked: Asked, found: Found, places: dict[str, Any]) -> FacetShown:
    chosen = asked.filters.get(name, ())
    choices = []
    for bucket in found.facets.get(name, ()):
        value = key_of(bucket.value)
        place = places.get(value) if name == "library" else None
        if name == "library" and (place is None or place.kind != Kind.LIBRARY) and value not in chosen:
            continue
        text = label(name, str(bucket.value), places)
        choices.append(Choice(value, text, bucket.count, value in chosen, place.name_lang if place else ""))
    seen = {choice.value for choice in choices}
    for value in chosen:
        # A chosen value with no hits stays visible, so that it can be taken back.
        if value not in seen:
            choices.append(Choice(value, label(name, value, places), 0, True))
    choices.sort(key=lambda choice: not choice.on)
    if name == "library":
        choices = choices[: max(SHOWN_LIBRARIES, len(chosen))]
    return FacetShown(name, str(NAMES[name]), choices, name in OPEN or bool(chosen))


def _chips(asked: Asked, found: Found, places: dict[str, Any]) -> list[Chip]:
    said = {(name, key_of(b.value)): str(b.value) for name in HEADINGS for b in found.facets.get(name, ())}
    chips = [
        Chip(
            f"{NAMES[name]}: {label(name, said.get((name, value), value), places)}",
            "/search" + asked.without(name, value),
        )
        for name, values in asked.filters.items()
        for value in values
    ]
    if asked.since is not None or asked.until is not None:
        span = f"{asked.since if asked.since is not None else ''}–{asked.until if asked.until is not None else ''}"
        chips.append(Chip(f"{NAMES['decade']}: {span}", "/search" + asked.address(since=None, until=None)))
    return chips


def _bars(found: Found) -> list[Bar]:
    buckets = [bucket for bucket in found.facets.get("decade", ()) if 1400 <= int(bucket.value) <= 2100]
    if len(buckets) < 2:
        return []
    last = int(buckets[-1].value)
    counts = {int(bucket.value): bucket.count for bucket in buckets}
    decades = range(max(int(buckets[0].value), last - 110), last + 10, 10)
    most = max(counts.get(decade, 0) for decade in decades) or 1
    width = 216 // max(len(decades), 1)
    bars = []
    for place, decade in enumerate(decades):
        height = round(42 * counts.get(decade, 0) / most, 1)
        bars.append(Bar(place * width, 44 - height, height, decade, counts.get(decade, 0)))
    return bars


def _both_scripts(text: str) -> tuple[str, str] | None:
    """The query in both Uzbek alphabets, where the reader's interface is Uzbek and the query is plain words."""
    if not (get_language() or "").startswith("uz") or not text or len(text) > 80 or ":" in text:
        return None
    if parse(text).tree is None or any(sign in text for sign in '"|*'):
        return None
    script = script_of(text)
    if script == "Latn":
        return to_latin(to_cyrillic(text)), to_cyrillic(text)
    if script == "Cyrl":
        return to_latin(text), text
    return None
