"""Where Dilnoza stopped is kept for her alone, and forgotten when she says so."""

import json

import pytest

from chorsu.catalogue.records.tests.makers import make_record
from chorsu.discovery.reader import actions, queries
from chorsu.discovery.reader.errors import BadPosition
from chorsu.discovery.reader.models import Position
from chorsu.discovery.reader.tests.makers import make_book, make_recording
from chorsu.people.accounts import queries as accounts
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db


def put(client, book, locator, fraction=0.5):
    return client.put(
        f"/api/v1/positions/{book.pid}",
        json.dumps({"locator": locator, "fraction": fraction, "device": "phone"}),
        content_type="application/json",
    )


def test_each_account_has_its_own_place(client):
    book, dilnoza, minh = make_book(), make_account("dilnoza"), make_account("minh")
    client.force_login(dilnoza)
    assert put(client, book, {"page": 2}, 0.66).status_code == 200
    client.force_login(minh)
    assert client.get(f"/api/v1/positions/{book.pid}").status_code == 404
    put(client, book, {"page": 3})
    client.force_login(dilnoza)
    kept = client.get(f"/api/v1/positions/{book.pid}").json()
    assert (kept["locator"], kept["fraction"], kept["device"]) == ({"page": 2}, 0.66, "phone")
    assert kept["url"] == f"/read/{book.pid}?page=2"
    assert client.get("/api/v1/positions").json()["total"] == 1


def test_the_last_place_replaces_the_one_before(client):
    book, dilnoza = make_book(), make_account("dilnoza")
    client.force_login(dilnoza)
    put(client, book, {"page": 2})
    put(client, book, {"page": 3}, 7)
    assert list(Position.objects.values_list("locator", "fraction")) == [({"page": 3}, 1.0)]


@pytest.mark.parametrize("locator", [{}, {"page": 0}, {"page": 4}, {"page": -1}, {"time": 5}, {"cfi": "epubcfi(/6)"}])
def test_what_is_no_place_in_the_book_is_refused_and_changes_nothing(client, locator):
    book, dilnoza = make_book(), make_account("dilnoza")
    actions.keep_position(dilnoza, book, {"page": 2})
    client.force_login(dilnoza)
    assert put(client, book, locator).status_code == 422
    assert Position.objects.get().locator == {"page": 2}
    with pytest.raises(BadPosition):
        actions.keep_position(dilnoza, book, locator)


def test_a_recording_keeps_its_moment(client):
    book = make_book()
    sound, dilnoza = make_recording(book.library), make_account("dilnoza")
    client.force_login(dilnoza)
    assert put(client, sound, {"time": 61.26}).json()["locator"] == {"time": 61.3}
    said = client.get(f"/read/{sound.pid}").content.decode()
    assert "You stopped at 1:01." in said


def test_visitors_and_closed_books_keep_nothing(client):
    book, closed = make_book(), make_book("closed")
    assert put(client, book, {"page": 2}).status_code == 401
    assert client.get(f"/api/v1/positions/{book.pid}").status_code == 401
    client.force_login(make_account("dilnoza"))
    assert put(client, closed, {"page": 2}).status_code == 403
    assert not Position.objects.exists()


def test_the_way_back_is_offered_without_a_script(client):
    book, dilnoza = make_book(), make_account("dilnoza")
    actions.keep_position(dilnoza, book, {"page": 3}, 0.9)
    offered = '<a class="btn main tight" href="/read/'
    assert offered not in client.get(f"/read/{book.pid}").content.decode()
    client.force_login(dilnoza)
    said = client.get(f"/read/{book.pid}").content.decode()
    assert "You stopped at page 3." in said and f'href="/read/{book.pid}?page=3"' in said
    # Whoever asks for a page gets that page and no offer.
    assert offered not in client.get(f"/read/{book.pid}?page=2").content.decode()


def test_what_was_begun_can_be_listed_and_forgotten(client):
    first, second, dilnoza, minh = make_book(), make_book(title="Mehrobdan chayon"), *map(make_account, ("d", "m"))
    for book in (first, second):
        actions.keep_position(dilnoza, book, {"page": 2}, 0.5)
    actions.keep_position(minh, first, {"page": 3}, 0.5)
    assert client.get("/account/reading/").status_code == 302
    client.force_login(dilnoza)
    assert "Mehrobdan chayon" in client.get("/account/reading/").content.decode()
    assert client.get(f"/account/reading/{first.pid}/forget").status_code == 405
    client.post(f"/account/reading/{first.pid}/forget")
    assert [kept.object for kept in queries.positions(dilnoza)] == [second]
    client.post("/account/reading/forget")
    assert not queries.positions(dilnoza).exists()
    assert queries.positions(minh).count() == 1
    assert "Nothing begun yet" in client.get("/account/reading/").content.decode()


def test_forgetting_through_the_api_works_for_closed_books_too(client):
    book, dilnoza = make_book("closed"), make_account("dilnoza")
    actions.keep_position(dilnoza, book, {"page": 2})
    client.force_login(dilnoza)
    assert client.delete(f"/api/v1/positions/{book.pid}").status_code == 204
    assert client.delete(f"/api/v1/positions/{book.pid}").status_code == 204
    assert not Position.objects.exists()


def test_going_on_shows_what_is_open_and_not_finished(client):
    half, whole, closed = make_book(title="Yarim"), make_book(title="Tamom"), make_book("closed", title="Yopiq")
    dilnoza = make_account("dilnoza")
    for book, fraction in ((half, 0.5), (whole, 1.0), (closed, 0.5)):
        actions.keep_position(dilnoza, book, {"page": 2}, fraction)
    client.force_login(dilnoza)
    request = client.get("/").wsgi_request
    assert [kept.object for kept in queries.going_on(dilnoza, accounts.viewer(request))] == [half]
    home = client.get("/").content.decode()
    assert "Go on reading" in home and "Yarim" in home and "Yopiq" not in home
    account = client.get("/account/").content.decode()
    assert 'id="reading"' in account and "Yarim" in account


def test_the_list_asks_the_database_no_more_for_many_books(client, django_assert_max_num_queries):
    dilnoza = make_account("dilnoza")
    for _ in range(6):
        actions.keep_position(dilnoza, make_book(), {"page": 2})
    client.force_login(dilnoza)
    with django_assert_max_num_queries(14):
        client.get("/account/reading/")


def test_the_record_page_leads_into_the_book_and_on_where_reading_stopped(client):
    record, dilnoza = make_record(), make_account("dilnoza")
    book = make_book("signed-in", record=record)
    main = f'<a class="btn main" href="/read/{book.pid}'
    assert main not in client.get(record.get_absolute_url()).content.decode()
    client.force_login(dilnoza)
    assert f'{main}">' in client.get(record.get_absolute_url()).content.decode()
    actions.keep_position(dilnoza, book, {"page": 3}, 0.9)
    said = client.get(record.get_absolute_url()).content.decode()
    assert f'{main}?page=3">' in said and "Go on reading" in said
