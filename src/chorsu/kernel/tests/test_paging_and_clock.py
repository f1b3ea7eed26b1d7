"""Pages of lists and the house clock."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from chorsu.kernel import clock
from chorsu.kernel.paging import MOST_PER_PAGE, paginate


class Rows:
    """A QuerySet as paging sees it: counted and sliced, never read whole."""

    def __init__(self, total):
        self.total = total
        self.asked = []

    def count(self):
        return self.total

    def __getitem__(self, part):
        self.asked.append(part)
        return list(range(self.total))[part]


def test_only_the_asked_page_is_read():
    rows = Rows(1000)
    page = paginate(rows, "3", 20)
    assert (list(page)[0], len(page), page.total, page.pages) == (40, 20, 1000, 50)
    assert rows.asked == [slice(40, 60)]


@pytest.mark.parametrize(("number", "shown"), [("", 1), ("x", 1), (-4, 1), (0, 1), (99, 3), (None, 1), ("2", 2)])
def test_a_page_that_is_not_there_becomes_the_nearest_one(number, shown):
    assert paginate(Rows(50), number).number == shown


def test_nobody_takes_more_than_the_house_allows():
    assert paginate(Rows(10_000), 1, "100000").per_page == MOST_PER_PAGE


def test_an_empty_list_is_one_empty_page():
    page = paginate([], 1)
    assert (page.pages, page.first, page.last, page.has_next, page.several, bool(page)) == (1, 0, 0, False, False, True)


def test_a_known_total_spares_the_count():
    assert paginate(["a"], 1, 1, total=7).pages == 7


@time_machine.travel(datetime(2026, 3, 20, 20, 30, tzinfo=UTC), tick=False)
def test_tashkent_and_hanoi_are_already_in_tomorrow():
    assert clock.now() == datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
    assert clock.today("Asia/Tashkent") == date(2026, 3, 21)
    assert clock.today("Asia/Ho_Chi_Minh") == date(2026, 3, 21)
    assert clock.today("UTC") == date(2026, 3, 20)


@pytest.mark.parametrize("name", ["Asia/Chorsu", "", "../etc/passwd", "\0"])
def test_an_unknown_zone_is_refused_in_words(name):
    with pytest.raises(clock.UnknownZone, match="time zone"):
        clock.today(name)
