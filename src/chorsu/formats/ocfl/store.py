"""Writes objects so that a kill at any moment leaves either the old or the new version, both valid.

A new object is built beside the store and renamed into its place. A new version is built beside as a copy of the
object by hard links (no bytes are copied), and the two folders change places in one system call.
Content is never overwritten: a changed file gets a new content path in the new version (forward delta).
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from chorsu.formats.ocfl.inventory import ALGORITHM, CHUNK, DECLARATION, Inventory, OcflError, Version, parse

ROOT_DECLARATION = "0=ocfl_1.1"
LAYOUT = "0004-hashed-n-tuple-storage-layout"
LAYOUT_CONFIG = {
    "extensionName": LAYOUT,
    "digestAlgorithm": "sha256",
    "tupleSize": 3,
    "numberOfTuples": 3,
    "shortObjectRoot": False,
}


@dataclass(frozen=True, slots=True)
class User:
    """Who made a version; `address` is a URI (mailto: or a web address)."""

    name: str
    address: str = ""


class Store:
    """A storage root. `work` is a folder on the same file system for what is being built."""

    def __init__(self, root: Path, work: Path | None = None) -> None:
        self.root = Path(root)
        self.work = Path(work) if work else self.root.with_name(self.root.name + ".work")

    def initialise(self) -> None:
        """Make the root with its declarations; does nothing to one that is there."""
        if (self.root / ROOT_DECLARATION).exists():
            return
        config = self.root / "extensions" / LAYOUT
        config.mkdir(parents=True, exist_ok=True)
        (config / "config.json").write_text(json.dumps(LAYOUT_CONFIG, indent=1))
        description = {"extension": LAYOUT, "description": "Digest of the identifier in three tuples of three."}
        (self.root / "ocfl_layout.json").write_text(json.dumps(description, indent=1))
        (self.root / ROOT_DECLARATION).write_text("ocfl_1.1\n")

    def relative_path(self, identifier: str) -> Path:
        """Where an object lies below the root (extension 0004)."""
        digest = hashlib.sha256(identifier.encode()).hexdigest()
        return Path(digest[0:3], digest[3:6], digest[6:9], digest)

    def path(self, identifier: str) -> Path:
        """The object root."""
        return self.root / self.relative_path(identifier)

    def exists(self, identifier: str) -> bool:
        return (self.path(identifier) / "inventory.json").exists()

    def read(self, identifier: str) -> Inventory:
        """The inventory. Raises OcflError when there is none or it cannot be read."""
        try:
            return parse((self.path(identifier) / "inventory.json").read_bytes())
        except FileNotFoundError as error:
            raise OcflError(f"there is no object {identifier}") from error

    def objects(self) -> Iterator[Path]:
        """Every object root, found by walking: needs no table."""
        for folder, folders, files in os.walk(self.root):
            folders.sort()
            if Path(folder) == self.root and "extensions" in folders:
                folders.remove("extensions")
            if any(name.startswith("0=ocfl_object_") for name in files):
                folders.clear()
                yield Path(folder)

    def write(
        self,
        identifier: str,
        files: Mapping[str, Path | bytes],
        message: str,
        user: User,
        created: datetime,
        remove: Collection[str] = (),
    ) -> Inventory:
        """Add a version (the first makes the object): `files` (logical path → file or bytes) on top of the last.

        Nothing is written when nothing changes. Raises OcflError for unusable logical paths.
        """
        for logical in files:
            _refuse_bad_path(logical)
        self.initialise()
        with self._locked(identifier):
            old = self.read(identifier) if self.exists(identifier) else None
            building = self.work / f"{uuid.uuid4().hex}"
            try:
                inventory = self._build(building, identifier, old, files, message, user, created, remove)
                if inventory is not old:
                    self._install(building, identifier, old is not None)
                return inventory
            finally:
                shutil.rmtree(building, ignore_errors=True)

    def _build(self, building, identifier, old, files, message, user, created, remove) -> Inventory:
        inventory = Inventory(identifier) if old is None else parse(old.as_json())
        number = inventory.head + 1
        content = building / f"v{number}" / inventory.content_directory
        state = {path: digest for path, digest in inventory.state.items() if path not in remove}
        fresh: dict[str, str] = {}
        for logical, source in files.items():
            target = content / logical
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = _copy(source, target)
            state[logical] = digest
            if digest in inventory.manifest or digest in fresh:
                target.unlink()
            else:
                fresh[digest] = f"v{number}/{inventory.content_directory}/{logical}"
        if old is not None and state == old.state:
            return old
        _refuse_conflicts(state)
        _drop_empty(content)
        inventory.manifest.update(fresh)
        inventory.head = number
        who = {"name": user.name, "address": user.address} if user.address else {"name": user.name}
        when = created.replace(microsecond=0).isoformat().replace("+00:00", "Z")
        inventory.versions[number] = Version(when, message, who, state)
        if old is not None:
            self._link_versions(self.path(identifier), building)
        data = inventory.as_json()
        for folder in (building / f"v{number}", building):
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / "inventory.json", data)
            _write(
                folder / f"inventory.json.{ALGORITHM}", f"{hashlib.sha512(data).hexdigest()} inventory.json\n".encode()
            )
        _write(building / DECLARATION, DECLARATION[2:].encode() + b"\n")
        return inventory

    def _link_versions(self, source: Path, building: Path) -> None:
        # Everything of the old object but its root inventory: hard links, so terabytes cost nothing.
        root_files = {"inventory.json", f"inventory.json.{ALGORITHM}", DECLARATION}
        for folder, _, names in os.walk(source):
            here = building / Path(folder).relative_to(source)
            here.mkdir(parents=True, exist_ok=True)
            for name in names:
                if Path(folder) == source and name in root_files:
                    continue
                try:
                    os.link(Path(folder) / name, here / name)
                except OSError as error:
                    if error.errno not in {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP}:
                        raise
                    shutil.copy2(Path(folder) / name, here / name)

    def _install(self, building: Path, identifier: str, replaces: bool) -> None:
        target = self.path(identifier)
        target.parent.mkdir(parents=True, exist_ok=True)
        if replaces:
            _exchange(building, target)
        else:
            os.rename(building, target)
        _sync_folder(target.parent)

    @contextmanager
    def _locked(self, identifier: str) -> Iterator[None]:
        self.work.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(identifier.encode()).hexdigest()[:2]
        with (self.work / f"lock-{name}").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _copy(source: Path | bytes, target: Path) -> str:
    found = hashlib.sha512()
    with target.open("wb") as out:
        if isinstance(source, bytes):
            found.update(source)
            out.write(source)
        else:
            with Path(source).open("rb") as file:
                while chunk := file.read(CHUNK):
                    found.update(chunk)
                    out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    target.chmod(0o444)
    return found.hexdigest()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(one: Path, other: Path) -> None:
    """Two folders change places at once (Linux renameat2 with RENAME_EXCHANGE); elsewhere by two renames."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        rename = None
    at_current_folder, exchange = -100, 2
    if rename is not None and rename(at_current_folder, bytes(one), at_current_folder, bytes(other), exchange) == 0:
        return
    aside = one.with_name(one.name + ".old")
    os.rename(other, aside)
    os.rename(one, other)
    shutil.rmtree(aside, ignore_errors=True)


def _refuse_bad_path(logical: str) -> None:
    # E052, E053, E098; and NUL and control characters, which the specification leaves to the file system.
    parts = logical.split("/")
    if any(part in {"", ".", ".."} for part in parts) or any(ord(sign) < 32 for sign in logical):
        raise OcflError(f"the logical path {logical!r} cannot be used")


def _refuse_conflicts(state: Mapping[str, str]) -> None:
    # E095: a path may not also be the folder of another one.
    for path in state:
        for end in (place for place, sign in enumerate(path) if sign == "/"):
            if path[:end] in state:
                raise OcflError(f"{path[:end]!r} is a file and a folder at once")


def _drop_empty(folder: Path) -> None:
    # E024: a content directory holds no empty folders, and stays away when it holds nothing.
    for path in sorted(folder.rglob("*"), key=lambda found: len(found.parts), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
