"""Olga at the staff pages: look at a file, import it, read its error sheet, undo it; hide a record."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.records import actions
from chorsu.catalogue.records.models import Batch, Record
from chorsu.catalogue.records.tests.makers import make_library, make_record
from chorsu.catalogue.records.tests.marc_makers import marc
from chorsu.foundation.jobs.actions import run_pending
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def olga(client):
    account = make_account("olga", "cataloguer", make_library("NLUZ"), language="en")
    client.force_login(account)
    return account


def upload(*records: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("export.mrc", b"".join(records), "application/marc")


def test_a_file_is_looked_at_then_imported_then_undone(client, olga):
    library = make_library("NLUZ")
    good, cut = marc("a1", "Navoiy", "Oybek", 1945, copies=[{"p": "UZ1"}]), marc("a2", "Boburnoma", "Bobur", 1960)[:70]
    sent = {"file": upload(good, cut), "library": library.pk, "format": "auto", "encoding": "auto"}
    answer = client.post("/staff/imports/", sent)
    assert answer.status_code == 302
    run_pending()
    looked = client.get(answer["Location"]).content.decode()
    assert "Navoiy" in looked
    assert "Import for good" in looked
    assert not Record.objects.exists()
    checked = Batch.objects.get()
    answer = client.post(f"/staff/imports/{checked.pk}/confirm")
    run_pending()
    done = Batch.objects.order_by("pk").last()
    assert (done.state, done.created, done.rejected) == ("done", 1, 1)
    assert done.by == olga
    page = client.get(f"/staff/imports/{done.pk}").content.decode()
    assert "Error sheet" in page
    sheet = b"".join(client.get(f"/staff/imports/{done.pk}/problems.csv").streaming_content).decode("utf-8-sig")
    assert sheet.splitlines()[0] == "row,offset,identifier,code,reason,raw"
    assert len(sheet.strip().splitlines()) == 2
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(client.get(f"/staff/imports/{done.pk}/problems.xlsx").content))
    assert book.active.max_row == 2
    assert "export.mrc" in client.get("/staff/imports/").content.decode()
    client.post(f"/staff/imports/{done.pk}/undo")
    run_pending()
    done.refresh_from_db()
    assert done.state == "undone"
    assert not Item.objects.exists()
    assert Record.objects.get().status == "withdrawn"


def test_an_empty_upload_is_refused_beside_the_field(client, olga):
    answer = client.post(
        "/staff/imports/", {"file": upload(), "library": make_library().pk, "format": "auto", "encoding": "auto"}
    )
    assert answer.status_code == 422
    assert "id_file-error" in answer.content.decode()
    assert not Batch.objects.exists()


def test_olga_sees_and_imports_only_for_her_library(client, olga):
    other = make_library("FVK")
    sent = {"file": upload(marc("a1", "Navoiy")), "library": other.pk, "format": "auto", "encoding": "auto"}
    assert client.post("/staff/imports/", sent).status_code == 422
    batch = Batch.objects.create(library=other, label="theirs")
    assert client.get(f"/staff/imports/{batch.pk}").status_code == 403
    assert "theirs" not in client.get("/staff/imports/").content.decode()


def test_a_reader_does_not_come_in(client):
    client.force_login(make_account("dilnoza"))
    assert client.get("/staff/imports/").status_code == 403
    assert client.get("/staff/records/").status_code == 403
    client.logout()
    assert client.get("/staff/imports/").status_code == 302


def test_a_record_is_found_by_title_isbn_and_number_and_hidden(client, olga):
    record = make_record(make_library("NLUZ"), isbn="9789943013094")
    make_record(make_library("NLUZ"), title="Boburnoma", author="Bobur")
    for words in ("Oʻtkan", "Ўткан", "978-9943-01-309-4", record.pid):
        text = client.get("/staff/records/", {"q": words}).content.decode()
        assert record.pid in text, words
        assert "Boburnoma" not in text
    client.post(f"/staff/records/{record.pid}/suppress")
    record.refresh_from_db()
    assert record.status == "suppressed"
    assert record.pid in client.get("/staff/records/", {"status": "suppressed"}).content.decode()
    client.post(f"/staff/records/{record.pid}/show")
    record.refresh_from_db()
    assert record.status == "shown"


def test_olga_does_not_hide_another_librarys_record(client, olga):
    record = make_record(make_library("FVK"))
    assert client.post(f"/staff/records/{record.pid}/suppress").status_code == 403
    record.refresh_from_db()
    assert record.status == "shown"


def test_a_program_imports_and_undoes(client, olga):
    make_library("NLUZ")
    client.logout()
    from chorsu.people.accounts.actions import issue_token

    token = issue_token(olga, "import")
    secret = (
        token if isinstance(token, str) else getattr(token, "secret", token[-1] if isinstance(token, tuple) else "")
    )
    head = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    answer = client.post(
        "/api/v1/imports", {"file": upload(marc("a1", "Navoiy", "Oybek", 1945)), "library": "NLUZ"}, **head
    )
    assert answer.status_code == 202, answer.content
    number = answer.json()["id"]
    run_pending()
    assert client.get(f"/api/v1/imports/{number}", **head).json()["created"] == 1
    assert client.get(f"/api/v1/imports/{number}/problems", **head).json()["total"] == 0
    assert client.post(f"/api/v1/imports/{number}/undo", **head).status_code == 202
    run_pending()
    assert client.get(f"/api/v1/imports/{number}", **head).json()["state"] == "undone"
    assert client.post(f"/api/v1/imports/{number}/undo", **head).status_code == 409
    assert client.get(f"/api/v1/imports/{number}").status_code == 401
    wrong = client.post("/api/v1/imports", {"file": upload(marc("a1", "N")), "library": "WRONG"}, **head)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "libraries.unknown")


def test_long_lists_of_imports_need_a_fixed_number_of_queries(client, olga, django_assert_max_num_queries):
    library = make_library("NLUZ")
    for number in range(30):
        Batch.objects.create(library=library, label=f"file {number}", by=olga, state="done")
    for _ in range(3):
        make_record(library)
    client.get("/staff/imports/")
    with django_assert_max_num_queries(20):
        client.get("/staff/imports/")
    with django_assert_max_num_queries(20):
        client.get("/staff/records/")


def test_a_person_without_the_right_is_refused_by_the_action_too():
    from chorsu.kernel.errors import Forbidden

    reader, library, record = make_account("minh"), make_library(), make_record()
    with pytest.raises(Forbidden):
        actions.import_records(BytesIO(marc("a1", "Navoiy")), library, by=reader)
    with pytest.raises(Forbidden):
        actions.suppress(record, by=reader)
    assert not Batch.objects.exists()
