"""Writes docs/reference/errors.md from the source: every code with its sentence and its next step.

Run by `make reference`; a test fails when a code is missing from the page.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "chorsu"
HEAD = """# Error codes

Every error is a sentence with a code and, where there is one, a next step: the same on pages, in the API
(`application/problem+json`, member `code`), in protocols and on the command line. Words in `%(…)s` are filled in.
This page is written from the source by `make reference`.
"""


def text_of(node: ast.AST | None) -> str:
    """The string of `"…"` or `gettext_noop("…")`; empty for anything else."""
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def found(tree: ast.AST):
    """(code, sentence, advice) of each error class and each reason."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            values = {}
            for line in node.body:
                target = (
                    line.target
                    if isinstance(line, ast.AnnAssign)
                    else line.targets[0]
                    if isinstance(line, ast.Assign)
                    else None
                )
                if isinstance(target, ast.Name):
                    values[target.id] = text_of(getattr(line, "value", None))
            if values.get("code"):
                yield values["code"], values.get("text", ""), values.get("advice", "")
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Reason"
            and node.args
        ):
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            parts = [*node.args, *[None] * 3]
            code = text_of(parts[0])
            if code:
                yield code, text_of(parts[1] or named.get("text")), text_of(parts[2] or named.get("advice"))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and len(node.args) >= 2:
            code = text_of(node.args[0])
            if code:
                yield (
                    f"circulation.{code}",
                    text_of(node.args[1]),
                    text_of(node.args[2] if len(node.args) > 2 else None),
                )


def main() -> None:
    """Write the page."""
    rooms: dict[str, dict[str, tuple[str, str]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        parts = path.relative_to(SOURCE).parts
        for code, sentence, advice in found(ast.parse(path.read_text(encoding="utf-8"))):
            room = code.split(".")[0] if "." in code else parts[0]
            known = rooms.setdefault(room, {}).get(code)
            if not known or not known[0]:
                rooms[room][code] = (sentence, advice)
    lines = [HEAD]
    for room, codes in sorted(rooms.items()):
        lines += [f"## {room}", "", "| code | sentence | next step |", "|---|---|---|"]
        lines += [
            f"| `{code}` | {cell(sentence) or 'as its cause says'} | {cell(advice)} |"
            for code, (sentence, advice) in sorted(codes.items())
        ]
        lines.append("")
    (ROOT / "docs" / "reference" / "errors.md").write_text("\n".join(lines), encoding="utf-8")


def cell(text: str) -> str:
    """One line, safe inside a table."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    main()
