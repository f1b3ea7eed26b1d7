"""The real files beside the project are read with the counts their list states; every difference is explained here."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from chorsu.formats import iso2709, sniff
from chorsu.formats.describing import describe

# Path → (records, problems): where the list's count is not what a reader of records should find.
EXPLAINED = {
    "edsu+pymarc/test/bad_records.mrc": (
        6,
        2,
    ),  # in two the directory is not made of whole entries; pymarc gives None for them
    "indexdata+yaz/test/marc-files/marc4.marc": (1, 1),  # five stray bytes before the leader are reported
    # Fuzzers' finds: directories that point nowhere, tags that are no tags.
    "dchud+mrrc/tests/data/fuzz-regressions/error_classification/non-ascii-tag-roundtrip.mrc": (1, 3),
    "dchud+mrrc/tests/data/fuzz-regressions/recovery_mode_consistency/oob-salvage-slice.mrc": (0, 1),
    "dchud+mrrc/tests/data/fuzz-regressions/recovery_mode_consistency/zero-length-control-field.mrc": (0, 1),
    # Declares entities, which are refused whole.
    "indexdata+idzebra/test/xslt/marc-col.xml": (0, 1),
}
# The list counted elements in XML that is not MARC: transformations, configurations, Dublin Core, TurboMARC.
NOT_MARC_XML = ("XML dom", "XML metamorph", "XML yazgfs", "XML schemaInfo", "XML etext", "XML sample", "XML r", "XML top", "XML FORMAT", "XML schema", "XML OAI-PMH")  # fmt: skip
# In these the list took binary tables of IRBIS for ISO 2709.
NOT_MARC = ("irbis",)


def listed(shared: Path):
    with open(shared / "data/MANIFEST.tsv", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            path = shared / "data" / row["kind"] / row["repo"].replace("/", "+") / row["path"]
            if path.is_file():
                yield row, f"{row['repo'].replace('/', '+')}/{row['path']}", path


def read(path: Path, **how):
    with open(path, "rb") as stream:
        return list(sniff.open_records(stream, **how))


def outcome(found):
    return sum(1 for one in found if one.record is not None), sum(1 for one in found if one.problem is not None)


def test_every_listed_iso2709_file_holds_as_many_records_as_the_list_says(shared):
    wrong, seen = [], 0
    for row, name, path in listed(shared):
        if not row["detail"].startswith("ISO2709") or row["kind"] in NOT_MARC:
            continue
        found = read(path, format="iso2709")
        seen += 1
        expected = EXPLAINED.get(name, (int(row["records"]), 0))
        if outcome(found) != expected:
            wrong.append((name, outcome(found), expected))
        data = path.read_bytes()
        for one in found:
            assert data[one.offset : one.offset + len(one.raw)] == one.raw
            if one.record is not None:
                describe(one.record, one.flavour)
    assert wrong == []
    assert seen > 150


def test_every_listed_marcxml_file_holds_as_many_records_as_the_list_says(shared):
    wrong, seen = [], 0
    for row, name, path in listed(shared):
        if row["kind"] not in ("marc", "unimarc", "rusmarc", "authority") or not row["detail"].startswith("XML"):
            continue
        found = read(path)
        turbo = "/tmarc" in name
        if (row["detail"].split(";")[0] in NOT_MARC_XML or turbo) and outcome(found) == (0, 1):
            continue
        expected = EXPLAINED.get(name, (int(row["records"]), 0))
        seen += 1
        if outcome(found) != expected:
            wrong.append((name, outcome(found), expected, row["detail"]))
        for one in found:
            if one.record is not None:
                describe(one.record, one.flavour)
    assert wrong == []
    assert seen > 40


def test_the_rusmarc_file_is_cp1251_and_russian(shared):
    found = read(shared / "data/rusmarc/amironov73+ManagedIrbis/TestData/TEST1.ISO")
    assert outcome(found) == (81, 0)
    assert {(one.encoding, one.flavour) for one in found} == {("cp1251", "rusmarc")}
    described = [describe(one.record, one.flavour) for one in found]
    languages = [one.description.languages[0] for one in described]
    assert (languages.count("ru"), languages.count("uk")) == (80, 1)
    assert all(one.description.title.text for one in described)
    assert all(one.description.year for one in described)
    assert described[0].description.title.text == "Задачи и этюды"


@pytest.mark.parametrize(
    ("name", "encoding", "count"),
    [
        ("edsu+pymarc/test/1251.dat", "cp1251", 6),
        ("ruby-marc+ruby-marc/test/cp866_unimarc.marc", "cp866", 1),
        ("ruby-marc+ruby-marc/test/cp866_multirecord.marc", "cp866", 2),
        ("edsu+pymarc/test/utf8_without_leader_flag.dat", "utf-8", 1),
        ("edsu+pymarc/test/marc8.dat", "marc-8", 1),
        ("traject+traject/test/test_support/one-marc8.mrc", "marc-8", 1),
    ],
)
def test_the_character_set_of_a_file_is_recognised(shared, name, encoding, count):
    found = read(shared / "data/marc" / name)
    assert [(one.encoding, one.problem) for one in found] == [(encoding, None)] * count
    assert not any("\ufffd" in entry.text for one in found for entry in one.record)


def test_the_file_with_wrong_lengths_gives_all_its_hundred_records(shared):
    path = shared / "data/marc/LibreCat+Catmandu-MARC/t/bu_bibs.mrc"
    found = read(path)
    assert outcome(found) == (100, 0)
    assert b"".join([one.raw for one in found]) == path.read_bytes()
    titles = [describe(one.record, one.flavour).description.title.text for one in found]
    assert all(titles)


def test_the_thousand_jazz_records_and_the_swiss_documents_are_described(shared):
    found = read(shared / "data/marc/evergreen-library-system+Evergreen/Open-ILS/tests/datasets/jazz_1k.mrc")
    assert outcome(found) == (1000, 0)
    titles = [describe(one.record, one.flavour).description.title.text for one in found]
    assert sum(1 for title in titles if title) == 1000
    assert titles[0] == "Friendly fire"
    found = read(shared / "data/marc/rero+rero-ils/data/documents_small.xml")
    assert len(found) == 442
    assert {one.flavour for one in found} == {"marc21"}
    assert sum(1 for one in found if describe(one.record, one.flavour).description.title.text) == 442


def test_yaz_reads_the_same_fields(shared):
    folder = shared / "data/marc/indexdata+yaz/test/marc-files"
    for number in (0, 6, 8, 9):  # 7 differs in how the halves of a ligature are ordered, 1-3 have three indicators
        wanted = []
        for entry in json.loads((folder / f"marc{number}.json").read_text())["fields"]:
            for tag, value in entry.items():
                if isinstance(value, str):
                    wanted.append((tag, value))
                else:
                    pairs = [next(iter(pair.items())) for pair in value["subfields"]]
                    wanted.append(
                        (
                            tag,
                            value["ind1"] + value["ind2"],
                            [(code, unicodedata.normalize("NFC", text)) for code, text in pairs],
                        )
                    )
        (found,) = read(folder / f"marc{number}.marc")
        got = [
            (entry.tag, entry.data) if entry.is_control else (entry.tag, entry.indicators, [(code, unicodedata.normalize("NFC", text)) for code, text in entry.subfields])
            for entry in found.record
        ]  # fmt: skip
        assert got == wanted, number


def test_yaz_prints_the_same_lines(shared):
    folder = shared / "data/marc/indexdata+yaz/test/marc-files"
    for number in range(1, 6):
        wanted = (folder / f"marccol{number}.u8.1.lst").read_text(encoding="utf-8").split("\n\n")
        found = read(folder / f"marccol{number}.u8.marc")
        for block, one in zip(wanted, found, strict=False):
            rows = [
                f"{entry.tag} {entry.data}" if entry.is_control else f"{entry.tag} {entry.indicators} " + " ".join([f"${code} {text}" for code, text in entry.subfields])
                for entry in one.record
            ]  # fmt: skip
            assert rows == block.strip("\n").split("\n")[1:], number


def test_the_irbis_export_is_read(shared):
    path = shared / "data/irbis/amironov73+PythonIrbis/tests/data/records.txt"
    found = read(path)
    assert outcome(found) == (3, 0)
    assert b"".join([one.raw for one in found]) == path.read_bytes()
    assert [describe(one.record, one.flavour).description.kind for one in found] == ["book", "article", "book"]


def test_good_files_survive_reading_and_writing_byte_for_byte(shared):
    path = shared / "data/marc/evergreen-library-system+Evergreen/Open-ILS/tests/datasets/auth-subset100.mrc"
    data = path.read_bytes()
    again = b"".join([iso2709.write(one.record) for one in iso2709.read(io.BytesIO(data))])
    assert again == data


def test_every_record_reads_back_alone_from_the_bytes_that_are_kept(shared):
    differing, seen = [], 0
    for row, name, path in listed(shared):
        if row["kind"] not in ("marc", "unimarc", "rusmarc") or not row["detail"].startswith(("ISO2709", "XML")):
            continue
        for one in read(path):
            if one.record is None:
                continue
            seen += 1
            carrier = "marcxml" if one.raw.lstrip()[:1] == b"<" else one.flavour
            again = list(sniff.open_records(io.BytesIO(one.raw), carrier, one.encoding))
            if [other.record for other in again] != [one.record]:
                differing.append((name, one.index))
    assert differing == []
    assert seen > 2500
