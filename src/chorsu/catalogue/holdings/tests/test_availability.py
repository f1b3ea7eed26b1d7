"""What can be had now, as Dilnoza, the desk and programs see it."""

from __future__ import annotations

from datetime import date

import pytest

from chorsu.catalogue.holdings import ports, queries
from chorsu.catalogue.holdings.ports import Movement
from chorsu.catalogue.holdings.tests.makers import make_holding, make_item
from chorsu.catalogue.records.tests.makers import make_branch, make_library, make_record
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 1)


@pytest.fixture
def lending(monkeypatch):
    out: dict[int, Movement] = {}
    monkeypatch.setattr(ports, "_provider", [lambda ids: {i: out[i] for i in ids if i in out}])
    return out


def test_each_fact_of_an_item_counts(lending):
    record = make_record()
    here, room, gone, written = (
        make_item(record), make_item(record, access="reading-room"), make_item(record, presence="missing"),
        make_item(record, stock="written-off"),
    )  # fmt: skip
    loaned = make_item(record, copies=1)
    lending[loaned.pk] = Movement("on-loan", DUE)
    (branch,) = queries.availability([record.pk])[record.pk]
    assert (branch.total, branch.available, branch.reading_room, branch.here_now, branch.due) == (4, 1, 1, 2, DUE)
    assert {i.id: i.state for i in branch.items} == {
        here.pk: "available", room.pk: "reading-room", gone.pk: "unavailable", loaned.pk: "on-loan",
    }  # fmt: skip
    assert written.pk not in {i.id for i in branch.items}


def test_many_records_cost_two_queries(django_assert_num_queries, lending):
    records = [make_record(title=f"Kitob {n}") for n in range(5)]
    for record in records:
        make_item(record)
    with django_assert_num_queries(2):
        found = queries.availability([r.pk for r in records])
    assert all(len(found[r.pk]) == 1 for r in records)


def test_group_accounting_counts_every_copy(lending):
    record = make_record()
    make_item(record, copies=30)
    assert queries.availability([record.pk])[record.pk][0].available == 30


def test_a_serials_statement_is_shown_without_items(client, lending):
    record = make_record(title="Sharq yulduzi", kind="serial")
    make_holding(record, make_branch(), statement="1991–2024; 1995 yoʻq")
    assert "1991–2024; 1995 yoʻq" in client.get(record.get_absolute_url()).content.decode()


def test_the_record_page_says_where_and_how(client, lending):
    record = make_record()
    branch, other = make_branch(), make_branch(make_library("FVK"), "FVK-1")
    make_item(record, branch)
    loaned = make_item(record, other)
    lending[loaned.pk] = Movement("on-loan", DUE)
    text = client.get(record.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "1 of 1 copy on the shelf" in text
    assert "due back" in text
    assert text.index(branch.name) < text.index(other.name)


def test_staff_list_available_items_of_their_library(client, lending):
    aziza = make_account("aziza", "desk", make_library())
    client.force_login(aziza)
    record = make_record()
    first, second = make_item(record), make_item(record)
    lending[second.pk] = Movement("on-loan", DUE)
    strange = make_item(record, make_branch(make_library("FVK"), "FVK-1"))
    told = client.get("/api/v1/items", {"status": "available", "library": "NLUZ"}).json()
    assert [row["barcode"] for row in told["results"]] == [first.barcode]
    assert told["results"][0]["library"] == "NLUZ"
    assert told["results"][0]["record"] == record.pid
    everything = client.get("/api/v1/items").json()
    assert {row["barcode"] for row in everything["results"]} == {first.barcode, second.barcode}
    assert client.get("/api/v1/items", {"library": "FVK"}).status_code == 403
    assert strange.barcode not in str(everything)
    client.force_login(make_account("dilnoza"))
    assert client.get("/api/v1/items", {"library": "NLUZ"}).status_code == 403


def test_available_items_come_page_by_page(client, lending):
    client.force_login(make_account("aziza", "desk", make_library()))
    record = make_record()
    made = [make_item(record) for _ in range(5)]
    lending[made[1].pk] = Movement("on-loan", DUE)
    seen, page = [], "/api/v1/items?status=available&library=NLUZ&per_page=2"
    while page:
        told = client.get(page).json()
        seen += [row["barcode"] for row in told["results"]]
        page = told["next"]
    assert seen == [made[n].barcode for n in (0, 2, 3, 4)]
