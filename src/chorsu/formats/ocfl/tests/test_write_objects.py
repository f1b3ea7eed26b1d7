"""What an archivist relies on: versions stay, nothing is overwritten, a kill leaves a valid object."""

import os
from datetime import UTC, datetime

import pytest

from chorsu.formats import ocfl
from chorsu.formats.ocfl import store as store_module

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
OLGA = ocfl.User("Olga", "mailto:olga@example.org")


@pytest.fixture
def store(tmp_path):
    return ocfl.Store(tmp_path / "ocfl")


def write(store, files, message="Ingest", **more):
    return store.write("ark:99999/o1v", files, message, OLGA, WHEN, **more)


def test_a_new_object_is_valid_and_holds_the_bytes(store):
    inventory = write(store, {"master/1.tif": b"page", "meta/object.json": b"{}"})
    path = store.path("ark:99999/o1v")
    assert (path / inventory.content_path("master/1.tif")).read_bytes() == b"page"
    assert ocfl.validate_object(path) == []
    assert all(findings == [] for _, findings in ocfl.validate_store(store.root))


def test_a_second_version_keeps_the_first_byte_by_byte_and_stores_only_what_is_new(store):
    write(store, {"master/1.tif": b"page", "meta/object.json": b"{}"})
    path = store.path("ark:99999/o1v")
    before = path.joinpath("v1/content/master/1.tif").stat().st_ino
    inventory = write(store, {"meta/object.json": b'{"a": 1}', "copy/1.tif": b"page"}, "Describe")
    assert inventory.head == 2
    assert (path / "v1/content/meta/object.json").read_bytes() == b"{}"
    assert path.joinpath("v1/content/master/1.tif").stat().st_ino == before
    assert sorted(p.name for p in (path / "v2/content").rglob("*") if p.is_file()) == ["object.json"]
    assert inventory.content_path("copy/1.tif") == "v1/content/master/1.tif"
    assert ocfl.validate_object(path) == []


def test_writing_the_same_again_makes_no_version(store):
    write(store, {"a": b"1"})
    assert write(store, {"a": b"1"}).head == 1


def test_a_removed_file_is_gone_from_the_new_version_only(store):
    write(store, {"a": b"1", "b": b"2"})
    inventory = write(store, {}, "Remove b", remove=["b"])
    assert set(inventory.state) == {"a"}
    assert inventory.content_path("b", version=1) == "v1/content/b"
    assert ocfl.validate_object(store.path("ark:99999/o1v")) == []


@pytest.mark.parametrize("logical", ["../out", "/etc/passwd", "a//b", "a/./b", "a\x00b", ""])
def test_a_path_that_climbs_out_is_refused_and_nothing_is_written(store, logical):
    with pytest.raises(ocfl.OcflError):
        write(store, {logical: b"x"})
    assert not store.exists("ark:99999/o1v")


def test_a_path_may_not_be_file_and_folder_at_once(store):
    write(store, {"a": b"1"})
    with pytest.raises(ocfl.OcflError):
        write(store, {"a/b": b"2"})
    assert store.read("ark:99999/o1v").head == 1


@pytest.mark.parametrize("step", ["_write", "_exchange", "_drop_empty", "_copy"])
def test_a_stop_at_any_step_leaves_the_old_version_valid(store, monkeypatch, step):
    write(store, {"a": b"1"})

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(store_module, step, stop)
    with pytest.raises(KeyboardInterrupt):
        write(store, {"a": b"2"})
    monkeypatch.undo()
    assert store.read("ark:99999/o1v").head == 1
    assert ocfl.validate_object(store.path("ark:99999/o1v")) == []
    assert write(store, {"a": b"2"}).head == 2


def test_without_the_exchange_call_the_folders_still_change_places(store, monkeypatch):
    write(store, {"a": b"1"})
    monkeypatch.setattr(store_module.ctypes, "CDLL", lambda *_, **__: object())
    assert write(store, {"a": b"2"}).head == 2
    assert ocfl.validate_object(store.path("ark:99999/o1v")) == []


def test_damage_is_found(store):
    write(store, {"a": b"1"})
    file = store.path("ark:99999/o1v") / "v1/content/a"
    os.chmod(file, 0o644)
    file.write_bytes(b"2")
    assert [finding.code for finding in ocfl.validate_object(store.path("ark:99999/o1v"))] == ["E092"]
    assert ocfl.validate_object(store.path("ark:99999/o1v"), content=False) == []
