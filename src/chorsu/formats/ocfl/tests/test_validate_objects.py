"""The specification's own fixtures: every bad object is refused by its code, every good one passes."""

import json
import re
from pathlib import Path

import pytest

from chorsu.formats.ocfl import validate_object


def _objects(shared: Path, version: str, kind: str) -> list[Path]:
    folder = shared / "data/metsalto/OCFL+fixtures" / version / f"{kind}-objects"
    if not folder.is_dir():
        pytest.skip("the OCFL fixtures are not in the shared data")
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _is_whole(path: Path) -> bool:
    """Whether every content file is there: the shared copy of the fixtures lacks a large one."""
    manifest = json.loads((path / "inventory.json").read_bytes())["manifest"]
    return all((path / name).exists() for names in manifest.values() for name in names)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_bad_object_is_refused_with_the_code_it_is_named_after(shared, version):
    for path in _objects(shared, version, "bad"):
        codes = {finding.code for finding in validate_object(path)}
        assert set(re.findall(r"E\d{3}", path.name)) <= codes, path.name


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_good_object_passes_without_a_word(shared, version):
    whole = [path for path in _objects(shared, version, "good") if _is_whole(path)]
    assert len(whole) >= 9
    for path in whole:
        assert validate_object(path) == [], path.name


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_unwise_object_is_valid_and_its_warning_is_given(shared, version):
    for path in _objects(shared, version, "warn"):
        found = validate_object(path)
        assert set(re.findall(r"W\d{3}", path.name)) <= {finding.code for finding in found}, path.name
        if _is_whole(path):
            assert not [finding for finding in found if finding.error], path.name
