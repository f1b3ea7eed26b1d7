"""What a check found, and digests under the names OCFL gives them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

# Names of the specification and of extension 0001 and 0009 → how hashlib makes them.
ALGORITHMS = {
    "md5": ("md5", 0),
    "sha1": ("sha1", 0),
    "sha256": ("sha256", 0),
    "sha512": ("sha512", 0),
    "sha512/256": ("sha512_256", 0),
    "blake2b-512": ("blake2b", 64),
    "blake2b-384": ("blake2b", 48),
    "blake2b-256": ("blake2b", 32),
    "blake2b-160": ("blake2b", 20),
}
REGISTERED_EXTENSIONS = frozenset({
    "0001-digest-algorithms", "0002-flat-direct-storage-layout", "0003-hash-and-id-n-tuple-storage-layout",
    "0004-hashed-n-tuple-storage-layout", "0005-mutable-head", "0006-flat-omit-prefix-storage-layout",
    "0007-n-tuple-omit-prefix-storage-layout", "0008-schema-registry", "0009-digest-algorithms",
    "0010-differential-n-tuple-omit-prefix-storage-layout", "0011-direct-clean-path-layout", "initial",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong (E…) or unwise (W…), with the code of the specification."""

    code: str
    text: str

    @property
    def error(self) -> bool:
        return self.code.startswith("E")

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


@dataclass(slots=True)
class Findings:
    """Collects findings, each once."""

    items: list[Finding] = field(default_factory=list)

    def add(self, code: str, text: str) -> None:
        finding = Finding(code, text)
        if finding not in self.items:
            self.items.append(finding)


def digest_of(path: Path, algorithm: str) -> str | None:
    """The digest of a file, None for an algorithm nobody here knows (such fixity blocks are allowed)."""
    name, size = ALGORITHMS.get(algorithm, ("", 0))
    if not name:
        return None
    try:
        made = hashlib.blake2b(digest_size=size) if name == "blake2b" else hashlib.new(name, usedforsecurity=False)
    except ValueError:
        return None
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            made.update(chunk)
    return made.hexdigest()
