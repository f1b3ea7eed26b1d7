"""Olga imports her library's records; what comes in is kept, counted and found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import Batch, Record, SourceRecord, SourceVersion, WorkMember
from chorsu.catalogue.records.tests.makers import make_library
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return make_library("NLUZ")


def counts(batch: Batch) -> dict[str, int]:
    return {name: getattr(batch, name) for name in ("read", "created", "updated", "unchanged", "rejected")}


def test_a_file_of_records_comes_in_and_is_kept_byte_for_byte(library, tmp_path: Path):
    first, second = marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974), marc("a2", "Navoiy", "Oybek", 1945)
    batch = import_records(marc_file(tmp_path, first, second), library)
    assert counts(batch) == {"read": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0}
    assert batch.state == Batch.State.DONE
    assert batch.found_format == "marc21"
    assert batch.found_encoding == "utf-8"
    assert [version.raw for version in SourceVersion.objects.order_by("pk")] == [first, second]
    record = Record.objects.get(title="Oʻtkan kunlar")
    assert (record.year, record.kind, record.creators) == (1974, "book", "Qodiriy, Abdulla")
    assert record.description["sources"] == [SourceRecord.objects.get(source_id="a1").pk]


def test_the_same_file_twice_changes_nothing(library, tmp_path: Path):
    path = marc_file(
        tmp_path, marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974), marc("a2", "Navoiy", "Oybek", 1945)
    )
    import_records(path, library)
    before = list(Record.objects.order_by("pk").values_list("pk", "change"))
    batch = import_records(path, library)
    assert counts(batch) == {"read": 2, "created": 0, "updated": 0, "unchanged": 2, "rejected": 0}
    assert list(Record.objects.order_by("pk").values_list("pk", "change")) == before
    assert SourceVersion.objects.count() == 2


def test_a_changed_record_becomes_a_new_version_and_the_old_one_stays(library, tmp_path: Path):
    old, new = (
        marc("a1", "Otkan kunlar", "Qodiriy, Abdulla", 1974),
        marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974),
    )
    import_records(marc_file(tmp_path, old), library)
    batch = import_records(marc_file(tmp_path, new), library)
    assert counts(batch) == {"read": 1, "created": 0, "updated": 1, "unchanged": 0, "rejected": 0}
    record = Record.objects.get()
    assert (record.title, record.change) == ("Oʻtkan kunlar", 2)
    assert [v.raw for v in SourceVersion.objects.order_by("number")] == [old, new]


def test_two_libraries_describing_one_edition_meet_in_one_record(library, tmp_path: Path):
    other = make_library("FVK")
    import_records(
        marc_file(tmp_path, marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974, isbn="9789943013094")), library
    )
    batch = import_records(
        marc_file(
            tmp_path, marc("x9", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974, isbn="9789943013094", subject="Roman")
        ),
        other,
    )
    assert batch.created == 1
    record = Record.objects.get()
    assert len(record.description["sources"]) == 2
    assert record.edges.count() == 2
    second = record.edges.order_by("pk").last()
    assert second.decided_by == "rules 1"
    assert "ISBN" in second.reason
    subject = record.description["subjects"][0]
    assert subject["sources"] == [second.source_id]


def test_editions_in_two_scripts_are_two_records_of_one_work(library, tmp_path: Path):
    import_records(
        marc_file(
            tmp_path, marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 2019), marc("a2", "Ўткан кунлар", "Қодирий, Абдулла", 1974)
        ),
        library,
    )  # fmt: skip
    assert Record.objects.count() == 2
    assert WorkMember.objects.values("work").distinct().count() == 1
    assert WorkMember.objects.count() == 2


def test_a_reprint_a_volume_and_a_translation_stay_apart(library, tmp_path: Path):
    path = marc_file(
        tmp_path,
        marc("a1", "Urush va tinchlik", "Tolstoy, Lev", 1980, isbn="9785000000014", part="1-jild"),
        marc("a2", "Urush va tinchlik", "Tolstoy, Lev", 1980, isbn="9785000000014", part="2-jild"),
        marc("a3", "Urush va tinchlik", "Tolstoy, Lev", 1995, isbn="9785000000014", part="1-jild"),
        marc("a4", "Urush va tinchlik", "Boshqa, Muallif", 1980, part="1-jild"),
        marc("a5", "Urush va tinchlik", "Tolstoy, Lev", 1980, isbn="9785000000014", part="1-jild", lang="rus"),
    )
    import_records(path, library)
    assert Record.objects.count() == 5


def test_copies_become_items_with_their_facts(library, tmp_path: Path):
    copies = [{"p": "UZ001", "i": "2018/45", "o": "84 Q58", "b": "NLUZ"}, {"p": "UZ002", "1": "1", "b": "NOWHERE"}]
    batch = import_records(marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945, copies=copies)), library)
    first, second = Item.objects.order_by("pk")
    assert (first.barcode, first.inventory, first.branch, first.presence) == ("UZ001", "2018/45", library, "present")
    assert first.holding.call_number == "84 Q58"
    assert (second.barcode, second.branch, second.presence) == ("UZ002", library, "lost")
    remark = batch.problems.get()
    assert (remark.code, remark.identifier, remark.rejected) == ("branch-unknown", "NOWHERE", False)


def test_a_barcode_that_is_taken_is_reported_and_the_copy_kept(library, tmp_path: Path):
    path = marc_file(
        tmp_path,
        marc("a1", "Navoiy", "Oybek", 1945, copies=[{"p": "UZ001"}]),
        marc("a2", "Qutlugʻ qon", "Oybek", 1940, copies=[{"p": "UZ001"}]),
    )
    batch = import_records(path, library)
    assert sorted(Item.objects.values_list("barcode", flat=True)) == ["", "UZ001"]
    assert [(p.code, p.identifier) for p in batch.problems.all()] == [("barcode-taken", "UZ001")]


def test_importing_copies_again_makes_no_second_items(library, tmp_path: Path):
    import_records(marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945, copies=[{"p": "UZ001"}])), library)
    import_records(
        marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1946, copies=[{"p": "UZ001"}, {"p": "UZ002"}])), library
    )
    assert sorted(Item.objects.values_list("barcode", flat=True)) == ["UZ001", "UZ002"]


def test_two_records_under_one_number_are_both_kept_and_stay_so(library, tmp_path: Path):
    path = marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945), marc("a1", "Boburnoma", "Bobur", 1960))
    batch = import_records(path, library)
    assert batch.created == 2
    assert [p.code for p in batch.problems.all()] == ["number-twice"]
    assert import_records(path, library).unchanged == 2


def test_a_record_without_a_number_is_known_by_its_content(library, tmp_path: Path):
    path = marc_file(tmp_path, marc("", "Navoiy", "Oybek", 1945))
    assert import_records(path, library).created == 1
    assert import_records(path, library).unchanged == 1


def test_a_record_its_library_deleted_is_withdrawn_and_can_come_back(library, tmp_path: Path):
    raw = marc("a1", "Navoiy", "Oybek", 1945)
    import_records(marc_file(tmp_path, raw), library)
    import_records(marc_file(tmp_path, raw[:5] + b"d" + raw[6:]), library)
    assert Record.objects.get().status == Record.Status.WITHDRAWN
    assert import_records(marc_file(tmp_path, raw), library).created == 1
    assert Record.objects.get().status == Record.Status.SHOWN
    assert SourceVersion.objects.count() == 3


def test_a_dry_run_counts_and_changes_nothing(library, tmp_path: Path):
    path = marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945), marc("a2", "Boburnoma", "Bobur", 1960))
    batch = import_records(path, library, dry_run=True)
    assert counts(batch) == {"read": 2, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0}
    assert [row["title"] for row in batch.sample] == ["Navoiy", "Boburnoma"]
    assert batch.state == Batch.State.CHECKED
    assert not Record.objects.exists()
    assert not SourceRecord.objects.exists()


def test_a_nul_in_a_title_is_dropped_and_the_record_kept(library, tmp_path: Path):
    raw = marc("a1", "Na\x00voiy", "Oybek", 1945, copies=[{"p": "UZ\x001"}])
    batch = import_records(marc_file(tmp_path, raw), library)
    assert (batch.created, batch.rejected) == (1, 0)
    assert Record.objects.get().title == "Navoiy"
    assert SourceVersion.objects.get().raw == raw


def test_one_record_the_database_refuses_does_not_hold_up_the_others(library, tmp_path: Path, monkeypatch):
    from django.db import DataError

    from chorsu.catalogue.records.importing import pipeline

    real = pipeline.write

    def write(chunk, system, records):
        if any(one.title == "Yomon" and not one.problem for one in records):
            raise DataError("value too long")
        real(chunk, system, records)

    monkeypatch.setattr(pipeline, "write", write)
    titles = ["Navoiy", "Boburnoma", "Yomon", "Qutlugʻ qon", "Sarob"]
    path = marc_file(tmp_path, *(marc(f"a{n}", title, "Oybek", 1945 + n) for n, title in enumerate(titles)))
    batch = import_records(path, library)
    assert counts(batch) == {"read": 5, "created": 4, "updated": 0, "unchanged": 0, "rejected": 1}
    assert [(p.row, p.code) for p in batch.problems.all()] == [(3, "not-stored")]
    assert batch.position == 0
    assert batch.state == Batch.State.DONE


def test_a_fuller_and_a_trusted_source_are_heard_first(library, tmp_path: Path):
    other = make_library("FVK")
    import_records(
        marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945, isbn="9789943013094", extra=[("300", "  $a100 b.")])),
        library,
    )
    import_records(
        marc_file(
            tmp_path,
            marc("b1", "Navoiy", "Oybek", 1945, isbn="9789943013094", subject="Roman", extra=[("300", "  $a101 b.")]),
        ),
        other,
    )
    record = Record.objects.get()
    assert record.description["physical"][0]["extent"] == "101 b."
    from chorsu.people.libraries.actions import set_setting

    set_setting(library, "records.trust", 10)
    import_records(
        marc_file(
            tmp_path,
            marc("b1", "Navoiy", "Oybek", 1945, isbn="9789943013094", subject="Qissa", extra=[("300", "  $a101 b.")]),
        ),
        other,
    )
    record.refresh_from_db()
    assert record.description["physical"][0]["extent"] == "100 b."
    assert record.description["subjects"][0]["text"] == "Qissa"
