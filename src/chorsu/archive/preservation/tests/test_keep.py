"""The store outlives the tables: everything is read back from it, and damage is found."""

import json
import os
import zipfile

import pytest
from django.core.management import call_command
from lxml import etree

from chorsu.archive.ingest import actions as ingest
from chorsu.archive.ingest.tests import makers
from chorsu.archive.objects import actions as objects
from chorsu.archive.objects import queries
from chorsu.archive.objects.models import DigitalObject, ObjectEvent, Page
from chorsu.archive.objects.tests.makers import make_library
from chorsu.archive.preservation import actions
from chorsu.archive.preservation.models import Check
from chorsu.archive.preservation.queries import ocfl_store, soundness
from chorsu.archive.rights import actions as rights
from chorsu.archive.rights import queries as gate
from chorsu.archive.rights.models import Condition
from chorsu.formats import ocfl
from chorsu.foundation.events.actions import deliver_all
from chorsu.people.accounts.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf(tmp_path):
    path = makers.pdf(tmp_path / "b.pdf", "Salom dunyo bu kitob matni ekan", "Ikkinchi sahifa ham matnga ega")
    return ingest.ingest(path, make_library(), "Sinov", languages=["uz"], rights="signed-in")


def manager():
    return Account.objects.create_superuser("tam")


def test_an_object_holds_its_texts_and_metadata_and_the_working_folder_is_empty(pdf):
    inventory = ocfl_store().read(pdf.ark)
    assert {"master/document.pdf", "text/pages.zip", "meta/object.json", "meta/premis.xml"} <= set(inventory.state)
    assert inventory.head == pdf.version == 2
    assert not objects.working_texts(pdf).parent.exists()
    assert ocfl.validate_object(ocfl_store().path(pdf.ark)) == []


def test_tables_are_built_again_from_the_store_alone(pdf):
    deliver_all(raise_errors=False)
    before = (
        list(Page.objects.order_by("number").values_list("number", "label", "width", "state", "confidence")),
        list(queries.page_texts([pdf.pk])),
        [(file.name, file.path, file.sha512, file.mime) for file in queries.files_of(pdf)],
        gate.access_class(pdf),
    )
    pid = pdf.pid
    DigitalObject.objects.all().delete()
    Condition.objects.all().delete()
    assert list(actions.rebuild()) == [(pid, "")]
    again = queries.by_pid(pid)
    after = (
        list(Page.objects.order_by("number").values_list("number", "label", "width", "state", "confidence")),
        list(queries.page_texts([again.pk])),
        [(file.name, file.path, file.sha512, file.mime) for file in queries.files_of(again)],
        gate.access_class(again),
    )
    assert after == before
    assert (again.title, again.state, again.languages, again.page_count) == ("Sinov", "ready", ["uz"], 2)
    assert list(actions.rebuild()) == [(pid, "")]  # a second time changes nothing
    assert DigitalObject.objects.count() == 1


def test_new_rights_go_into_the_object_and_old_versions_stay(pdf):
    rights.change(pdf.pk, pdf.library, manager(), access="closed")
    deliver_all(raise_errors=False)
    inventory = ocfl_store().read(pdf.ark)
    root = ocfl_store().path(pdf.ark)
    assert json.loads((root / inventory.content_path("meta/rights.json")).read_bytes())["access"] == "closed"
    assert json.loads((root / inventory.content_path("meta/rights.json", 1)).read_bytes())["access"] == "signed-in"
    assert queries.by_pid(pdf.pid).version == inventory.head == 3
    assert ocfl.validate_object(root) == []


def test_a_changed_byte_is_found_and_written_into_the_story(pdf):
    file, path = queries.named_file(pdf, "master/document.pdf")
    assert not [one for one in actions.verify_object(pdf) if one.error]
    os.chmod(path, 0o644)
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(bytes(data))
    assert {one.code for one in actions.verify_object(pdf) if one.error} == {"E092"}
    assert Check.objects.get(file=file).outcome == "damaged"
    assert ObjectEvent.objects.filter(object=pdf, kind="fixity check", outcome="failure").exists()
    path.unlink()
    assert actions.verify_next()["missing"] == 1
    assert soundness()["missing"] == 1


def test_the_command_ends_with_one_when_something_is_damaged(pdf, capsys):
    call_command("archive", "verify", "--json")
    assert json.loads(capsys.readouterr().out) == {"objects": 1, "problems": {}}
    path = queries.named_file(pdf, "master/document.pdf")[1]
    os.chmod(path, 0o644)
    path.write_bytes(b"%PDF-")
    with pytest.raises(SystemExit, match="1"):
        call_command("archive", "verify", "--json")


def test_withdrawing_hides_the_object_and_keeps_its_masters(pdf, client):
    tam = manager()
    objects.withdraw(pdf, tam, "asked by the owner of the rights")
    assert queries.by_pid(pdf.pid).state == "withdrawn"
    assert client.get(f"/objects/{pdf.pid}/pages/1/image").status_code == 403
    assert queries.named_file(pdf, "master/document.pdf")[1].exists()
    objects.put_back(pdf, tam)
    assert queries.by_pid(pdf.pid).state == "ready"
    assert gate.access_class(pdf) == "signed-in"


def test_events_are_never_changed(pdf):
    event = ObjectEvent.objects.first()
    event.kind = "nothing"
    with pytest.raises(TypeError):
        event.save()


class LocalXlink(etree.Resolver):
    """Answers the one import of METS and ALTO from the shared folder: tests use no network."""

    def __init__(self, path):
        self.path = path

    def resolve(self, url, public_id, context):
        return self.resolve_filename(str(self.path), context) if "xlink" in url else None


def schema_of(shared, name):
    """A compiled schema of the shared folder; skips when it is absent."""
    path, xlink = shared / "schemas" / name, shared / "schemas/w3/xlink.xsd"
    if not path.is_file() or not xlink.is_file():
        pytest.skip(f"{name} is not in the shared data")
    parser = etree.XMLParser()
    parser.resolvers.add(LocalXlink(xlink))
    return etree.XMLSchema(etree.parse(str(path), parser))


@pytest.mark.parametrize(
    ("name", "schema"),
    [("meta/premis.xml", "premis/premis-v3-0.xsd"), ("meta/mets.xml", "mets/version1121/mets.xsd")],
)
def test_metadata_follows_the_standards_schemas(pdf, shared, name, schema):
    inventory = ocfl_store().read(pdf.ark)
    document = etree.parse(str(ocfl_store().path(pdf.ark) / inventory.content_path(name)))
    schema_of(shared, schema).assertValid(document)


def test_page_texts_are_valid_alto(pdf, shared):
    path = queries.text_pack(pdf.pk)
    with zipfile.ZipFile(path) as pack:
        schema_of(shared, "alto/alto-4-4.xsd").assertValid(etree.fromstring(pack.read("000001.xml")))
