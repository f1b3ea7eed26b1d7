"""Real files of many agencies come in with the counts that were found by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.models import Record, SourceVersion
from chorsu.catalogue.records.tests.makers import make_library

pytestmark = pytest.mark.django_db

FILES = [
    ("marc/LibreCat+Catmandu-MARC/t/bu_bibs.mrc", 100, 0, "marc21"),
    ("marc/edsu+pymarc/test/1251.dat", 6, 0, ""),
    ("marc/edsu+pymarc/test/marc.dat", 20, 0, "marc21"),
    ("marc/evergreen-library-system+Evergreen/Open-ILS/tests/datasets/jazz_1k.mrc", 1000, 0, "marc21"),
    ("marc/rero+rero-ils/data/documents_small.xml", 442, 0, "marc21"),
    ("rusmarc/amironov73+ManagedIrbis/TestData/TEST1.ISO", 81, 0, "rusmarc"),
]


@pytest.mark.parametrize(("name", "read", "rejected", "flavour"), FILES)
def test_a_real_file_comes_in_whole(shared: Path, name: str, read: int, rejected: int, flavour: str):
    path = shared / "data" / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the project")
    library = make_library()
    batch = import_records(path, library)
    assert (batch.read, batch.created, batch.rejected) == (read, read - rejected, rejected)
    assert not flavour or batch.found_format == flavour
    again = import_records(path, library)
    assert (again.created, again.updated, again.unchanged) == (0, 0, read - rejected)
    raw = path.read_bytes()
    if path.suffix != ".xml":
        kept = sum(len(version.raw) for version in SourceVersion.objects.all())
        assert kept <= len(raw)
        assert all(version.raw in raw for version in SourceVersion.objects.all()[:20])


def test_the_rusmarc_file_is_russian_and_ukrainian(shared: Path):
    path = shared / "data" / "rusmarc/amironov73+ManagedIrbis/TestData/TEST1.ISO"
    if not path.exists():
        pytest.skip("the RUSMARC file is not beside the project")
    import_records(path, make_library())
    counts: dict[str, int] = {}
    for record in Record.objects.all():
        for _edge in record.edges.all():
            for language in record.languages:
                counts[language] = counts.get(language, 0) + 1
    assert (counts["ru"], counts["uk"]) == (80, 1)
