"""What a reader may demand: to agree or not, to see the data kept, to be forgotten."""

import json
from datetime import date

import pytest

from chorsu.kernel.errors import Reason
from chorsu.people.accounts.errors import NotAllowed
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.tests.makers import make_library
from chorsu.people.patrons import actions, ports
from chorsu.people.patrons.errors import AlreadyAsked, CannotErase
from chorsu.people.patrons.models import Card, Consent, Patron
from chorsu.people.patrons.tests.makers import make_patron

pytestmark = pytest.mark.django_db


def test_the_reader_decides_whether_history_is_kept_and_each_answer_stays_written(client):
    dilnoza = make_account("dilnoza")
    patron = make_patron(make_library(), account=dilnoza)
    client.force_login(dilnoza)
    client.post("/account/consents/", {"history": "yes"})
    patron.refresh_from_db()
    assert (patron.keep_history, patron.network_wide) == (True, False)
    client.post("/account/consents/", {})
    patron.refresh_from_db()
    assert not patron.keep_history
    assert [one.given for one in Consent.objects.filter(kind="history").order_by("pk")] == [True, False]


def test_the_reader_takes_everything_kept_home(client):
    dilnoza = make_account("dilnoza")
    make_patron(make_library(), account=dilnoza, card="NLUZ-1", note="Likes poetry")
    client.force_login(dilnoza)
    answer = client.get("/account/data/")
    data = json.loads(answer.content)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert data["patron"]["family_name"] == "Karimova"
    assert data["patron"]["note"] == "Likes poetry"
    assert data["cards"][0]["number"] == "NLUZ-1"


def test_nobody_reads_the_data_of_another_reader():
    library, other = make_library("ONE"), make_library("TWO")
    patron = make_patron(library)
    with pytest.raises(NotAllowed):
        actions.export_data(patron, by=make_account("minh"))
    with pytest.raises(NotAllowed):
        actions.record_consent(patron, "history", True, by=make_account("aziza", "desk", other))


def test_a_reader_asks_to_be_forgotten_once(client):
    dilnoza = make_account("dilnoza")
    patron = make_patron(make_library(), account=dilnoza)
    client.force_login(dilnoza)
    assert client.post("/account/forget/").status_code == 302
    assert patron.erasure_requests.get().settled is None
    with pytest.raises(AlreadyAsked):
        actions.ask_erasure(patron)


def test_a_forgotten_reader_leaves_no_person_behind():
    library = make_library()
    boss = make_account("boss", "manager", library)
    patron = make_patron(library, card="1", birth_date=date(1998, 4, 2), email="d@example.org", note="x")
    actions.record_consent(patron, "data", True)
    actions.ask_erasure(patron)
    with pytest.raises(NotAllowed):
        actions.erase(patron, by=make_account("aziza", "desk", library))
    actions.erase(patron, by=boss)
    row = Patron.objects.values().get()
    assert not any("Karimova" in str(value) or "example.org" in str(value) for value in row.values())
    assert row["name_key"] == ""
    assert row["birth_date"] == date(1998, 1, 1)
    assert not Card.objects.exists()
    assert patron.erasure_requests.get().settled is not None


def test_open_business_stands_against_forgetting(monkeypatch):
    library = make_library()
    patron = make_patron(library, card="1")
    monkeypatch.setattr(ports, "_objections", [lambda number: [Reason("tests.loans", "Two books are out.")]])
    with pytest.raises(CannotErase) as caught:
        actions.erase(patron, by=make_account("boss", "manager", library))
    assert caught.value.codes == ["tests.loans"]
    patron.refresh_from_db()
    assert patron.family_name == "Karimova"
    assert patron.cards.exists()
