"""Checks of one inventory by itself: keys, types, paths, digests (OCFL 1.1, 3.5)."""

from __future__ import annotations

import re
from typing import Any

from chorsu.formats.ocfl.findings import Findings

KEYS = {"id", "type", "digestAlgorithm", "head", "contentDirectory", "fixity", "manifest", "versions"}
# RFC 3339 with seconds and a zone; the calendar itself is checked by the ranges.
MOMENT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
VERSION = re.compile(r"v0*[1-9][0-9]*")


def is_text(value: Any) -> bool:
    """Whether a value is a non-empty string."""
    return isinstance(value, str) and bool(value)


def check_structure(document: dict[str, Any], found: Findings, specification: str) -> None:
    """Report everything wrong with an inventory, as if there were no files."""
    _head_matter(document, found, specification)
    manifest = document.get("manifest")
    digests = _manifest(manifest, found, "manifest", "E096")
    versions = document.get("versions")
    if not isinstance(manifest, dict):
        found.add("E041", "there is no manifest")
    if not isinstance(versions, dict):
        found.add("E043" if "versions" in document else "E041", "there are no versions")
        return
    if not versions:
        found.add("E008", "there is no version")
    used: set[str] = set()
    for name, block in versions.items():
        if not VERSION.fullmatch(name):
            found.add("E046", f"“{name}” is no name of a version")
        used |= _version(name, block, digests, found)
    for digest in sorted(digests - used):
        found.add("E107", f"no version uses the content {digest[:16]}…")
    names = [name for name in versions if VERSION.fullmatch(name)]
    head = document.get("head")
    if names and head != max(names, key=lambda name: int(name[1:])):
        found.add("E040", f"the head is {head}, but there are versions up to {max(names, key=lambda n: int(n[1:]))}")
    if "fixity" in document:
        _fixity(document["fixity"], found)


def _head_matter(document: dict[str, Any], found: Findings, specification: str) -> None:
    for key in ("id", "type", "digestAlgorithm", "head"):
        if not is_text(document.get(key)):
            found.add("E036", f"{key} is missing")
    for key in sorted(set(document) - KEYS):
        found.add("E102", f"{key} is no key of an inventory")
    kind = document.get("type")
    if is_text(kind) and kind != f"https://ocfl.io/{specification}/spec/#inventory":
        found.add("E038", f"the type is {kind}")
    algorithm = document.get("digestAlgorithm")
    if is_text(algorithm) and algorithm not in {"sha512", "sha256"}:
        found.add("E025", f"{algorithm} may not address content")
    elif algorithm == "sha256":
        found.add("W004", "sha512 is better than sha256")
    if is_text(document.get("id")) and not URI.fullmatch(str(document["id"])):
        found.add("W005", "the id is no URI")
    head = document.get("head")
    if is_text(head) and not VERSION.fullmatch(str(head)):
        found.add("E040", f"the head “{head}” is no name of a version")
    name = document.get("contentDirectory", "content")
    if not is_text(name) or "/" in name:
        found.add("E017", "the name of the content directory has a slash or is empty")
    elif name in {".", ".."}:
        found.add("E018", "the content directory is a dot")


def _manifest(block: Any, found: Findings, where: str, duplicate: str) -> set[str]:
    """The digests of a manifest or fixity block, as written."""
    digests: set[str] = set()
    seen: set[str] = set()
    paths: set[str] = set()
    if not isinstance(block, dict):
        return digests
    for digest, listed in block.items():
        if digest.lower() in seen:
            found.add(duplicate, f"the digest {digest[:16]}… stands twice in the {where}")
        seen.add(digest.lower())
        digests.add(digest)
        if not isinstance(listed, list) or not all(isinstance(path, str) for path in listed):
            found.add("E034" if where == "manifest" else "E057", f"{digest[:16]}… of the {where} has no list of paths")
            continue
        for path in listed:
            _path(path, found, "E100", "E099", where)
            if path in paths:
                found.add("E101", f"{path} stands twice in the {where}")
            paths.add(path)
    _nested(paths, found, "E101", where)
    return digests


def _version(name: str, block: Any, digests: set[str], found: Findings) -> set[str]:
    """Check one version block; the digests it uses."""
    if not isinstance(block, dict):
        found.add("E044", f"{name} is no version block")
        return set()
    created = block.get("created")
    if created is None:
        found.add("E048", f"{name} does not say when it was made")
    elif not isinstance(created, str) or not MOMENT.fullmatch(created):
        found.add("E049", f"{name} was made at “{created}”, which is no moment with seconds and zone")
    message, user = block.get("message"), block.get("user")
    if message is not None and not isinstance(message, str):
        found.add("E094", f"the message of {name} is no text")
    if message is None or user is None:
        found.add("W007", f"{name} lacks a message or a user")
    if user is not None:
        _user(name, user, found)
    return _state(name, block.get("state"), digests, found)


def _user(name: str, user: Any, found: Findings) -> None:
    if not isinstance(user, dict) or not is_text(user.get("name")):
        found.add("E054", f"the user of {name} has no name")
    elif "address" not in user:
        found.add("W008", f"the user of {name} has no address")
    elif not is_text(user["address"]) or not URI.fullmatch(user["address"]):
        found.add("W009", f"the address of the user of {name} is no URI")


def _state(name: str, state: Any, digests: set[str], found: Findings) -> set[str]:
    used: set[str] = set()
    paths: set[str] = set()
    if not isinstance(state, dict):
        found.add("E048" if state is None else "E050", f"{name} has no state")
        return used
    for digest, listed in state.items():
        if digest in used:
            found.add("E050", f"a digest stands twice in the state of {name}")
        used.add(digest)
        # As written: the state has to use the manifest's own spelling.
        if digest not in digests:
            found.add("E050", f"{name} uses the content {digest[:16]}…, which the manifest does not have")
        if not isinstance(listed, list) or not all(isinstance(path, str) for path in listed):
            found.add("E051", f"{digest[:16]}… in the state of {name} has no list of paths")
            continue
        for path in listed:
            _path(path, found, "E053", "E052", f"state of {name}")
            if path in paths:
                found.add("E095", f"{path} stands twice in the state of {name}")
            paths.add(path)
    _nested(paths, found, "E095", f"state of {name}")
    return used


def _fixity(fixity: Any, found: Findings) -> None:
    if not isinstance(fixity, dict):
        found.add("E111", "fixity is no block")
        return
    for algorithm, block in fixity.items():
        if not isinstance(block, dict):
            found.add("E057", f"the fixity of {algorithm} is no block")
        else:
            _manifest(block, found, f"fixity of {algorithm}", "E097")


def _path(path: str, found: Findings, edge: str, parts: str, where: str) -> None:
    if path.startswith("/") or path.endswith("/"):
        found.add(edge, f"“{path}” in the {where} begins or ends with a slash")
    if any(part in {"", ".", ".."} for part in path.strip("/").split("/")):
        found.add(parts, f"“{path}” in the {where} has an empty or dotted part")


def _nested(paths: set[str], found: Findings, code: str, where: str) -> None:
    for path in sorted(paths):
        for end in (place for place, sign in enumerate(path) if sign == "/" and place):
            if path[:end] in paths:
                found.add(code, f"{path[:end]} in the {where} is a file and a folder at once")
