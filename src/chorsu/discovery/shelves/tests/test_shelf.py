"""Dilnoza puts books on her shelf, sorts and exports them, and takes them off again."""

import json

import pytest

from chorsu.catalogue.records.tests.makers import make_record
from chorsu.discovery.shelves import actions, queries, rules
from chorsu.discovery.shelves.errors import ShelfFull
from chorsu.discovery.shelves.models import SavedRecord
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db


def titles(account, sort="added"):
    return [saved.record.title for saved in queries.shelf(account, sort)]


def test_a_book_is_put_on_the_shelf_from_its_page_without_a_script(client):
    record, dilnoza = make_record(), make_account("dilnoza")
    client.force_login(dilnoza)
    said = client.get(record.get_absolute_url()).content.decode()
    assert "Put on my shelf" in said and f'action="/account/shelf/{record.pid}/put"' in said
    answer = client.post(f"/account/shelf/{record.pid}/put", {"next": record.get_absolute_url()})
    assert answer["Location"] == record.get_absolute_url()
    assert titles(dilnoza) == [record.title]
    said = client.get(record.get_absolute_url()).content.decode()
    assert "On my shelf" in said and f'action="/account/shelf/{record.pid}/take-off"' in said


def test_a_visitor_is_led_to_sign_in_and_nothing_is_kept(client):
    record = make_record()
    assert f"?next=/records/{record.pid}" in client.get(record.get_absolute_url()).content.decode()
    answer = client.post(f"/account/shelf/{record.pid}/put")
    assert answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=/records/")
    assert client.get("/account/shelf/").status_code == 302
    assert not SavedRecord.objects.exists()


def test_the_way_back_stays_in_the_house(client):
    record = make_record()
    client.force_login(make_account("dilnoza"))
    answer = client.post(f"/account/shelf/{record.pid}/put", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == record.get_absolute_url()


def test_a_shelf_is_seen_by_its_owner_only(client):
    record, dilnoza, minh = make_record(), make_account("dilnoza"), make_account("minh")
    actions.put_on_shelf(dilnoza, record, "sirli eslatma")
    client.force_login(minh)
    assert "sirli eslatma" not in client.get("/account/shelf/").content.decode()
    assert client.post(f"/account/shelf/{record.pid}/take-off").status_code == 404
    assert client.get("/api/v1/shelf").json()["total"] == 0
    assert titles(dilnoza) == [record.title]


def test_the_shelf_is_sorted_as_asked(client):
    dilnoza = make_account("dilnoza")
    for title, author, year in (("Boburnoma", "Bobur", 1990), ("Alpomish", "Xalq", 2001), ("Chol", "Aripov", 1980)):
        actions.put_on_shelf(dilnoza, make_record(title=title, author=author, year=year))
    assert titles(dilnoza) == ["Chol", "Alpomish", "Boburnoma"]
    assert titles(dilnoza, "title") == ["Alpomish", "Boburnoma", "Chol"]
    assert titles(dilnoza, "author") == ["Chol", "Boburnoma", "Alpomish"]
    assert titles(dilnoza, "year") == ["Alpomish", "Boburnoma", "Chol"]
    client.force_login(dilnoza)
    said = client.get("/account/shelf/?sort=title").content.decode()
    assert said.index("Alpomish") < said.index("Boburnoma") < said.index("Chol")
    assert client.get("/account/shelf/?sort=nonsense&page=abc").status_code == 200


def test_what_was_taken_off_by_mistake_comes_back_with_its_note(client):
    record, dilnoza = make_record(), make_account("dilnoza")
    before = actions.put_on_shelf(dilnoza, record, "5-bob")
    client.force_login(dilnoza)
    said = client.post(f"/account/shelf/{record.pid}/take-off", follow=True).content.decode()
    assert "was taken off your shelf" in said and "Put it back" in said
    assert not SavedRecord.objects.exists()
    client.post(f"/account/shelf/{record.pid}/put", {"note": "5-bob", "added": before.added.isoformat()})
    after = SavedRecord.objects.get()
    assert (after.note, after.added) == ("5-bob", before.added)


def test_a_note_is_kept_and_shown_as_text(client):
    record, dilnoza = make_record(), make_account("dilnoza")
    actions.put_on_shelf(dilnoza, record)
    client.force_login(dilnoza)
    client.post(f"/account/shelf/{record.pid}/note", {"note": "<b>qayta oʻqish</b>"})
    assert SavedRecord.objects.get().note == "<b>qayta oʻqish</b>"
    assert "&lt;b&gt;qayta" in client.get("/account/shelf/").content.decode()
    assert client.post(f"/account/shelf/{make_record(title='B').pid}/note", {"note": "x"}).status_code == 404


def test_the_shelf_goes_to_a_reference_manager(client):
    dilnoza = make_account("dilnoza")
    for title in ("Oʻtkan kunlar", "Mehrobdan chayon"):
        actions.put_on_shelf(dilnoza, make_record(title=title))
    client.force_login(dilnoza)
    bib, ris = (b"".join(client.get(f"/account/shelf/export.{e}").streaming_content).decode() for e in ("bib", "ris"))
    assert bib.count("@book{") == 2 and "Mehrobdan chayon" in bib
    assert ris.count("TY  - BOOK") == 2 and ris.count("ER  -") == 2
    assert client.get("/account/shelf/export.exe").status_code == 404


def test_an_empty_shelf_says_what_to_do(client):
    client.force_login(make_account("dilnoza"))
    said = client.get("/account/shelf/").content.decode()
    assert "Your shelf is empty" in said and 'href="/search"' in said


def test_a_full_shelf_takes_no_more(monkeypatch):
    dilnoza = make_account("dilnoza")
    monkeypatch.setattr(rules, "MOST", 1)
    first = actions.put_on_shelf(dilnoza, make_record(title="Bir"))
    assert actions.put_on_shelf(dilnoza, first.record) == first
    with pytest.raises(ShelfFull):
        actions.put_on_shelf(dilnoza, make_record(title="Ikki"))
    assert titles(dilnoza) == ["Bir"]


def test_programs_use_the_shelf_too(client):
    record, dilnoza = make_record(), make_account("dilnoza")
    assert client.get("/api/v1/shelf").status_code == 401
    client.force_login(dilnoza)
    body = json.dumps({"record": record.pid, "note": "keyin"})
    made = client.post("/api/v1/shelf", body, content_type="application/json")
    assert made.status_code == 201 and made.json()["note"] == "keyin"
    again = client.post("/api/v1/shelf", json.dumps({"record": record.pid}), content_type="application/json")
    assert again.json()["note"] == "keyin"
    assert client.get("/api/v1/shelf").json()["results"][0]["title"] == record.title
    assert (
        client.post("/api/v1/shelf", json.dumps({"record": "r9"}), content_type="application/json").status_code == 404
    )
    assert client.delete(f"/api/v1/shelf/{record.pid}").status_code == 204
    assert client.get("/api/v1/shelf").json()["total"] == 0


def test_a_long_shelf_is_paged_and_asks_the_database_little(client, django_assert_max_num_queries):
    dilnoza = make_account("dilnoza")
    for number in range(23):
        actions.put_on_shelf(dilnoza, make_record(title=f"Kitob {number}"))
    client.force_login(dilnoza)
    with django_assert_max_num_queries(22):
        said = client.get("/account/shelf/").content.decode()
    assert said.count('class="face"') == 20
    assert client.get("/account/shelf/?page=2").content.decode().count('class="face"') == 3
    assert "My shelf" in client.get("/").content.decode()
