"""Staff pages and API of readers."""

from datetime import date

import pytest

from chorsu.people.accounts.actions import issue_token
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.actions import set_module
from chorsu.people.libraries.tests.makers import make_library
from chorsu.people.patrons.actions import ask_erasure, block
from chorsu.people.patrons.models import ErasureRequest, Patron, PatronCategory
from chorsu.people.patrons.tests.makers import make_category, make_patron

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return make_library("NLUZ")


@pytest.fixture
def desk(client, library):
    client.force_login(make_account("aziza", "desk", library))
    return client


def registration(**values):
    category = make_category()
    return {"family_name": "Karimova", "given_name": "Dilnoza", "category": category.pk, "consent": "on", **values}


def test_aziza_registers_a_reader_and_sees_the_card(desk, library):
    answer = desk.post("/staff/patrons/new/", registration(card="NLUZ-1", birth_date="1998-04-02"), follow=True)
    patron = Patron.objects.get()
    assert answer.redirect_chain[-1][0] == f"/staff/patrons/{patron.pk}/"
    assert "NLUZ-1" in answer.content.decode()
    assert patron.home_library == library
    assert patron.consents.get().recorded_by.username == "aziza"


def test_without_the_readers_consent_nobody_is_registered(desk, library):
    values = registration()
    del values["consent"]
    answer = desk.post("/staff/patrons/new/", values)
    assert answer.context["form"].errors["consent"]
    assert not Patron.objects.exists()


def test_faults_are_said_beside_their_fields(desk, library):
    make_patron(library, "Other", card="NLUZ-1")
    answer = desk.post("/staff/patrons/new/", registration(card="NLUZ-1"))
    assert answer.context["form"].errors["card"]
    answer = desk.post("/staff/patrons/new/", registration(birth_date="2990-01-01", phone="x"))
    assert set(answer.context["form"].errors) == {"birth_date", "phone"}
    assert Patron.objects.count() == 1


def test_a_second_registration_is_asked_about_before_it_is_made(desk, library):
    make_patron(library, birth_date=date(1998, 4, 2))
    values = registration(birth_date="1998-04-02")
    answer = desk.post("/staff/patrons/new/", values)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'name="known_apart" value="on"' in page
    assert Patron.objects.count() == 1
    desk.post("/staff/patrons/new/", {**values, "known_apart": "on"})
    assert Patron.objects.count() == 2


def test_a_reader_is_edited_renewed_blocked_and_unblocked(desk, library):
    patron = make_patron(library, card="1", expires=date(2026, 1, 1))
    way = f"/staff/patrons/{patron.pk}/"
    desk.post(f"{way}edit/", registration(phone="+998 90 1234567"))
    desk.post(f"{way}renew/", {"until": "2099-01-01"})
    desk.post(f"{way}card/", {"card": "2", "lost": "on"})
    desk.post(f"{way}block/", {"reason": "Lost a book"})
    patron.refresh_from_db()
    assert (patron.phone, patron.expires) == ("+998 90 1234567", date(2099, 1, 1))
    assert {card.number: card.active for card in patron.cards.all()} == {"1": False, "2": True}
    assert "Lost a book" in desk.get(way).content.decode()
    desk.post(f"{way}unblock/", {"block": patron.blocks.get().pk})
    assert patron.blocks.get().lifted is not None


def test_a_fault_of_a_small_form_is_said_on_the_readers_page(desk, library):
    make_patron(library, "Other", card="2")
    patron = make_patron(library, card="1")
    answer = desk.post(f"/staff/patrons/{patron.pk}/card/", {"card": "2"})
    assert answer.status_code == 422
    assert answer.context["card_form"].errors["card"]
    answer = desk.post(f"/staff/patrons/{patron.pk}/account/", {"username": "nobody"})
    assert answer.context["account_form"].errors["username"]
    assert patron.cards.get().active


def test_a_reader_of_another_library_is_not_there(desk):
    other = make_patron(make_library("OTHER"))
    assert desk.get(f"/staff/patrons/{other.pk}/").status_code == 404
    assert desk.post(f"/staff/patrons/{other.pk}/block/", {"reason": "x"}).status_code == 404
    assert not other.blocks.exists()


def test_the_list_of_readers_asks_a_fixed_number_of_queries(desk, library, django_assert_max_num_queries):
    for number in range(25):
        patron = make_patron(library, f"Reader{number}", card=f"c{number}")
        block(patron, "Noise")
    desk.get("/staff/patrons/", HTTP_ACCEPT_LANGUAGE="en")
    with django_assert_max_num_queries(14):
        page = desk.get("/staff/patrons/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert page.count("Blocked") == 25


def test_the_api_lists_readers_by_card_for_staff_only(client, library, django_assert_max_num_queries):
    patron = make_patron(library, card="NLUZ-1")
    make_patron(make_library("OTHER"), card="NLUZ-1")
    _token, secret = issue_token(make_account("aziza", "desk", library), "desk")
    headers = {"Authorization": f"Bearer {secret}"}
    with django_assert_max_num_queries(12):
        found = client.get("/api/v1/patrons?card=NLUZ-1", headers=headers).json()
    assert found["total"] == 1
    assert found["results"][0]["id"] == patron.pk
    assert found["results"][0]["card"] == "NLUZ-1"
    assert client.get(f"/api/v1/patrons/{patron.pk}", headers=headers).json()["family_name"] == "Karimova"
    _token, secret = issue_token(make_account("dilnoza"), "mine")
    refused = client.get("/api/v1/patrons", headers={"Authorization": f"Bearer {secret}"})
    assert refused.status_code == 403
    assert refused.headers["Content-Type"].startswith("application/problem+json")


def test_the_menu_hides_readers_where_lending_is_off(desk, library):
    assert "/staff/patrons/" in desk.get("/staff/").content.decode()
    set_module(library, "lending", False)
    assert "/staff/patrons/" not in desk.get("/staff/").content.decode()


def test_a_manager_makes_and_retires_a_category(client, library):
    client.force_login(make_account("boss", "manager", library))
    answer = client.post("/staff/categories/", {"code": "student", "card_months": "12"})
    assert answer.context["form"].errors["name_uz"]
    client.post("/staff/categories/", {"code": "student", "card_months": "12", "name_uz": "Talaba"})
    category = PatronCategory.objects.get()
    assert (category.library, category.names, category.active) == (library, {"uz": "Talaba"}, True)
    client.post("/staff/categories/", {"category": category.pk})
    category.refresh_from_db()
    assert not category.active
    assert "Talaba" in client.get("/staff/categories/").content.decode()


def test_a_manager_cannot_retire_a_category_of_the_network(client, library):
    client.force_login(make_account("boss", "manager", library))
    category = make_category()
    assert client.post("/staff/categories/", {"category": category.pk}).status_code == 403
    category.refresh_from_db()
    assert category.active


def test_a_request_to_be_forgotten_is_granted_or_answered(client, library):
    client.force_login(make_account("boss", "manager", library))
    one, two = make_patron(library), make_patron(library, "Nguyễn", "Minh")
    first, second = ask_erasure(one), ask_erasure(two)
    assert "Nguyễn Minh" in client.get("/staff/erasures/").content.decode()
    client.post("/staff/erasures/", {"request": first.pk})
    client.post("/staff/erasures/", {"request": second.pk, "because": "A book is still out."})
    one.refresh_from_db()
    second.refresh_from_db()
    assert (one.name, one.erased is not None) == ("", True)
    assert second.refused_because == "A book is still out."
    assert not ErasureRequest.objects.filter(settled=None).exists()
