"""Check-out: what Aziza can lend to Dilnoza, what is refused, and what a loan remembers."""

from datetime import date, timedelta

import pytest
import time_machine

from chorsu.foundation.events.models import OutboxEvent
from chorsu.kernel.errors import Forbidden
from chorsu.lending.circulation import actions
from chorsu.lending.circulation.errors import LoanRefused
from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.queries import today_at
from chorsu.lending.circulation.tests.makers import another_copy, make_desk, make_rule
from chorsu.people.patrons.tests.makers import make_category, make_patron

pytestmark = pytest.mark.django_db


def refusal(*args, **kwargs) -> list[str]:
    """The codes of a refusal; the refused check-out left no loan and no event behind."""
    loans, events = Loan.objects.count(), OutboxEvent.objects.count()
    with pytest.raises(LoanRefused) as refused:
        actions.check_out(*args, **kwargs)
    assert (Loan.objects.count(), OutboxEvent.objects.count()) == (loans, events)
    return refused.value.codes


def test_a_copy_on_the_shelf_goes_out_for_the_days_of_the_rule():
    desk = make_desk()
    rule = make_rule("adults", days=21)
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    assert loan.due == today_at(desk.branch) + timedelta(days=21)
    assert loan.terms["days"] == {"value": 21, "rule": rule.pk, "name": "adults", "version": 1}
    assert loan.terms["renewals"] == {"value": 2, "rule": None, "name": "", "version": 0}
    assert loan.lent_by == desk.aziza
    assert OutboxEvent.objects.filter(name="circulation.loan-started").count() == 1


def test_each_term_comes_from_the_most_specific_rule_that_names_it():
    desk = make_desk()
    make_rule("network", days=14, limit=3)
    make_rule("students", scope={"category": "student"}, days=30)
    make_rule("this library", place=desk.library, limit=7)
    desk.dilnoza.category = make_category("student")
    desk.dilnoza.save()
    terms = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza).terms
    assert (terms["days"]["name"], terms["limit"]["name"]) == ("students", "this library")


def test_a_changed_rule_leaves_the_terms_of_earlier_loans_alone():
    desk = make_desk()
    rule = make_rule("adults", place=desk.library, days=21)
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    actions.change_rule(rule, desk.manager, {"days": 7})
    loan.refresh_from_db()
    rule.refresh_from_db()
    assert loan.terms["days"]["version"] == 1
    assert (rule.version, rule.terms) == (2, {"days": 7})


def test_every_reason_is_named_at_once():
    desk = make_desk(access="reading-room")
    make_rule("tight", limit=0)
    desk.dilnoza.expires = date(2020, 1, 1)
    desk.dilnoza.save()
    codes = refusal(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    assert codes == ["circulation.reading-room-only", "circulation.card-expired", "circulation.loan-limit"]


def test_a_copy_that_is_out_is_refused_to_another_reader():
    desk = make_desk()
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    other = make_patron(desk.library, "Rahimov", "Botir")
    assert refusal(desk.item, other, desk.branch, desk.aziza) == ["circulation.on-loan"]


def test_the_same_reader_scanning_twice_is_told_the_copy_is_theirs_already():
    desk = make_desk()
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    assert refusal(desk.item, desk.dilnoza, desk.branch, desk.aziza) == ["circulation.already-theirs"]


def test_the_database_itself_allows_one_open_loan_a_copy():
    from django.db import IntegrityError, transaction

    desk = make_desk()
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    loan.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        loan.save(force_insert=True)
    assert Loan.objects.count() == 1


def test_a_copy_of_another_library_is_refused():
    from chorsu.people.libraries.tests.makers import make_library

    desk = make_desk()
    elsewhere = make_library("FVK")
    desk.item.library = elsewhere
    desk.item.save()
    assert refusal(desk.item, desk.dilnoza, desk.branch, desk.aziza) == ["circulation.other-library"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"stock": "written-off"}, "circulation.written-off"),
        ({"process": "in-process"}, "circulation.in-process"),
        ({"access": "closed"}, "circulation.not-for-loan"),
    ],
)
def test_a_copy_not_meant_for_readers_stays(facts, code):
    desk = make_desk(**facts)
    assert refusal(desk.item, desk.dilnoza, desk.branch, desk.aziza) == [code]


def test_a_reading_room_copy_is_lent_on_site_until_the_evening():
    desk = make_desk(access="reading-room")
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza, kind="on-site")
    assert loan.due == today_at(desk.branch)


def test_a_missing_copy_on_the_desk_is_no_longer_missing():
    desk = make_desk(presence="missing")
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    desk.item.refresh_from_db()
    assert desk.item.presence == "present"


def test_the_manager_lends_on_responsibility_and_the_loan_says_so():
    desk = make_desk()
    make_rule("tight", limit=0)
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.manager, override=True)
    assert loan.overridden == ["circulation.loan-limit"]


def test_the_desk_alone_may_not_lend_on_responsibility():
    desk = make_desk()
    make_rule("tight", limit=0)
    with pytest.raises(Forbidden):
        actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza, override=True)
    assert not Loan.objects.exists()


def test_what_nobody_may_set_aside_stays_refused():
    desk = make_desk(stock="written-off")
    assert refusal(desk.item, desk.dilnoza, desk.branch, desk.manager, override=True) == ["circulation.written-off"]


def test_staff_of_another_library_may_not_lend_here():
    from chorsu.people.accounts.tests.makers import make_account
    from chorsu.people.libraries.tests.makers import make_library

    desk = make_desk()
    stranger = make_account("nodir", "desk", make_library("FVK"))
    with pytest.raises(Forbidden):
        actions.check_out(desk.item, desk.dilnoza, desk.branch, stranger)
    assert not Loan.objects.exists()


def test_a_due_date_moves_on_to_the_next_open_day():
    from datetime import time

    from chorsu.people.libraries.models import OpeningHours

    desk = make_desk()
    for weekday in range(5):
        OpeningHours.objects.create(organisation=desk.library, weekday=weekday, opens=time(9), closes=time(18))
    make_rule("one day", days=1)
    with time_machine.travel("2026-11-20T06:00:00Z", tick=False):  # a Friday
        loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    assert loan.due == date(2026, 11, 23)


def test_a_long_overdue_loan_blocks_the_next():
    desk = make_desk()
    first = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    Loan.objects.filter(pk=first.pk).update(due=today_at(desk.branch) - timedelta(days=15))
    assert refusal(another_copy(desk), desk.dilnoza, desk.branch, desk.aziza) == ["circulation.overdue"]


def test_a_copy_waiting_for_another_reader_is_refused_and_goes_to_its_own():
    desk = make_desk()
    botir = make_patron(desk.library, "Rahimov", "Botir")
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    hold = actions.place_hold(desk.item.record, botir, desk.branch, desk.aziza)
    actions.check_in(desk.item, desk.branch, desk.aziza)
    assert refusal(desk.item, desk.dilnoza, desk.branch, desk.aziza) == ["circulation.held-for-another"]
    actions.check_out(desk.item, botir, desk.branch, desk.aziza)
    hold.refresh_from_db()
    assert (hold.state, hold.item_id) == ("filled", desk.item.pk)
    assert Hold.objects.count() == 1


def test_the_cost_of_a_check_out_does_not_grow_with_the_readers_loans(django_assert_max_num_queries):
    desk = make_desk()
    make_rule("many", limit=100)
    copies = [another_copy(desk) for _ in range(12)]
    for copy in copies[:10]:
        actions.check_out(copy, desk.dilnoza, desk.branch, desk.aziza)
    with django_assert_max_num_queries(24):
        actions.check_out(copies[10], desk.dilnoza, desk.branch, desk.aziza)
