"""MARCXML is read in every wrapping, one record at a time, and never trusted."""

import io

import pytest

from chorsu.formats import marcxml, sniff
from chorsu.formats.tests.makers import marc21, marcxml_record, unimarc

ONE = marc21("Oʻtkan kunlar", control="one")
BODY = marcxml_record(ONE).partition(b'slim">')[2].removesuffix(b"</collection>")


def read(data: bytes):
    return list(sniff.open_records(io.BytesIO(data)))


@pytest.mark.parametrize(("before", "after"), [
    (b"<collection>", b"</collection>"),
    (b'<?xml version="1.0"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n', b"\n</collection>\n"),
    (b"", b""),
    (b"<OAI-PMH><ListRecords><record><header/><metadata>", b"</metadata></record></ListRecords></OAI-PMH>"),
    (b'<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records><zs:record><zs:recordData>', b"</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"),
])  # fmt: skip
def test_a_record_is_found_in_every_wrapping_with_its_own_bytes(before, after):
    found = read(before + BODY + after)
    assert [one.record for one in found] == [ONE]
    assert found[0].raw == BODY
    assert found[0].offset == len(before)
    assert found[0].flavour == "marc21"


def test_prefixed_elements_are_read():
    data = BODY.replace(b"<", b"<m:").replace(b"<m:/", b"</m:")
    found = read(b'<m:collection xmlns:m="http://www.loc.gov/MARC21/slim">' + data + b"</m:collection>")
    assert [one.record for one in found] == [ONE]


def test_a_broken_record_costs_nothing_but_itself():
    broken = BODY.replace(b"</subfield>", b"", 1)
    found = read(b"<collection>" + BODY + broken + BODY + b"</collection>")
    assert [one.problem.code if one.problem else "read" for one in found] == ["read", "xml", "read"]
    assert found[1].raw == broken


def test_records_over_the_edges_of_chunks_are_found(monkeypatch):
    monkeypatch.setattr(marcxml, "CHUNK", 97)
    found = list(marcxml.read(io.BytesIO(b"<collection>" + BODY * 5 + b"</collection>")))
    assert [one.record for one in found] == [ONE] * 5
    assert [one.raw for one in found] == [BODY] * 5


def test_an_entity_bomb_is_refused_before_it_can_swell():
    lines = ['<!ENTITY a0 "ha">', *[f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]]
    bomb = f"<?xml version='1.0'?><!DOCTYPE collection [{''.join(lines)}]><collection>".encode()
    found = read(bomb + BODY.replace("Oʻtkan".encode(), b"&a11;") + b"</collection>")
    assert [one.problem.code for one in found] == ["entities"]
    assert "refused" in found[0].problem


def test_an_entity_that_reads_a_file_is_never_resolved():
    found = read(b"<collection>" + BODY.replace("Oʻtkan".encode(), b"&passwd;") + b"</collection>")
    assert [one.problem.code for one in found] == ["xml"]


def test_other_encodings_are_read():
    record = unimarc("Ойна", author="Иванов, Пётр", publisher="Шар", extent="", control="x")
    text = marcxml_record(record).decode().replace("UTF-8", "windows-1251")
    assert read(text.encode("cp1251"))[0].record == record
    first = read(text.encode("cp1251"))[0]
    (again,) = sniff.open_records(io.BytesIO(first.raw), "marcxml", first.encoding)  # as stored: without the prolog
    assert again.record == record
    text = text.replace("windows-1251", "UTF-16")
    assert read(text.encode("utf-16"))[0].record == record


def test_records_in_comments_are_no_records():
    found = read(b"<collection><!-- " + BODY + b" --></collection>")
    assert [one.problem.code for one in found] == ["no-record"]


def test_a_file_cut_off_inside_a_record_says_so():
    found = read(b"<collection>" + BODY + BODY[:200])
    assert [one.problem.code if one.problem else "read" for one in found] == ["read", "truncated"]
    assert found[1].offset == len(b"<collection>" + BODY)


def test_xml_without_any_record_is_named_as_such():
    found = read(b"<html><body>404</body></html>")
    assert [one.problem.code for one in found] == ["no-record"]
