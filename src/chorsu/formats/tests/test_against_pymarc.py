"""pymarc reads clean files the same way: the oracle for what a field is."""

import io
import unicodedata

import pymarc
import pytest

from chorsu.formats import iso2709
from chorsu.formats.tests.makers import marc21_record, unimarc_record

FILES = [
    "edsu+pymarc/test/marc.dat", "edsu+pymarc/test/test.dat", "edsu+pymarc/test/one.dat", "edsu+pymarc/test/multi_isbn.dat",
    "edsu+pymarc/test/alphatag.dat", "edsu+pymarc/test/diacritic.dat", "edsu+pymarc/test/utf8_with_leader_flag.dat", "edsu+pymarc/test/marc8.dat",
    "evergreen-library-system+Evergreen/Open-ILS/tests/datasets/auth-subset100.mrc", "indexdata+yaz/test/marc-files/marccol1.u8.marc",
]  # fmt: skip


def theirs(data: bytes):
    for record in pymarc.MARCReader(io.BytesIO(data), to_unicode=True, utf8_handling="replace"):
        if record is None:
            yield None
            continue
        fields = []
        for entry in record.fields:
            if entry.is_control_field():
                fields.append((entry.tag, normal(entry.data)))
            else:
                fields.append(
                    (entry.tag, "".join(entry.indicators), [(s.code, normal(s.value)) for s in entry.subfields])
                )
        yield fields


def ours(data: bytes):
    for found in iso2709.read(io.BytesIO(data)):
        if found.record is None:
            yield None
            continue
        yield [
            (entry.tag, normal(entry.data)) if entry.is_control else (entry.tag, entry.indicators, [(c, normal(v)) for c, v in entry.subfields])
            for entry in found.record
        ]  # fmt: skip


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def test_made_up_records_are_read_alike():
    data = marc21_record(copies=["1"], other_title="Ўткан кунлар") + unimarc_record() + marc21_record("Truyện Kiều")
    # pymarc needs the flag of MARC 21 to see UTF-8.
    flagged = b"".join([raw[:9] + b"a" + raw[10:] for raw in data.split(b"\x1d") if raw for raw in [raw + b"\x1d"]])
    assert list(ours(flagged)) == list(theirs(flagged))


@pytest.mark.parametrize("name", FILES)
def test_clean_files_are_read_alike(shared, name):
    path = shared / "data/marc" / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    data = path.read_bytes()
    mine, other = list(ours(data)), list(theirs(data))
    assert len(mine) == len(other)
    for number, (one, two) in enumerate(zip(mine, other, strict=True)):
        assert one == two, number
