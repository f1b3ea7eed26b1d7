"""An import that should not have been is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.holdings.models import Item, ItemEvent
from chorsu.catalogue.records.actions import import_records, redescribe, undo_batch
from chorsu.catalogue.records.errors import AlreadyUndone
from chorsu.catalogue.records.models import Batch, Record, SourceVersion
from chorsu.catalogue.records.tests.makers import make_description, make_library
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db


def test_new_records_and_their_copies_go_and_changed_ones_go_back(tmp_path: Path):
    library = make_library()
    import_records(marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945)), library)
    batch = import_records(
        marc_file(
            tmp_path, marc("a1", "Navoi", "Oybek", 1946), marc("a2", "Boburnoma", "Bobur", 1960, copies=[{"p": "UZ1"}])
        ),
        library,
    )
    versions = SourceVersion.objects.count()
    undo_batch(batch)
    old, new = Record.objects.order_by("pk")
    assert (old.title, old.year, old.status) == ("Navoiy", 1945, "shown")
    assert new.status == Record.Status.WITHDRAWN
    assert not Item.objects.exists()
    assert SourceVersion.objects.count() == versions + 2
    batch.refresh_from_db()
    assert batch.state == Batch.State.UNDONE
    with pytest.raises(AlreadyUndone):
        undo_batch(batch)


def test_what_was_touched_since_stays_and_is_explained(tmp_path: Path):
    library = make_library()
    batch = import_records(
        marc_file(
            tmp_path, marc("a1", "Navoiy", "Oybek", 1945, copies=[{"p": "UZ1"}]), marc("a2", "Boburnoma", "Bobur", 1960)
        ),
        library,
    )
    item = Item.objects.get()
    ItemEvent.objects.create(item=item, kind=ItemEvent.Kind.MOVED)
    second = Record.objects.get(title="Boburnoma")
    import_records(marc_file(tmp_path, marc("a2", "Boburnoma (toʻla)", "Bobur", 1960)), library)
    undo_batch(batch)
    second.refresh_from_db()
    assert second.title == "Boburnoma (toʻla)"
    assert Item.objects.filter(pk=item.pk).exists()
    assert batch.problems.filter(code="left-at-undo").count() == 2


def test_an_undone_import_can_be_done_again(tmp_path: Path):
    library = make_library()
    path = marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945, copies=[{"p": "UZ1"}]))
    undo_batch(import_records(path, library))
    again = import_records(path, library)
    assert again.created == 1
    record = Record.objects.get()
    assert record.status == Record.Status.SHOWN
    assert record.items.get().barcode == "UZ1"


def test_a_record_that_has_other_sources_stays_with_them(tmp_path: Path):
    first, other = make_library(), make_library("FVK")
    import_records(marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945, isbn="9789943013094")), first)
    batch = import_records(
        marc_file(tmp_path, marc("z1", "Navoiy", "Oybek", 1945, isbn="9789943013094", subject="Roman")), other
    )
    assert "subjects" in Record.objects.get().description
    undo_batch(batch)
    record = Record.objects.get()
    assert record.status == Record.Status.SHOWN
    assert "subjects" not in record.description


def test_a_cataloguers_own_change_survives_an_undo(tmp_path: Path):
    library = make_library()
    batch = import_records(marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945)), library)
    record = redescribe(Record.objects.get(), make_description(title="Navoiy (roman)", author="Oybek"), library)
    undo_batch(batch)
    record.refresh_from_db()
    assert (record.title, record.status) == ("Navoiy (roman)", "shown")
