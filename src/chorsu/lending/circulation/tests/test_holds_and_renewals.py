"""Holds and renewals: who waits where, and when a loan may go on."""

from datetime import timedelta

import pytest

from chorsu.kernel.errors import Forbidden
from chorsu.lending.circulation import actions
from chorsu.lending.circulation.errors import HoldRefused, RenewalRefused
from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.queries import queue_place, today_at
from chorsu.lending.circulation.tests.makers import another_copy, make_desk, make_rule
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.patrons.tests.makers import make_patron

pytestmark = pytest.mark.django_db


def test_readers_stand_in_the_order_they_came():
    desk = make_desk()
    readers = [make_patron(desk.library, f"Reader{n}") for n in range(3)]
    holds = [actions.place_hold(desk.item.record, reader, desk.branch, desk.aziza) for reader in readers]
    assert [queue_place(hold) for hold in holds] == [1, 2, 3]
    actions.cancel_hold(holds[0], desk.aziza)
    assert [queue_place(hold) for hold in Hold.objects.filter(state="waiting")] == [1, 2]


def test_nobody_waits_twice_for_one_title():
    desk = make_desk()
    actions.place_hold(desk.item.record, desk.dilnoza, desk.branch, desk.aziza)
    with pytest.raises(HoldRefused) as refused:
        actions.place_hold(desk.item.record, desk.dilnoza, desk.branch, desk.aziza)
    assert refused.value.codes == ["circulation.already-held"]
    assert Hold.objects.count() == 1


def test_nobody_waits_for_what_they_have():
    desk = make_desk()
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    with pytest.raises(HoldRefused) as refused:
        actions.place_hold(desk.item.record, desk.dilnoza, desk.branch, desk.aziza)
    assert refused.value.codes == ["circulation.already-theirs"]


def test_the_limit_of_holds_is_named_with_its_figure():
    desk = make_desk()
    make_rule("one hold", holds=1)
    actions.place_hold(desk.item.record, desk.dilnoza, desk.branch, desk.aziza)
    with pytest.raises(HoldRefused) as refused:
        actions.place_hold(another_copy(desk).record, desk.dilnoza, desk.branch, desk.aziza)
    assert "1 of at most 1" in str(refused.value)


def test_a_reader_places_and_cancels_their_own_hold_but_not_anothers():
    desk = make_desk()
    desk.dilnoza.account = make_account("dilnoza")
    desk.dilnoza.save()
    hold = actions.place_hold(desk.item.record, desk.dilnoza, desk.branch, desk.dilnoza.account)
    with pytest.raises(Forbidden):
        actions.cancel_hold(hold, make_account("minh"))
    assert actions.cancel_hold(hold, desk.dilnoza.account).state == "cancelled"


def test_a_renewal_gives_the_full_period_from_today_and_never_less():
    desk = make_desk()
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    Loan.objects.update(due=today_at(desk.branch) + timedelta(days=40))
    assert actions.renew(loan, desk.aziza).due == today_at(desk.branch) + timedelta(days=40)
    Loan.objects.update(due=today_at(desk.branch))
    renewed = actions.renew(loan, desk.aziza)
    assert (renewed.due, renewed.renewals) == (today_at(desk.branch) + timedelta(days=14), 2)


def test_renewals_end_with_the_rule_and_with_another_readers_wish():
    desk = make_desk()
    make_rule("once", renewals=1)
    loan = actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    loan = actions.renew(loan, desk.aziza)
    actions.place_hold(loan.item.record, make_patron(desk.library, "Rahimov", "Botir"), desk.branch, desk.aziza)
    with pytest.raises(RenewalRefused) as refused:
        actions.renew(loan, desk.aziza)
    assert refused.value.codes == ["circulation.renewal-limit", "circulation.wanted"]
    loan.refresh_from_db()
    assert loan.renewals == 1
