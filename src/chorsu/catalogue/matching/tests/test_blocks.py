"""Keys that everybody has do not slow an import down."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.matching import rules
from chorsu.catalogue.matching.models import MatchKey
from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import Record, WorkMember
from chorsu.catalogue.records.tests.makers import make_library
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db


def test_a_block_has_a_limit(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(rules, "BLOCK_LIMIT", 5)
    library = make_library()
    path = marc_file(
        tmp_path, *(marc(f"q{n}", "Qurʼon", "Anonim, Muallif", 1990, publisher=f"Nashriyot{n}") for n in range(12))
    )
    import_records(path, library)
    assert Record.objects.count() == 12
    counts = {}
    for _kind, key in MatchKey.objects.values_list("kind", "key"):
        counts[key] = counts.get(key, 0) + 1
    assert max(counts.values()) == 5
    # The way out: one more of the last publisher's finds its fellow by the finer key, though the block is full.
    import_records(
        marc_file(tmp_path, marc("z1", "Qurʼon", "Anonim, Muallif", 1990, publisher="Nashriyot11")), make_library("FVK")
    )
    assert Record.objects.count() == 12
    assert WorkMember.objects.values("work").distinct().count() == 1
    assert WorkMember.objects.count() == 12
