"""Settings, modules and hours that hold at a place, taken from above where nothing is set."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection, transaction

from chorsu.people.libraries import actions, queries, settings_registry
from chorsu.people.libraries.errors import BadHours, BadSettingValue, NotSwitchedOn, UnknownModule, UnknownSetting
from chorsu.people.libraries.models import PolicyStamp, SettingValue
from chorsu.people.libraries.queries import cache
from chorsu.people.libraries.settings_registry import Setting
from chorsu.people.libraries.tests.makers import make_branch, make_library, make_network

pytestmark = pytest.mark.django_db

DAYS = settings_registry.declare(Setting("tests.days", int, 14, "Days", minimum=1, maximum=90))


def test_a_branch_takes_a_value_from_the_nearest_place_above_that_sets_one():
    network = make_network()
    library = make_library("L", network)
    branch = make_branch("B", library)
    assert queries.setting(branch, "tests.days") == 14
    actions.set_setting(network, "tests.days", "21")
    assert queries.setting(branch, "tests.days") == 21
    actions.set_setting(library, "tests.days", 30)
    assert queries.setting(branch, "tests.days") == 30
    assert queries.setting_source(branch, "tests.days") == (30, library.pk)
    actions.clear_setting(library, "tests.days")
    assert queries.setting(branch, "tests.days") == 21


@pytest.mark.parametrize("value", ["0", "91", "many", "", None])
def test_a_value_that_does_not_fit_changes_nothing(value):
    library = make_library()
    with pytest.raises(BadSettingValue):
        actions.set_setting(library, "tests.days", value)
    assert not SettingValue.objects.exists()


def test_an_unknown_setting_or_module_is_an_error_not_a_default():
    library = make_library()
    with pytest.raises(UnknownSetting):
        queries.setting(library, "tests.no-such")
    with pytest.raises(UnknownModule):
        queries.module_on(library, "no-such")


def test_a_module_switched_off_above_is_off_below_until_switched_on_there():
    network = make_network()
    library = make_library("L", network)
    assert queries.module_on(library, "lending")
    actions.set_module(network, "lending", False)
    assert not queries.module_on(library, "lending")
    with pytest.raises(NotSwitchedOn):
        queries.require_module(library, "lending")
    actions.set_module(library, "lending", True)
    assert queries.module_on(library, "lending")


def test_moving_a_library_brings_the_policy_of_its_new_place():
    network = make_network()
    from chorsu.people.libraries.tests.makers import make_organisation

    one, two = (make_organisation(code, "region", network) for code in ("R1", "R2"))
    library = make_library("L", one)
    actions.set_setting(two, "tests.days", 60)
    assert queries.setting(library, "tests.days") == 14
    library = actions.move_organisation(library, two)
    assert queries.setting(library, "tests.days") == 60


def test_a_change_made_by_another_process_is_seen():
    library = make_library()
    assert queries.setting(library, "tests.days") == 14
    # What another process does: rows change without this process's memory being told.
    SettingValue.objects.bulk_create([SettingValue(organisation=library, key="tests.days", value=7)])
    PolicyStamp.objects.update_or_create(pk=1, defaults={"stamp": "from-elsewhere"})
    cache._seen.transaction = object()  # a later transaction of this process
    assert queries.setting(library, "tests.days") == 7


def test_asking_again_costs_no_query(django_assert_num_queries):
    library = make_library()
    queries.setting(library, "tests.days")
    queries.module_on(library, "lending")
    queries.is_open(library, date(2026, 1, 1))
    with django_assert_num_queries(0):
        assert queries.setting(library, "tests.days") == 14
        assert queries.module_on(library, "lending")
        assert queries.is_open(library, date(2026, 1, 2))


@pytest.mark.django_db(transaction=True)
def test_a_change_rolled_back_leaves_no_trace_in_memory():
    library = make_library()
    assert queries.setting(library, "tests.days") == 14

    @transaction.atomic
    def change_and_fail():
        actions.set_setting(library, "tests.days", 33)
        assert queries.setting(library, "tests.days") == 33
        raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert not connection.in_atomic_block
    assert queries.setting(library, "tests.days") == 14


def test_a_library_is_open_by_its_week_and_closed_on_the_countrys_holidays():
    network = make_network()
    library = make_library("L", network)
    assert queries.is_open(library, date(2026, 11, 22))  # nobody entered hours: no day is refused
    actions.set_own_hours(library, range(5), time(9), time(18))
    actions.add_closure(network, date(2026, 1, 1), yearly=True, reason="Yangi yil")
    actions.add_closure(library, date(2026, 11, 23), date(2026, 11, 24), reason="Inventarizatsiya")
    assert queries.is_open(library, date(2026, 11, 20))  # a Friday
    assert not queries.is_open(library, date(2026, 11, 21))
    assert queries.next_open(library, date(2026, 11, 21)) == date(2026, 11, 25)
    assert not queries.is_open(library, date(2030, 1, 1))


def test_a_branch_without_hours_has_those_of_its_library():
    library = make_library()
    branch = make_branch("B", library)
    actions.set_own_hours(library, range(5), time(9), time(18))
    assert queries.day_intervals(branch, date(2026, 11, 20)) == [(time(9), time(18))]
    actions.set_own_hours(branch, [5], time(10), time(12))
    assert queries.day_intervals(branch, date(2026, 11, 20)) == []


def test_open_now_is_said_on_the_clock_of_the_place():
    library = make_library("VN", timezone="Asia/Ho_Chi_Minh")
    actions.set_hours(library, {4: [(time(8), time(12)), (time(13), time(17))]})
    friday = datetime(2026, 11, 20, tzinfo=UTC)
    assert queries.open_state(library, friday.replace(hour=1, minute=30)).until == time(12)  # 8:30 in Hanoi
    lunch = queries.open_state(library, friday.replace(hour=5, minute=30))
    assert (lunch.open, lunch.next_time, lunch.next_day) == (False, time(13), date(2026, 11, 20))
    assert queries.open_state(library, friday.replace(hour=10)).next_day == date(2026, 11, 27)


def test_hours_that_overlap_are_refused_and_the_old_ones_stay():
    library = make_library()
    actions.set_own_hours(library, [0], time(9), time(18))
    with pytest.raises(BadHours):
        actions.set_hours(library, {0: [(time(9), time(13)), (time(12), time(18))]})
    assert queries.week(library)[0] == [(time(9), time(18))]


def test_a_library_closed_for_ever_has_no_next_day():
    library = make_library()
    actions.add_closure(library, date(2026, 1, 1), date(2026, 12, 31), yearly=True)
    with pytest.raises(BadHours):
        queries.next_open(library, date(2026, 5, 1))
