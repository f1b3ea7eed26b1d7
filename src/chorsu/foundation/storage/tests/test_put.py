"""Bytes are kept under the name of their content, once, whole, and unharmed."""

import hashlib
import io

import pytest

from chorsu.foundation import storage
from chorsu.foundation.storage.errors import BlobDamaged, BlobMissing, DigestInvalid


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_scan_is_stored_under_its_hash_and_read_back(own_folder):
    data = b"page one" * 100_000
    blob = storage.put(io.BytesIO(data))
    assert (blob.digest, blob.size) == (hashlib.sha256(data).hexdigest(), len(data))
    with storage.open_blob(blob.digest) as file:
        assert file.read() == data
    assert storage.blob_path(blob.digest) == own_folder / "blobs" / blob.digest[:2] / blob.digest[2:4] / blob.digest
    assert storage.exists(blob.digest)
    assert list((own_folder / "blobs" / "incoming").iterdir()) == []


def test_the_same_bytes_from_a_file_are_kept_once(own_folder):
    file = own_folder / "scan.tif"
    file.write_bytes(b"same")
    assert storage.put(file) == storage.put(b"same") == storage.put(str(file))
    assert list(storage.digests()) == [hashlib.sha256(b"same").hexdigest()]


def test_a_source_that_breaks_off_leaves_nothing(own_folder):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError("the card was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        storage.put(Broken())
    assert list(storage.digests()) == []
    assert list((own_folder / "blobs" / "incoming").iterdir()) == []


def test_a_file_that_rotted_is_found():
    blob = storage.put(b"whole")
    assert storage.verify(blob.digest) == blob
    path = storage.blob_path(blob.digest)
    path.chmod(0o644)
    path.write_bytes(b"wholE")
    with pytest.raises(BlobDamaged):
        storage.verify(blob.digest)


def test_a_file_cut_short_is_mended_when_it_is_stored_again():
    blob = storage.put(b"whole")
    path = storage.blob_path(blob.digest)
    path.chmod(0o644)
    path.write_bytes(b"wh")
    storage.put(b"whole")
    assert storage.verify(blob.digest) == blob


def test_what_is_not_there_is_said_so():
    with pytest.raises(BlobMissing):
        storage.open_blob("0" * 64)


@pytest.mark.parametrize("name", ["", "../../secret-key", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_a_name_that_is_no_hash_never_reaches_the_disk(name):
    with pytest.raises(DigestInvalid):
        storage.exists(name)
