"""A library asks for its records back: they leave as they came."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import SourceRecord
from chorsu.catalogue.records.tests.makers import make_library, make_record
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file
from chorsu.exchange.export import queries
from chorsu.exchange.export.rules import HEAD, piece
from chorsu.formats import marcxml

pytestmark = pytest.mark.django_db
XML = (
    "<{p}record{ns}><{p}leader>00000nam a2200000 i 4500</{p}leader>"
    '<{p}controlfield tag="001">{control}</{p}controlfield>'
    '<{p}datafield tag="245" ind1="0" ind2="0"><{p}subfield code="a">{title}</{p}subfield></{p}datafield></{p}record>'
)
SLIM = "http://www.loc.gov/MARC21/slim"


def xml(control, title, prefix="", declared=False):
    name = f"xmlns:{prefix.rstrip(':')}" if prefix else "xmlns"
    return XML.format(p=prefix, control=control, title=title, ns=f' {name}="{SLIM}"' if declared else "")


def export(capsys, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("export", json=True, stdout=out, stderr=err, **options)
    return json.loads(out.getvalue().splitlines()[-1]), err.getvalue()


@pytest.fixture
def full(tmp_path):
    """A library with three records in ISO 2709, two in MARCXML and one made here; and another library."""
    library = make_library("NLUZ")
    raw = [marc(str(number), f"Kitob {number}", "Oybek", 1950 + number) for number in range(3)]
    import_records([marc_file(tmp_path, *raw)], library)
    collection = tmp_path / "more.xml"
    collection.write_text(
        f'<m:collection xmlns:m="{SLIM}">{xml("x1", "Sarob", "m:")}{xml("x2", "Қутлуғ қон", "m:")}</m:collection>',
        encoding="utf-8",
    )
    import_records([collection], library)
    make_record(library, title="Shu yerda yozilgan")
    import_records([marc_file(tmp_path, marc("0", "Truyện Kiều"), name="other.mrc")], make_library("NLV"))
    return raw


def test_iso_2709_leaves_byte_for_byte(full, tmp_path, capsys):
    path = tmp_path / "out.mrc"
    result, notes = export(capsys, library="NLUZ", out=str(path))
    assert path.read_bytes() == b"".join(full)
    assert (result["written"], result["skipped"], result["file"]) == (3, 3, str(path))
    assert "2: came as MARCXML" in notes and "1: written here, not in MARC" in notes


def test_marcxml_leaves_in_one_collection_that_can_be_read(full, tmp_path, capsys):
    path = tmp_path / "out.xml"
    result, _ = export(capsys, library="NLUZ", format="marcxml", out=str(path))
    assert (result["written"], result["skipped"]) == (2, 4)
    written = path.read_bytes()
    assert xml("x2", "Қутлуғ қон", "m:").encode() in written
    from lxml import etree

    root = etree.fromstring(written)
    assert [child.tag for child in root] == [f"{{{SLIM}}}record"] * 2
    assert [found.record.all[0].data for found in marcxml.read(io.BytesIO(written))] == ["x1", "x2"]


def test_what_left_comes_in_again_unchanged(full, tmp_path, capsys):
    path = tmp_path / "out.mrc"
    export(capsys, library="NLUZ", out=str(path))
    batch = import_records([path], make_library("NLUZ"))
    assert (batch.read, batch.unchanged) == (3, 3)


def test_only_the_newest_version_leaves_and_no_deleted_one(full, tmp_path, capsys):
    changed = marc("1", "Kitob 1, tuzatilgan", "Oybek", 1951)
    import_records([marc_file(tmp_path, changed)], make_library("NLUZ"))
    SourceRecord.objects.filter(source_id="2", library__code="NLUZ").update(deleted=True)
    path = tmp_path / "out.mrc"
    result, _ = export(capsys, library="NLUZ", out=str(path))
    assert path.read_bytes() == full[0] + changed
    assert result["written"] == 2


def test_records_go_to_standard_output_where_no_file_is_named(full):
    class Out(io.StringIO):
        buffer = io.BytesIO()

    err = io.StringIO()
    call_command("export", library="NLUZ", json=True, stdout=Out(), stderr=err)
    assert Out.buffer.getvalue() == b"".join(full)
    assert json.loads(err.getvalue().splitlines()[-1])["file"] == "-"


def test_many_records_are_written_slice_by_slice(full, tmp_path, capsys, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(queries, "SLICE", 4)
    with django_assert_max_num_queries(6):
        result, _ = export(capsys, library="NLUZ", out=str(tmp_path / "out.mrc"))
    assert result["written"] == 3


def test_an_unknown_library_and_an_unusable_file_end_with_2(full, tmp_path, capsys):
    here = {"library": "NLUZ"}
    for options in ({"library": "NOWHERE"}, {**here, "out": str(tmp_path)}, {**here, "out": "/none/x"}):
        with pytest.raises(CommandError) as caught:
            export(capsys, **options)
        assert caught.value.returncode == 2
    assert not list(tmp_path.glob(".*.part"))


def test_a_library_without_records_gives_an_empty_collection(tmp_path, capsys):
    make_library("EMPTY")
    path = tmp_path / "out.xml"
    result, _ = export(capsys, library="EMPTY", format="marcxml", out=str(path))
    assert result["written"] == result["skipped"] == 0
    assert path.read_bytes() == HEAD + b"</collection>\n"


def test_xml_that_would_not_be_readable_in_a_collection_is_made_so():
    other = piece(xml("1", "Китоб").encode("cp1251"), "marc21+xml", "cp1251", "marcxml")
    assert (other.data.decode().strip(), other.changed) == (xml("1", "Китоб"), "put into UTF-8")
    strange = piece(xml("1", "Kitob", "q:").encode(), "marc21+xml", "utf-8", "marcxml")
    assert strange.data.startswith(f'<q:record xmlns:q="{SLIM}">'.encode())
    located = f'<record xsi:schemaLocation="{SLIM} x.xsd"><leader/></record>'.encode()
    assert piece(located, "marc21+xml", "utf-8", "marcxml").data == located + b"\n"
    assert piece(b"<record><leader></record>", "marc21+xml", "utf-8", "marcxml").skipped == "not well-formed"
    own = piece(xml("1", "Kitob", "q:", declared=True).encode(), "marc21+xml", "utf-8", "marcxml")
    assert (own.data, own.changed) == (xml("1", "Kitob", "q:", declared=True).encode() + b"\n", "")
