"""Enough of JSON Schema (draft 7) to hold an answer to a published schema: `problems(value, schema, find)`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

KINDS = {
    "object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float), "integer": int,
    "null": type(None),
}  # fmt: skip


def _fits(pattern: str, text: str) -> bool:
    """Named groups are written otherwise in JavaScript."""
    return bool(re.search(re.sub(r"\(\?<(?![=!])", "(?P<", pattern), text))


class Schemas:
    """Schemas in folders, found by the last part of an address; references inside of a document by pointer."""

    def __init__(self, *folders: Path) -> None:
        self.files = {path.name: path for folder in folders for path in folder.rglob("*.json")}
        self.kept: dict[str, Any] = {}
        self.folders = folders

    def load(self, address: str) -> Any:
        """The document of an address; paths below a folder come before bare names."""
        tail = "/".join(address.split("/")[-3:])
        for folder in self.folders:
            for path in folder.rglob(address.rsplit("/", 1)[-1]):
                if path.as_posix().endswith("/".join(tail.split("/")[-2:])):
                    return self._read(path)
        return self._read(self.files[address.rsplit("/", 1)[-1]])

    def _read(self, path: Path) -> Any:
        if str(path) not in self.kept:
            self.kept[str(path)] = json.loads(path.read_text(encoding="utf-8"))
        return self.kept[str(path)]

    def problems(self, value: Any, schema: Any, root: Any, at: str = "$") -> Iterator[str]:
        """What of the value does not hold."""
        if schema is True or schema == {}:
            return
        if schema is False:
            yield f"{at}: nothing may be here"
            return
        if "$ref" in schema:
            address, _, pointer = schema["$ref"].partition("#")
            document = self.load(address) if address else root
            target = document
            for part in [part for part in pointer.split("/") if part]:
                target = target[part]
            yield from self.problems(value, target, document, at)
            return
        yield from self._simple(value, schema, at)
        yield from self._joined(value, schema, root, at)
        if isinstance(value, dict):
            yield from self._object(value, schema, root, at)
        if isinstance(value, list):
            yield from self._array(value, schema, root, at)

    def _holds(self, value: Any, schema: Any, root: Any) -> bool:
        return next(self.problems(value, schema, root), None) is None

    @staticmethod
    def _simple(value: Any, schema: Any, at: str) -> Iterator[str]:
        if "type" in schema:
            names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            right = any(isinstance(value, KINDS[name]) for name in names)
            if not right or (isinstance(value, bool) and "boolean" not in names):
                yield f"{at}: {value!r:.60} is no {names}"
        checks: tuple[tuple[str, Callable[[Any], bool]], ...] = (
            ("const", lambda limit: value == limit), ("enum", lambda limit: value in limit),
            ("pattern", lambda limit: not isinstance(value, str) or _fits(limit, value)),
            ("minLength", lambda limit: not isinstance(value, str) or len(value) >= limit),
            ("minimum", lambda limit: not isinstance(value, (int, float)) or value >= limit),
            ("exclusiveMinimum", lambda limit: not isinstance(value, (int, float)) or value > limit),
            ("maximum", lambda limit: not isinstance(value, (int, float)) or value <= limit),
            ("minItems", lambda limit: not isinstance(value, list) or len(value) >= limit),
            ("maxItems", lambda limit: not isinstance(value, list) or len(value) <= limit),
        )  # fmt: skip
        for name, check in checks:
            if name in schema and not check(schema[name]):
                yield f"{at}: {value!r:.80} against {name} {schema[name]!r:.80}"
        if schema.get("uniqueItems") and isinstance(value, list):
            written = [json.dumps(one, sort_keys=True) for one in value]
            if len(written) != len(set(written)):
                yield f"{at}: the same entry twice"

    def _joined(self, value: Any, schema: Any, root: Any, at: str) -> Iterator[str]:
        for part in schema.get("allOf", ()):
            yield from self.problems(value, part, root, at)
        for name, right in (("anyOf", lambda count: count >= 1), ("oneOf", lambda count: count == 1)):
            if name in schema:
                each = [list(self.problems(value, part, root, at)) for part in schema[name]]
                if not right(sum(not one for one in each)):
                    yield f"{at}: {name} {min(each, key=len)}"
        if "not" in schema and self._holds(value, schema["not"], root):
            yield f"{at}: holds what it must not"
        if "if" in schema:
            way = "then" if self._holds(value, schema["if"], root) else "else"
            yield from self.problems(value, schema.get(way, True), root, at)

    def _object(self, value: dict, schema: Any, root: Any, at: str) -> Iterator[str]:
        known = schema.get("properties", {})
        for name in schema.get("required", ()):
            if name not in value:
                yield f"{at}: {name} is missing"
        patterns = schema.get("patternProperties", {})
        for name, one in value.items():
            if name in known:
                yield from self.problems(one, known[name], root, f"{at}.{name}")
            fitting = [part for pattern, part in patterns.items() if re.search(pattern, name)]
            for part in fitting:
                yield from self.problems(one, part, root, f"{at}.{name}")
            if name not in known and not fitting and "additionalProperties" in schema:
                yield from self.problems(one, schema["additionalProperties"], root, f"{at}.{name}")
            if "propertyNames" in schema:
                yield from self.problems(name, schema["propertyNames"], root, f"{at}.{name}")

    def _array(self, value: list, schema: Any, root: Any, at: str) -> Iterator[str]:
        items = schema.get("items", True)
        for number, one in enumerate(value):
            part = items[number] if isinstance(items, list) and number < len(items) else items
            yield from self.problems(one, part if not isinstance(part, list) else True, root, f"{at}[{number}]")
        if "contains" in schema and not any(self._holds(one, schema["contains"], root) for one in value):
            yield f"{at}: none of its entries is {schema['contains']!r:.80}"
