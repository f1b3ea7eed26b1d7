"""The house holds: rooms import downward, take only each other's public drawers, and pure drawers stay pure."""

import ast
from pathlib import Path

import pytest

from chorsu.site.rooms import ROOMS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "chorsu"
# Drawers that other rooms may take from, and the registries a room offers to those above it.
OPEN = {"actions", "queries", "events", "models", "errors", "rules", "ports"}
REGISTRIES = {
    "foundation.ui": {"menus", "home", "covers", "pages", "templatetags", "middleware", "context", "wording", "languages"},
    "foundation.events": {"subscribing"},
    "foundation.jobs": {"running", "registry"},
    "foundation.api": {"doors", "guards", "health", "paging", "problems", "metrics"},
    "people.libraries": {"settings_registry", "providers"},
    "people.accounts": {"sections", "staffing"},
    "catalogue.records": {"slots", "elements", "presenting"},
    "archive.objects": {"forms", "gating"},
    "exchange.oaipmh": {"marc"},
}  # fmt: skip
PURE = {"rules", "events", "ports", "errors"}


def modules():
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if "migrations" not in parts and "tests" not in parts:
            yield path, parts


def imports(path: Path):
    """(module, line) of every import of the file, also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def room_of(module: str) -> str | None:
    parts = module.split(".")
    name = ".".join(parts[:3])
    return name if name in ROOMS else None


def test_rooms_of_one_wing_import_only_those_that_stand_before_them():
    faults = []
    for path, parts in modules():
        own = room_of("chorsu." + ".".join(parts[:2]))
        if own is None:
            continue
        for module, line in imports(path):
            other = room_of(module)
            if other and other != own and ROOMS.index(other) > ROOMS.index(own):
                faults.append(f"{path.relative_to(SOURCE)}:{line} takes from {other}, which stands above it")
    assert not faults, "\n".join(faults)


def test_rooms_take_only_each_others_open_drawers():
    faults = []
    for path, parts in modules():
        own = room_of("chorsu." + ".".join(parts[:2]))
        if parts[0] == "site":
            continue
        for module, line in imports(path):
            other = room_of(module)
            if not other or other == own:
                continue
            drawer = (module.split(".") + [""])[3]
            allowed = OPEN | REGISTRIES.get(other.removeprefix("chorsu."), set())
            if drawer not in allowed:
                faults.append(f"{path.relative_to(SOURCE)}:{line} takes “{module}”, which {other} keeps to itself")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("drawer", sorted(PURE))
def test_pure_drawers_know_no_django(drawer):
    faults = []
    for path, parts in modules():
        if len(parts) < 3 or parts[2].removesuffix(".py") != drawer:
            continue
        faults += [
            f"{path.relative_to(SOURCE)}:{line} imports {module}"
            for module, line in imports(path)
            if module.split(".")[0] in {"django", "ninja", "allauth"}
        ]
    assert not faults, "\n".join(faults)


def test_every_room_says_what_it_is_for():
    silent = [room for room in ROOMS if not _docstring(SOURCE.joinpath(*room.split(".")[1:], "__init__.py"))]
    assert not silent, f"These rooms have no sentence in __init__.py: {silent}"


def test_no_file_is_a_hall():
    """CONVENTIONS: 60–250 lines feels right; past 400 a file becomes a folder."""
    halls = [
        f"{path.relative_to(SOURCE)}: {count} lines"
        for path, parts in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not halls, "\n".join(halls)


def _docstring(path: Path) -> str | None:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
