"""The command, the API and the staff page all bring things in by the same action."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from chorsu.archive.ingest.tests import makers
from chorsu.archive.objects import queries
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.objects.tests.makers import make_library
from chorsu.archive.rights import queries as gate
from chorsu.foundation.jobs.actions import run_pending
from chorsu.foundation.jobs.models import Job
from chorsu.people.accounts.models import Account, Membership

pytestmark = pytest.mark.django_db


def archivist(name="olga"):
    made = Account.objects.create_user(name)
    Membership.objects.create(account=made, organisation=make_library(), role="archivist")
    return made


def png(text="Salom"):
    out = io.BytesIO()
    makers.page_image(text, 400, 200).save(out, "PNG")
    return out.getvalue()


def test_scan_ends_with_one_json_object_when_everything_is_recognised(tmp_path, capsys):
    make_library()
    folder = makers.book_folder(tmp_path / "book", makers.UZBEK)
    (folder / "page2.jpg").write_bytes(b"no image")
    call_command("scan", str(folder), "--library", "NLUZ", "--title", "Sinov", "--rights", "signed-in", "--json")
    answer = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert set(answer) == {"object", "pages", "failed", "seconds"}
    assert (answer["pages"], answer["failed"]) == (2, 1)
    found = queries.by_pid(answer["object"])
    assert found.state == "ready"
    assert gate.access_class(found) == "signed-in"
    assert "kunlar" in queries.page_text(queries.page(found, 1)).text
    assert Job.objects.get().state == "done"


@pytest.mark.parametrize(("library", "path", "code"), [("NONE", "book", 2), ("NLUZ", "nowhere", 1)])
def test_scan_says_what_is_wrong_and_by_its_exit_code(tmp_path, capsys, library, path, code):
    make_library()
    makers.book_folder(tmp_path / "book", "bir")
    with pytest.raises(SystemExit) as stop:
        call_command("scan", str(tmp_path / path), "--library", library, "--title", "Sinov")
    assert stop.value.code == code
    assert not DigitalObject.objects.exists()


def test_staff_upload_pages_and_a_job_prepares_them(client):
    client.force_login(archivist())
    files = [SimpleUploadedFile(f"p{number}.png", png()) for number in (2, 1)]
    values = {
        "files": files,
        "title": "Sinov",
        "library": make_library().pk,
        "rights": "on-site",
        "languages": "uz, ru",
    }
    answer = client.post("/staff/objects/new/", values)
    found = DigitalObject.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/staff/objects/{found.pid}/"
    assert (found.state, found.languages, found.created_by.username) == ("draft", ["uz", "ru"], "olga")
    run_pending()
    found.refresh_from_db()
    assert (found.state, found.page_count) == ("ready", 2)
    assert [page.label for page in queries.pages(found)] == ["p1", "p2"]
    assert gate.access_class(found) == "on-site"


def test_a_useless_upload_is_refused_beside_the_field_and_leaves_nothing(client, own_store):
    client.force_login(archivist())
    values = {"files": [SimpleUploadedFile("a.exe", b"MZ junk")], "title": "X", "library": make_library().pk}
    answer = client.post("/staff/objects/new/", values | {"rights": "public"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["files"]
    assert "a.exe" in answer.content.decode()
    assert not DigitalObject.objects.exists()
    assert not list((own_store / "working").rglob("*.exe"))


def test_the_api_takes_an_upload_from_staff_only(client):
    make_library()
    values = {"files": SimpleUploadedFile("p1.png", png()), "library": "NLUZ", "title": "Sinov"}
    assert client.post("/api/v1/objects", values).status_code == 401
    client.force_login(Account.objects.create_user("dilnoza"))
    values["files"].seek(0)
    assert client.post("/api/v1/objects", values).status_code == 403
    client.force_login(archivist())
    values["files"].seek(0)
    answer = client.post("/api/v1/objects", values)
    assert answer.status_code == 202
    assert Job.objects.get(pk=answer.json()["job"]).name == "ingest.prepare"


def test_an_upload_that_breaks_later_is_shown_as_failed_with_the_sentence(client):
    client.force_login(archivist())
    values = {"files": [SimpleUploadedFile("b.pdf", b"%PDF-1.4 broken")], "title": "X", "library": make_library().pk}
    client.post("/staff/objects/new/", values | {"rights": "public"})
    run_pending()
    found = DigitalObject.objects.get()
    assert found.state == "failed"
    page = client.get(f"/staff/objects/{found.pid}/").content.decode()
    assert "The PDF cannot be used" in page


@pytest.mark.parametrize("address", ["/staff/objects/", "/staff/objects/new/"])
def test_staff_pages_are_closed_to_readers(client, address):
    assert client.get(address).status_code == 302
    client.force_login(Account.objects.create_user("dilnoza"))
    assert client.get(address).status_code == 403


def test_staff_pages_cost_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    from chorsu.archive.objects.tests.makers import make_object

    for _ in range(5):
        found = make_object(pages=["a"] * 10, library=make_library())
    client.force_login(archivist())
    client.get("/staff/objects/")
    with django_assert_max_num_queries(25):
        assert "Oʻtkan kunlar" in client.get("/staff/objects/").content.decode()
    with django_assert_max_num_queries(30):
        assert client.get(f"/staff/objects/{found.pid}/").content.decode().count("/thumb") == 10


def test_staff_describe_change_rights_and_recognise_again(client):
    from chorsu.archive.objects.tests.makers import make_object

    found = make_object(library=make_library())
    client.force_login(archivist())
    start = f"/staff/objects/{found.pid}"
    assert client.post(f"{start}/describe", {"title": "Yangi", "languages": "xx!", "record": ""}).status_code == 422
    assert client.post(f"{start}/describe", {"title": "Yangi", "languages": "vi", "record": ""}).status_code == 302
    client.post(f"{start}/rights", {"access": "closed", "embargo_access": "closed"})
    client.post(f"{start}/recognise", {"page": "2"})
    found.refresh_from_db()
    assert (found.title, found.languages, found.state) == ("Yangi", ["vi"], "processing")
    assert gate.access_class(found) == "closed"
    assert [page.state for page in queries.pages(found)] == ["recognised", "waiting"]
    assert Job.objects.get().name == "ocr.recognise"
    assert client.get(f"{start}/withdraw").status_code == 405


def test_recognising_a_whole_pdf_again_leaves_the_text_that_came_with_it(tmp_path, client):
    from chorsu.archive.ingest import actions

    path = makers.pdf(tmp_path / "b.pdf", "Salom dunyo bu kitob matni ekan")
    found = actions.ingest(path, make_library(), "Sinov")
    client.force_login(archivist())
    client.post(f"/staff/objects/{found.pid}/recognise")
    run_pending()
    found.refresh_from_db()
    assert found.state == "ready"
    assert queries.page(found, 1).text_version == 1
    client.post(f"/staff/objects/{found.pid}/recognise", {"page": "1"})
    run_pending()
    page = queries.page(found, 1)
    assert (page.state, page.text_version) == ("recognised", 2)
    assert "kitob matni" in queries.page_text(page).text
