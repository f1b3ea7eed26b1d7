"""Who is asking, and from where: account, libraries, reading rooms, desk."""

import pytest
from django.contrib.auth.models import AnonymousUser

from chorsu.people.accounts import actions, queries
from chorsu.people.accounts.errors import BadNetwork
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.tests.makers import make_branch, make_library
from chorsu.people.patrons.tests.makers import make_patron

pytestmark = pytest.mark.django_db


def visit(rf, account=None, address="203.0.113.9", **headers):
    request = rf.get("/", REMOTE_ADDR=address, headers=headers)
    request.user, request.session = account or AnonymousUser(), {}
    return request


def test_a_visitor_in_the_reading_room_is_on_site(rf):
    library = make_library()
    actions.add_network(library, "195.158.1.7/24", "Main reading room")
    assert queries.viewer(visit(rf, address="195.158.1.20")).on_site == {library.pk}
    assert queries.viewer(visit(rf, address="195.158.2.20")).on_site == frozenset()


def test_a_forwarded_address_is_believed_only_from_our_proxy(rf, settings):
    library = make_library()
    actions.add_network(library, "195.158.1.0/24")
    forged = {"X-Forwarded-For": "195.158.1.20"}
    assert not queries.viewer(visit(rf, address="203.0.113.9", **forged)).on_site
    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
    assert queries.viewer(visit(rf, address="127.0.0.1", **forged)).on_site == {library.pk}
    twice = {"X-Forwarded-For": "195.158.1.20, 203.0.113.9"}
    assert not queries.viewer(visit(rf, address="127.0.0.1", **twice)).on_site


def test_a_network_that_holds_everybody_is_refused():
    library = make_library()
    for cidr in ("0.0.0.0/0", "::/0", "nonsense", "10.0.0.0/7"):
        with pytest.raises(BadNetwork):
            actions.add_network(library, cidr)


def test_a_reader_belongs_to_the_home_library_of_the_card(rf):
    library = make_library()
    dilnoza = make_account("dilnoza")
    make_patron(library, account=dilnoza)
    viewer = queries.viewer(visit(rf, dilnoza))
    assert viewer.account_id == dilnoza.pk
    assert viewer.organisations == {library.pk}
    assert queries.viewer(visit(rf)).account_id is None


def test_aziza_works_where_she_has_a_role_until_she_chooses_another_desk(client):
    library = make_library()
    branch = make_branch("B", library)
    elsewhere = make_library("OTHER")
    client.force_login(make_account("aziza", "desk", library))
    assert client.get("/staff/").wsgi_request.desk == library
    client.post("/staff/desk/", {"desk": branch.pk})
    assert client.get("/staff/").wsgi_request.desk == branch
    client.post("/staff/desk/", {"desk": elsewhere.pk})
    assert client.get("/staff/").wsgi_request.desk == branch


def test_the_way_back_from_the_desk_page_stays_in_the_house(client):
    library = make_library()
    client.force_login(make_account("aziza", "desk", library))
    answer = client.post("/staff/desk/", {"desk": library.pk, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/staff/"
