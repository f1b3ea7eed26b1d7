"""Docs are part of the feature: every setting, command and error code has its line in docs/reference."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "chorsu"
REFERENCE = ROOT / "docs" / "reference"


def test_every_setting_of_the_environment_is_documented():
    found = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        found |= set(re.findall(r"\"(CHORSU_[A-Z_]+)\"", path.read_text(encoding="utf-8")))
    page = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    missing = sorted(name for name in found if f"`{name}`" not in page)
    assert found
    assert not missing, f"docs/reference/settings.md does not speak of {missing}"


def test_every_command_is_documented():
    commands = {path.stem for path in SOURCE.rglob("management/commands/*.py") if not path.stem.startswith("_")}
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    missing = sorted(name for name in commands if f"chorsu {name}" not in page)
    assert {"import", "demo", "serve"} <= commands
    assert not missing, f"docs/reference/commands.md does not speak of {missing}"


def test_every_error_code_is_documented():
    page = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    codes = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        codes |= set(_codes(ast.parse(path.read_text(encoding="utf-8"))))
    missing = sorted(code for code in codes if f"`{code}`" not in page)
    assert codes
    assert not missing, f"docs/reference/errors.md does not speak of {missing}"


def _codes(tree):
    """Codes of error classes (`code = "…"`) and of reasons (`Reason("room.code", …)`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                target = (
                    line.target
                    if isinstance(line, ast.AnnAssign)
                    else line.targets[0]
                    if isinstance(line, ast.Assign)
                    else None
                )
                value = getattr(line, "value", None)
                if (
                    getattr(target, "id", "") == "code"
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                    and value.value
                ):
                    yield value.value
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Reason"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and node.args[0].value
        ):
            yield node.args[0].value


def test_lock_files_name_no_host():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-node.txt", "frontend/package-lock.json"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in re.sub(r'"(?:url|funding|homepage)": ?"[^"]*"', "", text) or "resolved" not in text, name
        assert "--index-url" not in text
        assert '"resolved"' not in text
