"""Whatever happens to one record, the others are still there."""

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chorsu.formats import charsets, iso2709, marcxml, sniff
from chorsu.formats.describing import describe
from chorsu.formats.tests.makers import marc21, marc21_record, marcxml_record, unimarc_record

RECORDS = [
    marc21_record("Oʻtkan kunlar", control="r0", copies=["1"]),
    unimarc_record("Ўткан кунлар", control="r1"),
    marc21_record("Truyện Kiều", control="r2", language="vi"),
    marc21_record("A plain title", control="r3", subjects=["Subject"] * 5),
    unimarc_record("Война и мир", control="r4", country="RU"),
]


def controls(data: bytes) -> list[str]:
    return [found.record.get("001") for found in iso2709.read(io.BytesIO(data)) if found.record is not None]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_damage_inside_one_record_leaves_the_others_alone(data):
    victim = data.draw(st.integers(0, len(RECORDS) - 1))
    raw = bytearray(RECORDS[victim])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw) - 1))
        how = data.draw(st.sampled_from(["set", "cut", "add"]))
        if how == "set":
            raw[place] = data.draw(st.sampled_from([0x1D, 0x1E, 0x1F, 0x00, 0x41, 0x39, 0x0A, 0xFF, 0xD0]))
        elif how == "cut" and len(raw) > 10:
            del raw[place : place + data.draw(st.integers(1, 8))]
        else:
            raw[place:place] = data.draw(st.binary(min_size=1, max_size=6))
    whole = b"".join([*RECORDS[:victim], bytes(raw), *RECORDS[victim + 1 :]])
    expected = [f"r{n}" for n in range(len(RECORDS)) if n != victim]
    got = [number for number in controls(whole) if number in expected]
    assert got == expected


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400))
@example(b"\x01\x1d\x00\x01")
def test_any_bytes_are_read_without_an_error_and_none_are_lost(noise):
    data = RECORDS[0] + noise + RECORDS[2]
    found = list(iso2709.read(io.BytesIO(data)))
    for one in found:
        assert (one.record is None) != (one.problem is None)
        assert data[one.offset : one.offset + len(one.raw)] == one.raw
        if one.record is not None:
            describe(one.record, one.flavour)
    assert found[0].record.get("001") == "r0"
    # What was not filler is in somebody's hands.
    assert (
        sum(len(one.raw) for one in found)
        >= len(RECORDS[0]) + len(noise.strip(b"\r\n\t \x00\x1a\x1d\xef\xbb\xbf")) - noise.count(b"\x1d") * 3 - 64
    )


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["auto", "iso2709", "marcxml", "irbis"]))
def test_no_file_of_any_kind_raises(noise, kind):
    for one in sniff.open_records(io.BytesIO(noise), format=kind):
        assert one.record is not None or one.problem is not None


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 400))
def test_damage_in_a_marcxml_record_leaves_the_next_alone(noise, place):
    first = marcxml_record(marc21(control="first")).partition(b"<record>")[2].partition(b"</collection>")[0]
    second = marcxml_record(marc21(control="second")).partition(b"<record>")[2]
    noise = noise.replace(b"<", b"(")
    place = min(place, len(first) - 12)
    data = b"<collection><record>" + first[:place] + noise + first[place:] + b"<record>" + second
    got = [one.record.get("001") for one in marcxml.read(io.BytesIO(data)) if one.record is not None]
    assert got[-1:] == ["second"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(sorted(set(charsets.NAMES.values()))))
def test_every_set_decodes_any_bytes(data, encoding):
    assert isinstance(charsets.decoder(encoding)(data), str)
