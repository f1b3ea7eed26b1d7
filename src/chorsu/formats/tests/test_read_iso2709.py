"""What libraries send is read, whatever its lengths say, and what cannot be read is named and kept."""

import io
import tracemalloc

import pytest

from chorsu.formats import framing, iso2709, sniff
from chorsu.formats.marc import Field, Record
from chorsu.formats.tests.makers import marc21, marc21_record, unimarc, unimarc_record

ONE = marc21_record("Oʻtkan kunlar", control="one")
TWO = marc21_record("Mehrobdan chayon", control="two")
THREE = unimarc_record("Ўткан кунлар", control="three")


def read(data: bytes, **how):
    return list(iso2709.read(io.BytesIO(data), **how))


def controls(found):
    return [one.record.get("001") for one in found if one.record is not None]


def problems(found):
    return [(one.problem.code, one.offset) for one in found if one.problem is not None]


def test_records_in_good_order_come_back_with_their_bytes_and_places():
    found = read(ONE + TWO + THREE)
    assert controls(found) == ["one", "two", "three"]
    assert [one.raw for one in found] == [ONE, TWO, THREE]
    assert [one.offset for one in found] == [0, len(ONE), len(ONE) + len(TWO)]
    assert [one.index for one in found] == [0, 1, 2]
    assert [one.flavour for one in found] == ["marc21", "marc21", "uzmarc"]
    assert not problems(found)


@pytest.mark.parametrize("between", [b"\n", b"\r\n", b"\r\n\r\n", b" \n", b"\x00\x00", b"\x1a"])
def test_line_ends_and_filling_between_records_are_passed_over(between):
    found = read(between + ONE + between + TWO + between)
    assert controls(found) == ["one", "two"]
    assert found[1].raw == TWO
    assert not problems(found)


def test_a_byte_order_mark_before_the_first_record_is_passed_over():
    assert controls(read(b"\xef\xbb\xbf" + ONE)) == ["one"]


@pytest.mark.parametrize("length", [b"00000", b"99999", b"00100", b"     ", b"0x1f2"])
def test_a_wrong_length_in_the_leader_is_put_right_and_noted(length):
    found = read(length + ONE[5:] + TWO)
    assert controls(found) == ["one", "two"]
    assert found[0].raw == length + ONE[5:]
    assert found[0].record.get("245", "a") == "Oʻtkan kunlar"
    assert found[0].notes == ["The length in the leader is wrong."]
    assert found[1].notes == []


def test_a_wrong_base_address_is_put_right():
    found = read(ONE[:12] + b"00999" + ONE[17:] + TWO)
    assert controls(found) == ["one", "two"]
    assert found[0].record.get("264", "b") == "Sharq,"


def test_a_record_without_its_terminator_does_not_swallow_the_next():
    found = read(ONE[:-1] + TWO + THREE)
    assert controls(found) == ["one", "two", "three"]
    assert "The record terminator is missing." in found[0].notes


def test_garbage_between_records_is_reported_once_with_its_bytes():
    found = read(ONE + b"<html>error 500</html>" + TWO)
    assert controls(found) == ["one", "two"]
    assert problems(found) == [("no-record", len(ONE))]
    assert found[1].raw == b"<html>error 500</html>"
    assert str(found[1].problem).startswith(f"[no-record] At byte {len(ONE)}: ")


def test_a_file_cut_off_in_its_last_record_keeps_the_others_and_says_where():
    for cut in (10, 30, 60, 150, len(TWO) - 30):
        found = read(ONE + TWO[:cut])
        assert controls(found) == ["one"]
        assert problems(found) == [("truncated", len(ONE))], cut
        assert found[-1].raw == TWO[:cut]


def test_a_last_record_that_only_lacks_its_terminator_is_a_record():
    assert controls(read(ONE + TWO[:-1])) == ["one", "two"]


def test_an_empty_file_holds_nothing():
    assert read(b"") == []
    assert list(sniff.open_records(io.BytesIO(b""))) == []
    assert list(sniff.open_records(io.BytesIO(b"\n\n"))) == []


def test_a_file_that_is_no_marc_gives_one_problem():
    found = list(sniff.open_records(io.BytesIO(b"%PDF-1.7 " + b"\x1d\x1e\x1f stream " * 400)))
    assert [one.problem.code for one in found] == ["unknown-format"]


def test_lengths_counted_in_characters_do_not_mix_up_the_fields():
    record = marc21("Кеча ва кундуз", author="Чўлпон, Абдулҳамид", control="chars")
    text = iso2709.write(record).decode()
    base = int(text[12:17])
    start, directory = 0, ""
    for entry in record.all:
        size = len(entry.text) + 1
        directory += f"{entry.tag}{size:04}{start:05}"
        start += size
    data = (f"{base + start + 1:05}" + text[5:24] + directory + text[base - 1 :]).encode()
    found = read(data + ONE)
    assert controls(found) == ["chars", "one"]
    assert found[0].record.all == record.all


def test_a_directory_in_another_order_than_the_fields_is_followed():
    directory = b"245001100006001000600000"
    body = b"x12-3\x1e10\x1faTitle..\x1e"
    raw = (
        b"%05d" % (24 + 25 + len(body) + 1)
        + b"nam a22"
        + b"%05d" % 49
        + b"   4500"
        + directory
        + b"\x1e"
        + body
        + b"\x1d"
    )
    found = read(raw)
    assert found[0].record.get("001") == "x12-3"
    assert found[0].record.get("245", "a") == "Title.."


def test_a_terminator_inside_a_field_is_worked_out_from_the_lengths():
    broken = ONE.replace(b"kunlar", b"kun\x1elr")
    found = read(broken + TWO)
    assert controls(found) == ["one", "two"]
    assert found[0].record.get("264", "b") == "Sharq,"


def test_nothing_is_said_to_be_a_record_when_fields_cannot_be_told_apart():
    base = int(ONE[12:17])
    lost = ONE[:base] + ONE[base:].replace(b"\x1e", b"", 3)
    found = read(lost + TWO)
    assert controls(found) == ["two"]
    assert problems(found) == [("fields", 0)]
    assert found[0].raw == lost


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "cp866", "koi8-r"])
def test_cyrillic_is_recognised_in_every_set_without_being_told(encoding):
    titles = ["Война и мир", "Евгений Онегин", "Анна Каренина", "Герой нашего времени", "Вишнёвый сад"]
    data = b"".join(
        [
            unimarc_record(
                t,
                author="Пушкин, Александр",
                publisher="Наука",
                place="Москва",
                extent="30 с.",
                country="RU",
                language="ru",
                encoding=encoding,
            )
            for t in titles
        ]
    )
    found = read(data)
    assert [one.record.get("200", "a") for one in found] == titles
    assert {one.encoding for one in found} == {encoding}
    assert {one.flavour for one in found} == {"rusmarc"}


def test_a_short_record_is_read_like_its_neighbours():
    long = [
        unimarc_record(
            "Справочник по истории городов и сёл области",
            author="Иванов, Пётр",
            publisher="Наука",
            place="Москва",
            extent="",
            country="RU",
            encoding="koi8-r",
        )
        for _ in range(20)
    ]
    short = unimarc_record("Ом", author="", publisher="", place="", extent="", country="RU", encoding="koi8-r")
    found = read(short + b"".join(long) + short)
    assert found[0].record.get("200", "a") == found[-1].record.get("200", "a") == "Ом"


def test_one_file_may_mix_character_sets():
    data = (
        unimarc_record(
            "Краткая история времени",
            country="RU",
            extent="",
            author="Хокинг, Стивен",
            publisher="Мир",
            place="Москва",
            encoding="cp1251",
        )
        + marc21_record("Truyện Kiều", author="Nguyễn, Du", language="vi", place="Hà Nội", publisher="Văn học")
        + unimarc_record(
            "Краткая история времени",
            country="RU",
            extent="",
            author="Хокинг, Стивен",
            publisher="Мир",
            place="Москва",
            encoding="cp866",
        )
    )
    found = read(data)
    assert [one.encoding for one in found] == ["cp1251", "utf-8", "cp866"]
    assert found[0].record.get("200", "a") == found[2].record.get("200", "a") == "Краткая история времени"
    assert found[1].record.get("245", "a") == "Truyện Kiều"


def test_marc8_with_marks_before_letters_and_escapes_is_read():
    ascii_record = marc21_record("TITLE-HERE", author="Author-here", publisher="Sharq", agency="x", control="m8")
    raw = ascii_record.replace(b"TITLE-HERE", b"Les \xe2etats\x1f").replace(b"Author-here", b"\x1b(NfGNK\x1b(B.x")
    found = read(raw[:9] + b" " + raw[10:])
    assert found[0].encoding == "marc-8"
    assert found[0].record.get("245", "a") == "Les états"
    assert found[0].record.get("100", "a").startswith("Ф")


def test_a_set_that_was_asked_for_is_used():
    raw = unimarc_record("Ой", author="", publisher="", place="", extent="", country="RU", encoding="cp866")
    assert read(raw, encoding="cp866")[0].record.get("200", "a") == "Ой"
    with pytest.raises(KeyError):
        read(raw, encoding="klingon")


def test_utf8_is_believed_before_the_leader():
    raw = marc21_record("Ўткан кунлар")
    found = read(raw[:9] + b" " + raw[10:])
    assert found[0].encoding == "utf-8"
    assert found[0].record.get("245", "a") == "Ўткан кунлар"


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else():
    raw = marc21_record("Кутубхона ва китоб тарихи", author="Каримов, Иззат")
    found = read(raw.replace("тарихи".encode(), "тарих".encode() + b"\xff\xff"))
    assert found[0].encoding == "utf-8"
    assert found[0].record.get("245", "a").startswith("Кутубхона ва китоб тарих")


def test_memory_stays_bounded_when_no_terminator_ever_comes(monkeypatch):
    monkeypatch.setattr(framing, "CAP", 2_000_000)
    monkeypatch.setattr(framing.segments, "__defaults__", (2_000_000,))

    class Endless:
        left = 40

        def read(self, size):
            self.left -= 1
            return b"A" * size if self.left > 0 else ONE if self.left == 0 else b""

    tracemalloc.start()
    found = list(iso2709.read(Endless()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert controls(found) == ["one"]
    assert len(problems(found)) == 1
    assert len(found[0].raw) <= iso2709.KEEP
    assert peak < 20_000_000


def test_writing_and_reading_gives_the_same_record():
    for record in (
        marc21(copies=["0001", {"p": "0002", "a": "OLD"}], other_title="Ўткан кунлар"),
        unimarc(copies=["0003"]),
    ):
        raw = iso2709.write(record)
        found = read(raw)[0]
        assert found.record.all == record.all
        assert found.raw == raw
        assert iso2709.write(found.record) == raw


def test_writing_refuses_what_the_format_or_the_set_cannot_hold():
    with pytest.raises(iso2709.CannotWrite):
        iso2709.write(marc21("Truyện Kiều"), "cp1251")
    with pytest.raises(iso2709.CannotWrite):
        iso2709.write(Record(" " * 24, [Field("500", "  ", [("a", "x" * 10_000)])]))
    with pytest.raises(iso2709.CannotWrite):
        iso2709.write(Record(" " * 24, [Field("500", "  ", [("a", "x" * 9_000)])] * 12))


def test_the_flavour_that_was_asked_for_is_used():
    found = list(sniff.open_records(io.BytesIO(THREE), format="unimarc"))
    assert found[0].flavour == "unimarc"
    with pytest.raises(ValueError):
        sniff.open_records(io.BytesIO(THREE), format="word")


def test_text_without_a_delimiter_and_odd_indicators_are_kept():
    record = Record(
        "00000nam a2200000   4500",
        [Field.of_text("245", "10Only text"), Field.of_text("500", "\x1faNo indicators"), Field.of_text("001", "abc")],
    )
    got = read(iso2709.write(record))[0].record
    assert got.fields("245")[0].subfields == [("", "Only text")]
    assert (got.fields("500")[0].indicators, got.get("500", "a")) == ("  ", "No indicators")
    assert got.get("001") == "abc"
    assert [f.tag for f in got.fields("5..")] == ["500"]
