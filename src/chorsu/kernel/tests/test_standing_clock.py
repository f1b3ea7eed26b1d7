"""The clock can stand at a moment, and goes on afterwards."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from chorsu.kernel import clock


def test_the_clock_stands_only_inside_and_nested_moments_give_way():
    first = datetime(2026, 3, 21, 20, 0, tzinfo=UTC)
    second = datetime(2025, 1, 1, 5, 0, tzinfo=timezone(timedelta(hours=5)))
    with clock.standing_at(first):
        assert clock.now() == first
        assert clock.today("Asia/Tashkent").isoformat() == "2026-03-22"
        with clock.standing_at(second):
            assert clock.now() == datetime(2025, 1, 1, tzinfo=UTC)
            assert clock.now().tzinfo is UTC
        assert clock.now() == first
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"), clock.standing_at(datetime(2026, 1, 1)):
        pass
