"""An index of its own for each test, and the shelf the tests search."""

from __future__ import annotations

from typing import Any

import pytest

from chorsu.catalogue.records.tests.makers import make_record
from chorsu.discovery.search import sources
from chorsu.discovery.search.actions import index_now
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.queries import headings, labels

__all__ = ["fresh_index", "index_now", "make_shelf"]


@pytest.fixture
def fresh_index(tmp_path, settings):
    """An empty index that no other test sees: `from …search.tests.makers import fresh_index`."""
    place.reset()
    settings.SEARCH_DIR = tmp_path / "index"
    sources._tree = (-1e9, {})
    labels.forget()
    headings.forget()
    yield settings.SEARCH_DIR
    place.reset()


def make_shelf(library: Any = None) -> dict[str, Any]:
    """A few well-known editions in several scripts, by a short name."""
    book = {"library": library}
    return {
        "kunlar": make_record(**book, title="Oʻtkan kunlar", author="Qodiriy, Abdulla", year=1926),
        "кунлар": make_record(**book, title="Ўткан кунлар", author="Қодирий, Абдулла", year=1974),
        "chayon": make_record(**book, title="Mehrobdan chayon", author="Qodiriy, Abdulla", year=1929),
        "дни": make_record(**book, title="Минувшие дни", author="Кадыри, Абдулла", year=1958, languages=["ru"]),
        "kieu": make_record(**book, title="Truyện Kiều", author="Nguyễn Du", year=2015, languages=["vi"]),
        "books": make_record(**book, title="Kitoblar va kitobxonlar", author="Navoiy, Alisher", year=2001),
    }
