"""Sorts an OpenAPI document into chapters that a template can show. Pure: dicts in, dataclasses out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(slots=True)
class Value:
    """A parameter or a field of a body."""

    name: str
    where: str
    kind: str
    required: bool
    text: str


@dataclass(slots=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    summary: str
    text: str
    open: bool
    values: list[Value] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """A name for links within the page."""
        return f"{self.method}-{self.path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}"


@dataclass(slots=True)
class Chapter:
    """Operations of one tag."""

    title: str
    operations: list[Operation]


def chapters(schema: dict[str, Any]) -> list[Chapter]:
    """Operations by their first tag, in the order of the document.

    >>> found = chapters({"paths": {"/api/v1/x": {"get": {"summary": "X", "tags": ["T"], "responses": {"200": {}}}}}})
    >>> found[0].title, found[0].operations[0].path, found[0].operations[0].open
    ('T', '/api/v1/x', True)
    """
    by_tag: dict[str, Chapter] = {}
    for path, methods in schema.get("paths", {}).items():
        for method in METHODS:
            if method in methods:
                tag = (methods[method].get("tags") or ["—"])[0]
                by_tag.setdefault(tag, Chapter(tag, [])).operations.append(
                    _operation(method, path, methods[method], schema)
                )
    return list(by_tag.values())


def _operation(method: str, path: str, found: dict[str, Any], schema: dict[str, Any]) -> Operation:
    operation = Operation(
        method=method.upper(),
        path=path,
        summary=found.get("summary", ""),
        text=found.get("description", ""),
        open=not found.get("security"),
    )
    for value in found.get("parameters", []):
        shape = value.get("schema", {})
        operation.values.append(
            Value(
                value["name"],
                value["in"],
                _kind(shape),
                value.get("required", False),
                value.get("description") or shape.get("description", ""),
            )
        )
    for media, content in found.get("requestBody", {}).get("content", {}).items():
        body = _resolved(content.get("schema", {}), schema)
        required = set(body.get("required", ()))
        for name, shape in body.get("properties", {}).items():
            operation.values.append(Value(name, media, _kind(shape), name in required, shape.get("description", "")))
    for status, answer in found.get("responses", {}).items():
        shape = next(iter(answer.get("content", {}).values()), {}).get("schema", {})
        operation.answers.append((str(status), _kind(shape) if shape else answer.get("description", "")))
    return operation


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = shape.get("$ref", "")
    if reference.startswith("#/components/schemas/"):
        return schema.get("components", {}).get("schemas", {}).get(reference.rpartition("/")[2], {})
    return shape


def _kind(shape: dict[str, Any]) -> str:
    """A short name of a JSON schema.

    >>> _kind({"type": "array", "items": {"type": "string"}}), _kind({"anyOf": [{"type": "integer"}, {"type": "null"}]})
    ('string[]', 'integer | null')
    """
    if "$ref" in shape:
        return shape["$ref"].rpartition("/")[2]
    if "anyOf" in shape:
        return " | ".join(_kind(part) for part in shape["anyOf"])
    if "enum" in shape:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in shape["enum"])
    if shape.get("type") == "array":
        return f"{_kind(shape.get('items', {}))}[]"
    return shape.get("format") or shape.get("type", "")
