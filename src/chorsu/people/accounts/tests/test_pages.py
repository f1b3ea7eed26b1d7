"""Pages of accounts: signing in and up, one's own page, members of a library, the second factor."""

import pytest
from allauth.mfa.models import Authenticator

from chorsu.foundation.events.models import OutboxEvent
from chorsu.people.accounts.models import Account, Membership
from chorsu.people.accounts.tests.makers import PASSWORD, make_account
from chorsu.people.libraries.actions import set_setting
from chorsu.people.libraries.tests.makers import make_branch, make_library, make_network
from chorsu.people.patrons.tests.makers import make_patron

pytestmark = pytest.mark.django_db


def test_a_reader_signs_in_and_sees_the_card(client):
    dilnoza = make_account("dilnoza", first_name="Dilnoza")
    make_patron(make_library(), account=dilnoza, card="NLUZ-1")
    answer = client.post("/account/login/", {"login": "dilnoza", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/"
    page = answer.content.decode()
    assert "NLUZ-1" in page
    assert "/account/password/change/" in page


def test_a_wrong_password_is_said_beside_the_form(client):
    make_account("dilnoza")
    answer = client.post("/account/login/", {"login": "dilnoza", "password": "wrong-wrong"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
        "/account/password/reset/done/",
    ],
)
def test_the_doors_are_in_our_look(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'class="btn main"' in page or path.endswith("done/")
    assert 'class="entrance"' in page
    assert "onclick" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/tokens/",
        "/account/email/",
        "/account/password/change/",
        "/account/mfa/",
        "/account/logout/",
    ],
)
def test_ones_own_pages_need_sign_in_and_then_open(client, path):
    assert client.get(path).status_code == 302
    client.force_login(make_account("dilnoza"))
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'id="main"' in answer.content.decode()


def test_the_second_factor_page_opens_after_the_password_is_asked_again(client):
    make_account("dilnoza")
    client.post("/account/login/", {"login": "dilnoza", "password": PASSWORD})
    way = "/account/mfa/totp/activate/"
    asked = client.get(way, follow=True)
    if asked.redirect_chain:
        assert 'type="password"' in asked.content.decode()
        client.post("/account/reauthenticate/", {"password": PASSWORD, "next": way})
    page = client.get(way).content.decode()
    assert 'class="qr"' in page
    assert client.get("/account/mfa/webauthn/add/").status_code == 200


def test_a_reader_signs_up_and_the_house_is_told(client):
    values = {"username": "minh", "email": "", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/account/signup/", values)
    assert answer.status_code == 302, answer.context["form"].errors
    assert OutboxEvent.objects.filter(name="accounts.account-created").exists()
    assert not Membership.objects.exists()


def test_the_language_chosen_is_kept_with_the_account(client):
    account = make_account("dilnoza")
    client.force_login(account)
    answer = client.post("/account/language/", {"language": "vi"})
    assert answer.cookies["language"].value == "vi"
    account.refresh_from_db()
    assert account.language == "vi"
    client.post("/account/language/", {"language": "xx"})
    account.refresh_from_db()
    assert account.language == "vi"


def test_readers_do_not_enter_the_staff_pages(client):
    assert client.get("/staff/").status_code == 302
    client.force_login(make_account("dilnoza"))
    assert client.get("/staff/").status_code == 403


def test_a_manager_adds_a_colleague_and_takes_the_role_away(client):
    library = make_library("NLUZ")
    client.force_login(make_account("boss", "manager", library))
    minh = make_account("minh")
    client.post("/staff/members/NLUZ/", {"form": "grant", "grant-username": "minh", "grant-role": "desk"})
    row = Membership.objects.get(account=minh)
    assert (row.organisation, row.role) == (library, "desk")
    assert "minh" in client.get("/staff/members/").content.decode()
    client.post("/staff/members/NLUZ/revoke/", {"membership": row.pk})
    assert not Membership.objects.filter(account=minh).exists()


def test_a_manager_makes_an_account_with_a_role(client):
    library = make_library("NLUZ")
    client.force_login(make_account("boss", "manager", library))
    values = {"form": "create", "create-username": "olga", "create-role": "cataloguer", "create-password": "short"}
    answer = client.post("/staff/members/NLUZ/", values)
    assert answer.context["fresh"].errors["password"]
    assert not Account.objects.filter(username="olga").exists()
    client.post("/staff/members/NLUZ/", {**values, "create-password": PASSWORD})
    assert Membership.objects.get(account__username="olga").role == "cataloguer"


def test_a_manager_cannot_reach_members_of_another_library_nor_give_a_role_not_offered(client):
    library = make_library("NLUZ")
    make_library("OTHER")
    client.force_login(make_account("boss", "manager", library))
    minh = make_account("minh")
    assert client.get("/staff/members/OTHER/").status_code == 403
    client.post(
        "/staff/members/NLUZ/", {"form": "grant", "grant-username": "minh", "grant-role": "network-administrator"}
    )
    assert not Membership.objects.filter(account=minh).exists()


def test_the_list_of_members_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    library = make_library("NLUZ")
    client.force_login(make_account("boss", "manager", library))
    for number in range(25):
        make_account(f"a{number}", "desk", make_branch(f"B{number}", library))
    client.get("/staff/members/NLUZ/", HTTP_ACCEPT_LANGUAGE="en")
    with django_assert_max_num_queries(14):
        assert client.get("/staff/members/NLUZ/", HTTP_ACCEPT_LANGUAGE="en").content.count(b"Take away") >= 20


def test_staff_without_the_second_factor_their_library_asks_for_are_led_to_it(client):
    library = make_library("L", make_network())
    aziza = make_account("aziza", "desk", library)
    set_setting(make_network(), "accounts.staff-second-factor", True)
    client.force_login(aziza)
    assert client.get("/staff/").headers["Location"] == "/account/mfa/"
    Authenticator.objects.create(user=aziza, type=Authenticator.Type.TOTP, data={})
    assert client.get("/staff/").status_code == 200


def test_networks_of_a_reading_room_are_kept_and_bad_ones_said(client):
    library = make_library("NLUZ")
    client.force_login(make_account("boss", "manager", library))
    client.post("/staff/networks/NLUZ/", {"cidr": "195.158.1.0/24", "note": "Hall"})
    page = client.get("/staff/networks/NLUZ/").content.decode()
    assert "195.158.1.0/24" in page
    answer = client.post("/staff/networks/NLUZ/", {"cidr": "0.0.0.0/0"})
    assert answer.context["form"].errors["cidr"]
    client.post("/staff/networks/NLUZ/", {"remove": library.on_site_networks.get().pk})
    assert not library.on_site_networks.exists()


def test_a_colleague_who_left_is_locked_out_but_nobody_locks_out_those_above(client):
    library = make_library("NLUZ")
    client.force_login(make_account("boss", "manager", library))
    minh = make_account("minh", "desk", library)
    client.post("/staff/members/NLUZ/active/", {"membership": minh.memberships.get().pk})
    minh.refresh_from_db()
    assert not minh.is_active
    client.post("/staff/members/NLUZ/active/", {"membership": minh.memberships.get().pk})
    minh.refresh_from_db()
    assert minh.is_active
    tam = make_account("tam", "desk", library)
    Membership.objects.create(account=tam, organisation=make_network(), role="network-administrator")
    row = tam.memberships.get(role="desk")
    assert client.post("/staff/members/NLUZ/active/", {"membership": row.pk}).status_code == 403
    tam.refresh_from_db()
    assert tam.is_active
