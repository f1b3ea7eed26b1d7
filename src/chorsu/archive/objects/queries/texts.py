"""The text of pages: read page by page from the object, never from a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from chorsu.archive.objects.adapters import folders, textpack
from chorsu.archive.objects.models import Page
from chorsu.archive.objects.queries.finding import text_pack, text_packs
from chorsu.formats.alto import PageText

OBJECTS_AT_ONCE = 200


def page_text(page: Page) -> PageText:
    """The text of a page with its words and their places; empty when the page has none."""
    if page.text_version:
        found = textpack.read_page(text_pack(page.object_id), folders.loose_texts(page.object_id), page.number)
        if found is not None:
            return found
    return PageText(page.width, page.height)


def page_texts(
    object_ids: Iterable[int] | None = None, page_ids: Iterable[int] | None = None
) -> Iterator[tuple[int, int, str, str]]:
    """(object number, page number, label, running text) of all pages with text, in order, a page at a time.

    Give numbers of objects or of page rows (or neither for everything). Memory stays flat: an object's pack is
    opened once and rows come in slices; the places of packs are looked up for so many objects at once.
    """
    rows = Page.objects.filter(text_version__gt=0, word_count__gt=0)
    if object_ids is not None:
        rows = rows.filter(object__in=list(object_ids))
    if page_ids is not None:
        rows = rows.filter(pk__in=list(page_ids))
    listed = rows.order_by("object_id", "number").values_list("object_id", "number", "label")
    books = (
        (number, {place: label for _, place, label in group})
        for number, group in groupby(listed.iterator(chunk_size=2000), key=lambda row: row[0])
    )
    while slice_ := list(islice(books, OBJECTS_AT_ONCE)):
        packs = text_packs(number for number, _ in slice_)
        for number, labels in slice_:
            for place, text in textpack.read_texts(packs.get(number), folders.loose_texts(number), labels):
                yield number, place, labels[place], text
