"""A harvester comes by: what it gets, page by page, and what it is told when it asks wrongly."""

from datetime import timedelta

import pytest
from lxml import etree

from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import Record
from chorsu.catalogue.records.tests.makers import make_library, make_record
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file
from chorsu.exchange.oaipmh import marc as as_marc
from chorsu.exchange.oaipmh import queries
from chorsu.formats.marc import Field
from chorsu.formats.marc import Record as Record21

pytestmark = pytest.mark.django_db
NS = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/", "m": as_marc.MARCXML}


def ask(client, **arguments):
    answer = client.get("/oai", {name.rstrip("_"): value for name, value in arguments.items()})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(answer.content)


def code(root):
    return root.xpath("string(o:error/@code)", namespaces=NS)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    return [make_record(title=f"Kitob {number}", isbn="", year=1990 + number) for number in range(5)]


def test_a_whole_harvest_gets_every_record_once(client, few):
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    seen = []
    while True:
        seen += root.xpath("//o:header/o:identifier/text()", namespaces=NS)
        token = root.xpath("string(//o:resumptionToken)", namespaces=NS)
        if not token:
            break
        root = ask(client, verb="ListRecords", resumptionToken=token)
    assert len(seen) == len(set(seen)) == 5
    assert root.xpath("string(//o:resumptionToken/@completeListSize)", namespaces=NS) == "5"


def test_a_record_changed_during_the_harvest_does_not_push_another_out(client, few):
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    Record.objects.filter(pk=few[0].pk).update(changed=few[0].changed + timedelta(days=1))
    token = root.xpath("string(//o:resumptionToken)", namespaces=NS)
    rest = ask(client, verb="ListIdentifiers", resumptionToken=token).xpath("//o:identifier/text()", namespaces=NS)
    assert [identifier.rsplit(":", 1)[1] for identifier in rest] == [few[2].pid, few[3].pid]


def test_title_and_address_are_given_as_dublin_core(client):
    record = make_record(title="Oʻtkan kunlar")
    root = ask(client, verb="GetRecord", identifier=f"oai:chorsu.example:{record.pid}", metadataPrefix="oai_dc")
    assert "Oʻtkan kunlar" in "".join(root.xpath("//dc:title/text()", namespaces=NS))
    assert any(record.pid in text for text in root.xpath("//dc:identifier/text()", namespaces=NS))


def test_a_record_is_given_as_marc_21_too(client, tmp_path):
    import_records(
        [marc_file(tmp_path, marc("77", "Sariq devni minib", extra=[("599", "  $aonly here")]))], make_library()
    )
    made = make_record(title="Shu yerda yozilgan")
    for prefix in ("marc21", "marcxml"):
        root = ask(client, verb="ListRecords", metadataPrefix=prefix)
        assert root.xpath("//m:datafield[@tag='599']/m:subfield/text()", namespaces=NS) == ["only here"]
        titles = root.xpath("//m:datafield[@tag='245']/m:subfield[@code='a']/text()", namespaces=NS)
        assert titles == ["Sariq devni minib", made.title]


def test_an_untidy_record_still_makes_marcxml_that_holds_to_its_schema(shared):
    untidy = Record21("1234 nam", [Field("245", "Aa", [("a", "Kitob\x01"), ("é", "x")]), Field("001", data="7")])
    untidy.add(Field("00", data="x"), Field("000", data="x"), Field("9é9", "  ", [("a", "x")]), Field("650", "  ", []))
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "oai-pmh" / "MARC21slim.xsd")))
    made = etree.fromstring(etree.tostring(as_marc.marcxml(etree.Element("holder"), untidy)))
    schema.assertValid(made)
    assert made.xpath("//m:*[@tag]/@tag", namespaces=NS) == ["001", "245"]


def test_a_hidden_record_is_deleted_for_harvesters(client):
    record = make_record()
    Record.objects.filter(pk=record.pk).update(status="withdrawn")
    root = ask(client, verb="GetRecord", identifier=f"oai:chorsu.example:{record.pid}", metadataPrefix="oai_dc")
    assert root.xpath("string(//o:header/@status)", namespaces=NS) == "deleted"
    assert not root.xpath("//o:metadata", namespaces=NS)


def test_a_library_is_a_set(client):
    make_record(make_library("NLUZ"), title="Navoiy")
    make_record(make_library("NLV"), title="Truyện Kiều", author="Nguyễn Du")
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="lib:NLV")
    assert root.xpath("count(//o:record)", namespaces=NS) == 1
    assert "lib:NLV" in root.xpath("//o:header/o:setSpec/text()", namespaces=NS)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, "badVerb"),
        ({"verb": "Harvest"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "Identify", "from": "2026-01-01"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-02", "until": "2026-01-01"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-01", "until": "2026-01-01T00:00:00Z"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "mods"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nothing"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "forged"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x", "set": "lib"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "oai:other:1", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "nothing"}, "idDoesNotExist"),
    ],
)  # fmt: skip
def test_a_wrong_question_gets_the_protocols_own_error(client, arguments, expected):
    make_record()
    assert code(ask(client, **arguments)) == expected


def test_every_answer_holds_to_the_schema(client, few, shared):
    folder = shared / "schemas"
    parser = etree.XMLParser(no_network=True)

    class Local(etree.Resolver):
        """Schemas that import others by address are given the copies that lie beside."""

        def resolve(self, url, public_id, context):
            copies = {path.name: path for path in [*(folder / "oai-pmh").glob("*.xsd"), folder / "w3" / "xml.xsd"]}
            path = copies.get(str(url).rsplit("/", 1)[-1])
            return self.resolve_filename(str(path), context) if path else None

    parser.resolvers.add(Local())
    together = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{name}"/>'
        for namespace, name in (
            ("http://www.openarchives.org/OAI/2.0/", "OAI-PMH.xsd"),
            ("http://www.openarchives.org/OAI/2.0/oai_dc/", "oai_dc.xsd"),
            ("http://www.openarchives.org/OAI/2.0/oai-identifier", "oai-identifier.xsd"),
            (as_marc.MARCXML, "MARC21slim.xsd"),
        )
    )
    document = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{together}</xs:schema>'
    schema = etree.XMLSchema(etree.fromstring(document, parser, base_url=str(folder / "oai-pmh" / "all.xsd")))
    for arguments in (
        {"verb": "Identify"},
        {"verb": "ListSets"},
        {"verb": "ListMetadataFormats"},
        {"verb": "Nothing"},
        {"verb": "ListRecords", "metadataPrefix": "oai_dc"},
        {"verb": "ListRecords", "metadataPrefix": "marc21"},
        {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"},
    ):
        schema.assertValid(ask(client, **arguments))
