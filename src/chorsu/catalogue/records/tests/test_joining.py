"""Olga merges, splits and takes decisions back; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.catalogue.records import actions, queries
from chorsu.catalogue.records.errors import AlreadyUndone, KeptApart, NotTogether
from chorsu.catalogue.records.models import Decision, NotSame, Record, RecordSource, SourceRecord
from chorsu.catalogue.records.tests.makers import make_library, make_record
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db


def state(record: Record) -> tuple:
    record.refresh_from_db()
    return (
        record.status, record.title, record.description, record.merged_into_id,
        sorted(record.edges.values_list("source_id", flat=True)), sorted(record.items.values_list("pk", flat=True)),
        sorted(record.holdings.values_list("pk", flat=True)), sorted(record.identifiers.values_list("value", flat=True)),
        sorted(record.match_keys.values_list("kind", "key")),
    )  # fmt: skip


def test_merging_moves_sources_and_items_and_undoing_moves_them_back():
    first, second = (
        make_record(title="Navoiy", isbn="9789943013094"),
        make_record(make_library("FVK"), title="Navoiy romani"),
    )
    item = make_item(first, make_library("NLUZ"))
    before = state(first), state(second)
    decision = actions.merge(first, second, reason="same book")
    item.refresh_from_db()
    second.refresh_from_db()
    assert item.record == second
    assert queries.visible(first.pid) == second
    assert len(second.description["sources"]) == 2
    assert second.identifiers.filter(value="9789943013094").exists()
    actions.undo_decision(decision)
    assert (state(first), state(second)) == before
    with pytest.raises(AlreadyUndone):
        actions.undo_decision(decision)


def test_a_split_takes_sources_out_and_is_remembered(tmp_path: Path):
    for code in ("NLUZ", "FVK"):
        raw = marc("a1", "Navoiy", "Oybek", 1945, isbn="9789943013094", copies=[{"p": f"{code}1"}])
        actions.import_records(marc_file(tmp_path, raw), make_library(code))
    record = Record.objects.get()
    leaving = record.edges.order_by("pk").last().source_id
    before = state(record)
    decision = actions.split(record, [leaving], reason="another printing")
    new = decision.other
    assert new.edges.get().source_id == leaving
    assert new.items.get().barcode == "FVK1"
    assert record.items.get().barcode == "NLUZ1"
    assert NotSame.objects.filter(high_id=leaving).exists()
    actions.undo_decision(decision)
    assert state(record) == before
    assert queries.visible(new.pid) == record
    assert not NotSame.objects.exists()


def test_a_record_is_not_merged_with_itself_nor_split_of_all_its_sources():
    record = make_record()
    with pytest.raises(NotTogether):
        actions.merge(record, record)
    with pytest.raises(NotTogether):
        actions.split(record, list(record.edges.values_list("source_id", flat=True)))
    assert not Decision.objects.exists()


def test_hiding_and_showing_is_written_down():
    record = make_record()
    actions.suppress(record, reason="doubtful")
    assert queries.for_index([record.pk])[0].gone
    actions.show(record)
    assert not queries.for_index([record.pk])[0].gone
    assert [d.kind for d in record.decisions.order_by("pk")] == ["suppressed", "shown"]


def test_hiding_can_be_undone_like_any_decision():
    record = make_record()
    actions.undo_decision(actions.suppress(record))
    record.refresh_from_db()
    assert record.status == Record.Status.SHOWN


def test_a_merge_that_a_person_has_denied_is_refused_until_the_denial_is_undone():
    first, second = make_record(title="Navoiy"), make_record(make_library("FVK"), title="Navoiy romani")
    denied = actions.deny(first, second, reason="the second is a reader for schools")
    for one, other in ((first, second), (second, first)):
        with pytest.raises(KeptApart) as refused:
            actions.merge(one, other)
        assert "declared not the same" in refused.value.sentence
    actions.undo_decision(denied)
    actions.merge(first, second)
    first.refresh_from_db()
    assert first.merged_into == second


def split_pair(tmp_path: Path) -> tuple[Record, Record]:
    """Two libraries' records of one book, joined by rules and split by Olga."""
    for code in ("NLUZ", "FVK"):
        raw = marc("a1", "Navoiy", "Oybek", 1945, isbn="9789943013094")
        actions.import_records(marc_file(tmp_path, raw), make_library(code))
    record = Record.objects.get()
    decision = actions.split(record, [record.edges.order_by("pk").last().source_id])
    return record, decision.other


def test_a_changed_record_that_comes_again_stays_apart_from_what_it_was_split_from(tmp_path: Path):
    record, other = split_pair(tmp_path)
    for author in ("Oybek", "Oybek, Muso"):  # changed, and the second time changed again
        raw = marc("a1", "Navoiy", author, 1945, isbn="9789943013094", subject="Roman")
        actions.import_records(marc_file(tmp_path, raw), make_library("FVK"))
        assert [one.edges.count() for one in (record, other)] == [1, 1]
    gone = bytearray(raw)
    gone[5:6] = b"d"
    actions.import_records(marc_file(tmp_path, bytes(gone)), make_library("FVK"))
    actions.import_records(marc_file(tmp_path, raw), make_library("FVK"))
    assert [one.edges.count() for one in (record, other)] == [1, 1]
    with pytest.raises(KeptApart):
        actions.merge(other, record)


@pytest.mark.parametrize("denied", [True, False])
def test_rules_do_not_join_a_source_to_what_a_person_declared_another_edition(tmp_path: Path, denied: bool):
    record, other = split_pair(tmp_path)
    source = other.edges.get().source
    other.edges.all().delete()  # as after a repair: the source is kept and belongs nowhere
    SourceRecord.objects.filter(pk=source.pk).update(deleted=True)
    Record.objects.filter(pk=other.pk).update(status=Record.Status.WITHDRAWN)
    raw = marc("a1", "Navoiy", "Oybek", 1945, isbn="9789943013094")
    if not denied:
        NotSame.objects.all().delete()
    actions.import_records(marc_file(tmp_path, raw), make_library("FVK"))
    joined = RecordSource.objects.get(source=source).record
    assert (joined == record) is (not denied)
