"""What a request may say: operations, versions, parameters, record schemas (SRU 1.1, 1.2 and searchRetrieve 2.0)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chorsu.exchange.sru.errors import Diagnostic

VERSIONS = ("1.1", "1.2", "2.0")
USUAL, MOST = 10, 50
# How far into a list of hits a request may reach; whoever wants everything harvests by OAI-PMH.
DEEPEST = 10_000
SCHEMAS = {
    "marcxml": "info:srw/schema/1/marcxml-v1.1",
    "dc": "info:srw/schema/1/dc-v1.1",
}
_KNOWN = {
    "version", "operation", "query", "queryType", "startRecord", "maximumRecords", "recordSchema", "recordPacking",
    "recordXMLEscaping", "httpAccept", "responseType", "resultSetTTL",
}  # fmt: skip
LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that can be answered. `escaped`: records come as escaped text instead of as XML."""

    version: str = "2.0"
    operation: str = "explain"
    query: str = ""
    start: int = 1
    most: int = USUAL
    schema: str = "marcxml"
    escaped: bool = False


def version_of(given: Mapping[str, str]) -> str:
    """The version to answer in, also where the request is wrong: 1.x where it says so or names an operation.

    >>> version_of({"version": "1.1"}), version_of({"operation": "explain"}), version_of({})
    ('1.1', '1.2', '2.0')
    """
    version = given.get("version", "")
    if version in VERSIONS:
        return version
    if version.startswith("1."):
        return "1.2"
    return "1.2" if "operation" in given and not version else "2.0"


def read(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Parameters by name, and what is wrong with how they are written."""
    given: dict[str, str] = {}
    wrong = []
    for name, value in pairs:
        if name in given or len(value) > LONGEST:
            wrong.append(Diagnostic(6, name[:60]))
        given.setdefault(name, value[:LONGEST])
    return given, wrong


def asked(given: Mapping[str, str]) -> Asked:
    """The request. Raises Diagnostic.

    >>> asked({"query": "kitob", "maximumRecords": "500"}).most
    50
    >>> asked({"operation": "searchRetrieve", "version": "1.2"})
    Traceback (most recent call last):
    ...
    chorsu.exchange.sru.errors.Diagnostic: Mandatory parameter not supplied
    """
    if given.get("version", VERSIONS[-1]) not in VERSIONS:
        raise Diagnostic(5, VERSIONS[-1])
    version = version_of(given)
    operation = given.get("operation") or ("searchRetrieve" if "query" in given else "explain")
    if operation not in {"explain", "searchRetrieve"}:
        raise Diagnostic(4, operation[:60])
    if "stylesheet" in given:
        raise Diagnostic(110)
    if "sortKeys" in given:
        raise Diagnostic(80, "Sort with sortBy in the query.")
    for name in given:
        if name not in _KNOWN and not name.startswith("x-"):
            raise Diagnostic(8, name[:60])
    escaped = _escaped(given, version)
    if operation == "explain":
        return Asked(version, "explain", escaped=escaped)
    if not given.get("query", "").strip():
        raise Diagnostic(7, "query")
    if given.get("queryType", "cql") != "cql":
        raise Diagnostic(6, "queryType")
    schema = given.get("recordSchema", "marcxml")
    short = next((name for name, address in SCHEMAS.items() if schema in (name, address)), "")
    if not short:
        raise Diagnostic(66, schema[:100])
    start, most = _number(given, "startRecord", 1), _number(given, "maximumRecords", USUAL)
    if start < 1:
        raise Diagnostic(6, "startRecord")
    return Asked(version, operation, given["query"], start, min(most, MOST), short, escaped)


def _number(given: Mapping[str, str], name: str, otherwise: int) -> int:
    text = given.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise Diagnostic(6, name)
    return int(text)


def _escaped(given: Mapping[str, str], version: str) -> bool:
    """`recordPacking` in 1.x and `recordXMLEscaping` in 2.0 say the same thing; in 2.0 the former says another."""
    if "recordXMLEscaping" in given or version == "2.0":
        how = given.get("recordXMLEscaping", "xml")
        if given.get("recordPacking", "packed") not in {"packed", "unpacked", "xml", "string"}:
            raise Diagnostic(71, given["recordPacking"][:40])
        how = given["recordPacking"] if given.get("recordPacking") == "string" else how
    else:
        how = given.get("recordPacking", "xml")
    if how not in {"xml", "string"}:
        raise Diagnostic(71, how[:40])
    return how == "string"
