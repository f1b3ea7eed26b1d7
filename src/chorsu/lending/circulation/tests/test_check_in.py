"""Check-in: where the copy goes, who is served next, and what is forgotten."""

from datetime import timedelta

import pytest

from chorsu.lending.circulation import actions
from chorsu.lending.circulation.errors import NotOnLoan
from chorsu.lending.circulation.models import Hold, Loan, PastLoan
from chorsu.lending.circulation.queries import circulation_of, today_at
from chorsu.lending.circulation.tests.makers import make_desk
from chorsu.people.libraries.tests.makers import make_branch
from chorsu.people.patrons.tests.makers import make_patron

pytestmark = pytest.mark.django_db


def lent():
    desk = make_desk()
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    return desk


def test_at_return_the_loan_and_its_reader_part_company():
    desk = lent()
    back = actions.check_in(desk.item, desk.branch, desk.aziza)
    past = PastLoan.objects.get()
    assert (back.goes, past.patron, past.category) == ("shelf", None, "adult")
    assert not Loan.objects.exists()
    assert past.record == desk.item.record_id


def test_a_reader_who_keeps_a_history_finds_the_loan_in_it():
    desk = lent()
    desk.dilnoza.keep_history = True
    desk.dilnoza.save()
    actions.check_in(desk.item, desk.branch, desk.aziza)
    assert PastLoan.objects.get().patron == desk.dilnoza


def test_a_copy_that_was_not_out_is_refused_and_nothing_is_written():
    desk = make_desk()
    with pytest.raises(NotOnLoan):
        actions.check_in(desk.item, desk.branch, desk.aziza)
    assert not PastLoan.objects.exists()


def test_the_days_late_are_told():
    desk = lent()
    Loan.objects.update(due=today_at(desk.branch) - timedelta(days=3))
    assert actions.check_in(desk.item, desk.branch, desk.aziza).days_late == 3


def test_a_copy_of_another_branch_is_sent_home():
    desk = lent()
    other = make_branch("NLUZ-2", desk.library)
    back = actions.check_in(desk.item, other, desk.aziza)
    assert (back.goes, back.to) == ("transit", desk.branch)


def test_the_first_in_the_queue_gets_the_copy():
    desk = lent()
    botir = make_patron(desk.library, "Rahimov", "Botir")
    olim = make_patron(desk.library, "Saidov", "Olim")
    first = actions.place_hold(desk.item.record, botir, desk.branch, desk.aziza)
    second = actions.place_hold(desk.item.record, olim, desk.branch, desk.aziza)
    back = actions.check_in(desk.item, desk.branch, desk.aziza)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (back.goes, back.hold, first.state, second.state) == ("hold-shelf", first, "on-shelf", "waiting")
    assert first.shelf_until == today_at(desk.branch) + timedelta(days=7)
    assert circulation_of([desk.item.pk])[desk.item.pk].state == "on-hold-shelf"


def test_a_hold_for_another_branch_travels_and_is_shelved_where_it_arrives():
    desk = lent()
    other = make_branch("NLUZ-2", desk.library)
    botir = make_patron(desk.library, "Rahimov", "Botir")
    hold = actions.place_hold(desk.item.record, botir, other, desk.aziza)
    back = actions.check_in(desk.item, desk.branch, desk.aziza)
    assert (back.goes, back.to) == ("transit", other)
    assert circulation_of([desk.item.pk])[desk.item.pk].state == "in-transit"
    actions.check_in(desk.item, other, desk.aziza)
    hold.refresh_from_db()
    assert hold.state == "on-shelf"


def test_an_expired_hold_leaves_the_copy_to_the_next():
    desk = lent()
    botir = make_patron(desk.library, "Rahimov", "Botir")
    actions.place_hold(desk.item.record, botir, desk.branch, desk.aziza)
    actions.check_in(desk.item, desk.branch, desk.aziza)
    Hold.objects.update(shelf_until=today_at(desk.branch) - timedelta(days=1))
    assert actions.expire_holds(desk.branch) == 1
    assert Hold.objects.get().state == "expired"
    assert circulation_of([desk.item.pk]) == {}
