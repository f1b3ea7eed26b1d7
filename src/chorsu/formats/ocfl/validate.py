"""Checks an object against OCFL 1.0 and 1.1: errors (E…) and warnings (W…) of the specification."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from chorsu.formats.ocfl.findings import ALGORITHMS, REGISTERED_EXTENSIONS, Finding, Findings, digest_of
from chorsu.formats.ocfl.parts import by_content, content_directory, lowered, manifest_paths
from chorsu.formats.ocfl.structure import check_structure

DECLARED = re.compile(r"0=ocfl_object_(1\.[01])")
VERSION_NAME = re.compile(r"v(0*)([1-9][0-9]*)")

__all__ = ["Finding", "validate_object"]


def validate_object(path: Path, content: bool = True) -> list[Finding]:
    """Everything wrong with the object in a folder; empty when it is valid without warnings.

    `content=False` leaves out reading the content files (structure and inventories only).
    """
    return _ObjectCheck(Path(path), content).run()


class _ObjectCheck:
    def __init__(self, root: Path, content: bool) -> None:
        self.root, self.read_content = root, content
        self.found = Findings()

    def run(self) -> list[Finding]:
        if not self.root.is_dir():
            self.found.add("E003", "there is no such folder")
            return self.found.items
        self.specification = self._declaration()
        self._inventory_file(self.root, "E063")
        document = self.document
        folders = self._root_entries(document)
        if document is None:
            return self.found.items
        check_structure(document, self.found, self.specification)
        if isinstance(document.get("versions"), dict) and isinstance(document.get("manifest"), dict):
            self._versions_on_disk(document, folders)
            self._older_inventories(document, folders)
            self._content(document, folders)
        return self.found.items

    def _declaration(self) -> str:
        names = sorted(path.name for path in self.root.glob("0=*"))
        if len(names) != 1:
            self.found.add("E003", f"{len(names)} declarations in the object root, one is needed")
            return "1.1"
        match = DECLARED.fullmatch(names[0])
        if not match:
            self.found.add("E002", f"{names[0]} is no declaration of an OCFL object")
            return "1.1"
        if (self.root / names[0]).read_bytes().rstrip(b"\n") != names[0][2:].encode():
            self.found.add("E007", "the declaration says something else than its name")
        return match[1]

    def _inventory_file(self, folder: Path, missing: str) -> None:
        """Read an inventory and its sidecar into `self.document` and `self.raw`."""
        self.document, self.raw = None, b""
        try:
            self.raw = (folder / "inventory.json").read_bytes()
        except OSError:
            self.found.add(missing, f"{folder.name} has no inventory")
            return
        try:
            document = json.loads(self.raw)
        except (ValueError, RecursionError) as error:
            self.found.add("E033", f"the inventory in {folder.name} is no JSON: {error}")
            return
        if not isinstance(document, dict):
            self.found.add("E033", f"the inventory in {folder.name} is no JSON object")
            return
        self.document = document
        algorithm = document.get("digestAlgorithm")
        sidecars = sorted(path.name for path in folder.glob("inventory.json.*"))
        if not sidecars or f"inventory.json.{algorithm}" not in sidecars:
            self.found.add("E058", f"{folder.name} has no digest beside its inventory")
            return
        if algorithm not in ALGORITHMS:
            return
        text = (folder / f"inventory.json.{algorithm}").read_text(errors="replace")
        match = re.fullmatch(r"([0-9a-fA-F]+)[ \t]+inventory\.json\n?", text)
        if not match:
            self.found.add("E061", f"the digest beside the inventory in {folder.name} is not in the right form")
        elif match[1].lower() != hashlib.new(ALGORITHMS[algorithm][0], self.raw).hexdigest():
            self.found.add("E060", f"the inventory in {folder.name} does not have the digest written beside it")

    def _root_entries(self, document: dict | None) -> list[str]:
        folders = []
        for entry in sorted(self.root.iterdir()):
            if entry.is_dir():
                if VERSION_NAME.fullmatch(entry.name):
                    folders.append(entry.name)
                elif entry.name == "extensions":
                    self._extensions(entry)
                elif entry.name != "logs":
                    self.found.add("E001", f"{entry.name} does not belong in the object root")
            elif not (entry.name == "inventory.json" or entry.name.startswith(("0=", "inventory.json."))):
                self.found.add("E001", f"{entry.name} does not belong in the object root")
        folders.sort(key=lambda name: int(name[1:]))
        numbers = [int(name[1:]) for name in folders]
        if not folders:
            self.found.add("E008", "there are no versions")
        elif numbers[0] != 1:
            self.found.add("E009", "the versions do not begin with 1")
        if numbers != list(range(numbers[0] if numbers else 1, (numbers[0] if numbers else 1) + len(numbers))):
            self.found.add("E010", "versions are missing between the first and the last")
        padded = [name for name in folders if name.startswith("v0")]
        if padded:
            self.found.add("W001", "version folders are padded with zeros")
            if len(padded) != len(folders):
                self.found.add("E011", "some version folders lack the leading zero of the others")
            if len({len(name) for name in folders}) > 1 or len(padded) != len(folders):
                self.found.add("E012", "padded and unpadded version folders are mixed")
                self.found.add("E013", "a later version is named otherwise than the first")
        return folders

    def _extensions(self, folder: Path) -> None:
        for entry in sorted(folder.iterdir()):
            if not entry.is_dir():
                self.found.add("E067", f"extensions holds the file {entry.name}")
            elif entry.name not in REGISTERED_EXTENSIONS:
                self.found.add("W013", f"the extension {entry.name} is not registered")

    def _versions_on_disk(self, document: dict[str, Any], folders: list[str]) -> None:
        listed = set(document["versions"])
        for name in sorted(listed - set(folders)):
            # A version that changes no content still has its folder in practice, but need not (E010 asks the names).
            self.found.add("E010", f"the inventory lists {name}, which has no folder")
        for name in sorted(set(folders) - listed):
            self.found.add("E046", f"the folder {name} is not in the inventory")
        content = content_directory(document)
        for name in folders:
            for entry in sorted((self.root / name).iterdir()):
                if entry.is_dir() and entry.name != content:
                    self.found.add("W002", f"{name} holds the folder {entry.name}")
                elif not entry.is_dir() and not re.fullmatch(r"inventory\.json(\.[a-z0-9-]+)?", entry.name):
                    self.found.add("E015", f"{name} holds the file {entry.name} outside of {content}")

    def _older_inventories(self, document: dict[str, Any], folders: list[str]) -> None:
        root_raw, head = self.raw, document.get("head")
        specification = self.specification
        for name in folders:
            folder = self.root / name
            if not (folder / "inventory.json").exists():
                self.found.add("W010", f"{name} has no inventory of its own")
                continue
            if name == head:
                if (folder / "inventory.json").read_bytes() != root_raw:
                    self.found.add("E064", f"the inventory of {name} is not the one of the object root")
                    self._inventory_file(folder, "E063")
                continue
            self._inventory_file(folder, "E063")
            older = self.document
            if older is None:
                continue
            kind = str(older.get("type", ""))
            if "/1.1/" in kind and specification == "1.0":
                self.found.add("E103", f"{name} follows a later specification than the object")
            elif kind and kind not in {f"https://ocfl.io/{one}/spec/#inventory" for one in ("1.0", "1.1")}:
                self.found.add("E038", f"the inventory of {name} has the type {kind}")
            self._compare(document, older, name)
        self._specifications_in_order(document, folders)

    def _specifications_in_order(self, document: dict[str, Any], folders: list[str]) -> None:
        before = ""
        for name in folders:
            try:
                kind = str(json.loads((self.root / name / "inventory.json").read_bytes()).get("type", ""))
            except (OSError, ValueError, AttributeError):
                continue
            if kind < before:
                self.found.add("E103", f"{name} follows an older specification than the version before it")
            before = max(before, kind)

    def _compare(self, document: dict[str, Any], older: dict[str, Any], name: str) -> None:
        if older.get("id") != document.get("id"):
            self.found.add("E037", f"{name} has another id")
        if content_directory(older) != content_directory(document):
            self.found.add("E019", f"{name} has another content directory")
        if older.get("head") != name:
            self.found.add("E040", f"the inventory of {name} says its head is {older.get('head')}")
        if older.get("digestAlgorithm") not in {"sha512", "sha256"}:
            self.found.add("E025", f"{name} uses the digest {older.get('digestAlgorithm')}")
        elif older.get("digestAlgorithm") == "sha256":
            self.found.add("W004", f"{name} uses sha256")
        versions, manifest = older.get("versions"), older.get("manifest")
        if not isinstance(versions, dict) or not isinstance(manifest, dict):
            self.found.add("E041", f"the inventory of {name} has no manifest or versions")
            return
        for number, block in versions.items():
            now = document["versions"].get(number)
            if not isinstance(block, dict) or not isinstance(now, dict):
                self.found.add("E066", f"{number} is in the inventory of {name} only")
                continue
            same_digests = older.get("digestAlgorithm") != document.get("digestAlgorithm") or (
                lowered(now.get("state")) == lowered(block.get("state"))
            )
            if not same_digests or by_content(document, now) != by_content(older, block):
                self.found.add("E066", f"{number} holds other files in the inventory of {name}")
            if any(now.get(key) != block.get(key) for key in ("created", "message", "user")):
                self.found.add("W011", f"{number} is described otherwise in the inventory of {name}")
        allowed = set(versions)
        for path, _ in manifest_paths(document):
            if path.split("/")[0] in allowed and path not in dict(manifest_paths(older)):
                self.found.add("E023", f"{path} is missing in the inventory of {name}")
        if self.read_content:
            self._digests(older, f"inventory of {name}")

    def _content(self, document: dict[str, Any], folders: list[str]) -> None:
        content = content_directory(document)
        known = {path for path, _ in manifest_paths(document)}
        on_disk = set()
        for name in folders:
            for folder, below, files in os.walk(self.root / name / content):
                relative = Path(folder).relative_to(self.root)
                on_disk |= {(relative / file).as_posix() for file in files}
                if not below and not files and len(relative.parts) > 2:
                    self.found.add("E024", f"{relative.as_posix()} is an empty folder")
        for path in sorted(on_disk - known):
            self.found.add("E023", f"{path} is not in the inventory")
        self._digests(document, "inventory")

    def _digests(self, document: dict[str, Any], where: str) -> None:
        fixity = document.get("fixity")
        jobs = [(document.get("digestAlgorithm"), document["manifest"], "E092")]
        jobs += [(name, block, "E093") for name, block in (fixity if isinstance(fixity, dict) else {}).items()]
        for algorithm, block, code in jobs:
            for path, digest in manifest_paths({"manifest": block}):
                if any(part in {"", ".", ".."} for part in path.split("/")):
                    continue  # told by the structure; such a path is never followed
                file = self.root / path
                if not file.is_file():
                    self.found.add(code, f"{path} of the {where} is not there")
                elif self.read_content:
                    actual = digest_of(file, str(algorithm))
                    if actual is not None and actual != digest.lower():
                        self.found.add(code, f"{path} does not have the digest of the {where}")
