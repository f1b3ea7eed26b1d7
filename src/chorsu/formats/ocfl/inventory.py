"""The inventory: which logical file of which version is which content, by digest (OCFL 1.1, 3.5)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPE = "https://ocfl.io/1.1/spec/#inventory"
ALGORITHM = "sha512"
DECLARATION = "0=ocfl_object_1.1"
CHUNK = 1 << 20


class OcflError(Exception):
    """The store or an object in it cannot be used as it is; the message says why."""


@dataclass(slots=True)
class Version:
    """One version: when, why, by whom, and its files (logical path → digest)."""

    created: str
    message: str
    user: dict[str, str]
    state: dict[str, str]


@dataclass(slots=True)
class Inventory:
    """All versions of one object and where its content lies (digest → content path)."""

    id: str
    head: int = 0
    manifest: dict[str, str] = field(default_factory=dict)
    versions: dict[int, Version] = field(default_factory=dict)
    content_directory: str = "content"

    @property
    def state(self) -> dict[str, str]:
        """Logical path → digest in the newest version."""
        return self.versions[self.head].state if self.head else {}

    def content_path(self, logical: str, version: int | None = None) -> str:
        """Where a logical file lies below the object root. Raises KeyError."""
        return self.manifest[self.versions[version or self.head].state[logical]]

    def as_json(self) -> bytes:
        """The inventory file's bytes."""
        document: dict[str, Any] = {
            "digestAlgorithm": ALGORITHM,
            "head": f"v{self.head}",
            "id": self.id,
            "manifest": {digest: [path] for digest, path in sorted(self.manifest.items())},
            "type": TYPE,
            "versions": {
                f"v{number}": {
                    "created": version.created,
                    "message": version.message,
                    "state": _by_digest(version.state),
                    "user": version.user,
                }
                for number, version in sorted(self.versions.items())
            },
        }
        return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _by_digest(state: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, digest in sorted(state.items()):
        found.setdefault(digest, []).append(path)
    return found


def parse(data: bytes) -> Inventory:
    """An inventory as our own store writes them (any valid one with sha512). Raises OcflError."""
    try:
        document = json.loads(data)
        result = Inventory(document["id"], int(document["head"].lstrip("v")))
        result.content_directory = document.get("contentDirectory", "content")
        result.manifest = {digest.lower(): paths[0] for digest, paths in document["manifest"].items()}
        for name, block in document["versions"].items():
            state = {path: digest.lower() for digest, paths in block["state"].items() for path in paths}
            result.versions[int(name.lstrip("v"))] = Version(
                block["created"], block.get("message", ""), block.get("user", {}), state
            )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise OcflError(f"the inventory cannot be read: {error!r}") from error
    return result


def digest_file(path: Path, algorithm: str = ALGORITHM) -> str:
    """The digest of a file in lower-case hex."""
    found = hashlib.new(algorithm)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()
