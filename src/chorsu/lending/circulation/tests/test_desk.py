"""The desk page: one input that does the right thing, with and without JavaScript."""

import pytest
from django.urls import reverse

from chorsu.lending.circulation import actions
from chorsu.lending.circulation.models import Loan, Rule
from chorsu.lending.circulation.tests.makers import make_desk, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    made = make_desk()
    client.force_login(made.aziza)
    return made


def scan(client, code, patron=None, **more):
    return client.post(reverse("circulation:desk"), {"code": code, "mode": "auto", "patron": patron or "", **more})


def test_a_scanned_card_opens_its_reader(client, desk):
    page = scan(client, "2042").content.decode()
    assert "Karimova Dilnoza" in page


def test_a_copy_scanned_with_a_reader_open_goes_out(client, desk):
    page = scan(client, "118337", desk.dilnoza.pk).content.decode()
    assert Loan.objects.get().patron == desk.dilnoza
    assert 'data-sound="ok"' in page


def test_a_copy_scanned_with_no_reader_open_comes_back(client, desk):
    actions.check_out(desk.item, desk.dilnoza, desk.branch, desk.aziza)
    scan(client, "118337")
    assert not Loan.objects.exists()


def test_a_refusal_shows_every_reason_and_offers_the_reading_room(client, desk):
    desk.item.access = "reading-room"
    desk.item.save()
    make_rule("tight", limit=0)
    page = scan(client, "118337", desk.dilnoza.pk).content.decode()
    assert 'data-code="circulation.reading-room-only"' in page
    assert 'data-code="circulation.loan-limit"' in page
    assert 'value="on-site"' in page
    assert not Loan.objects.exists()


def test_an_unknown_code_is_said_to_be_unknown(client, desk):
    assert 'data-code="circulation.unknown-item"' in scan(client, "999\x00<b>").content.decode()


def test_a_reader_may_not_open_the_desk(client, desk):
    from chorsu.people.accounts.tests.makers import make_account

    client.force_login(make_account("dilnoza"))
    assert client.get(reverse("circulation:desk")).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(reverse("circulation:desk")).status_code == 302


def test_the_why_page_names_rule_and_version(client, desk):
    make_rule("Summer readers", days=60)
    page = client.get(reverse("circulation:why"), {"patron": desk.dilnoza.pk, "item": "118337"}).content.decode()
    assert "Summer readers" in page
    assert ">60<" in page


def test_the_manager_adds_changes_and_withdraws_a_rule(client, desk):
    client.force_login(desk.manager)
    form = {"name": "Students", "place": desk.library.pk, "category": "", "days": "30", "lend": ""}
    assert client.post(reverse("circulation:add-rule"), form).status_code == 302
    rule = Rule.objects.get()
    assert (rule.terms, rule.place) == ({"days": 30}, desk.library)
    client.post(reverse("circulation:edit-rule", args=[rule.pk]), {**form, "days": "45"})
    rule.refresh_from_db()
    assert (rule.terms, rule.version) == ({"days": 45}, 2)
    client.post(reverse("circulation:withdraw-rule", args=[rule.pk]))
    rule.refresh_from_db()
    assert not rule.active


def test_a_rule_that_says_nothing_is_sent_back_with_a_sentence(client, desk):
    client.force_login(desk.manager)
    answer = client.post(reverse("circulation:add-rule"), {"name": "Empty", "place": desk.library.pk})
    assert answer.status_code == 200
    assert not Rule.objects.exists()


def test_the_desk_page_costs_a_fixed_number_of_queries(client, desk, django_assert_max_num_queries):
    client.get(reverse("circulation:desk"))
    with django_assert_max_num_queries(30):
        client.get(reverse("circulation:desk"), {"patron": desk.dilnoza.pk})
