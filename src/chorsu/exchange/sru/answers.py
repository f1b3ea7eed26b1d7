"""Writes the envelopes of both generations of the protocol; they differ in names, hardly in order."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from lxml import etree

from chorsu.catalogue.records.models import Record
from chorsu.exchange.oaipmh.marc import clean, marc21_of, marcxml
from chorsu.exchange.sru.errors import Diagnostic
from chorsu.exchange.sru.rules import MOST, SCHEMAS, USUAL, Asked
from chorsu.exchange.sru.translating import INDEXES, SETS, SORTS
from chorsu.formats.crosswalks import to_dublin_core

ONE = ("http://www.loc.gov/zing/srw/", "http://www.loc.gov/zing/srw/diagnostic/")
TWO = ("http://docs.oasis-open.org/ns/search-ws/sruResponse", "http://docs.oasis-open.org/ns/search-ws/diagnostic")
EXPLAIN = "http://explain.z3950.org/dtd/2.0/"
DC_SCHEMA = "info:srw/schema/1/dc-schema"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
DIAGNOSTICS = "info:srw/schema/1/diagnostics-v1.1"


class Answer:
    """One answer in the version asked for."""

    def __init__(self, version: str, name: str) -> None:
        self.version = version
        self.two = version == "2.0"
        self.own, self.diagnostic_space = TWO if self.two else ONE
        self.root = etree.Element(f"{{{self.own}}}{name}", nsmap={None: self.own})
        if not self.two:
            self.add(self.root, "version", version)

    def add(self, parent: etree._Element, name: str, text: str = "") -> etree._Element:
        """A child in the protocol's namespace."""
        child = etree.SubElement(parent, f"{{{self.own}}}{name}")
        if text:
            child.text = clean(text)
        return child

    def record(self, parent: etree._Element, schema: str, content: etree._Element, escaped: bool) -> etree._Element:
        """A record with its content as XML or as escaped text."""
        element = self.add(parent, "record")
        self.add(element, "recordSchema", schema)
        self.add(element, "recordXMLEscaping" if self.two else "recordPacking", "string" if escaped else "xml")
        data = self.add(element, "recordData")
        if escaped:
            data.text = etree.tostring(content, encoding="unicode")
        else:
            data.append(content)
        return element

    def diagnostic(self, parent: etree._Element, found: Diagnostic) -> etree._Element:
        """One diagnostic with the number, the details and the sentence of the list."""
        element = etree.SubElement(
            parent, f"{{{self.diagnostic_space}}}diagnostic", nsmap={None: self.diagnostic_space}
        )
        rows = (
            ("uri", f"info:srw/diagnostic/1/{found.number}"),
            ("details", found.details),
            ("message", found.message),
        )
        for name, text in rows:
            if text:
                etree.SubElement(element, f"{{{self.diagnostic_space}}}{name}").text = clean(text)
        return element

    def written(self) -> bytes:
        """The document, UTF-8 with its declaration."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")


def refused(version: str, wrong: Iterable[Diagnostic], explain: bool = False, total: int = 0) -> Answer:
    """The answer to a request that cannot be answered."""
    answer = Answer(version, "explainResponse" if explain else "searchRetrieveResponse")
    if explain:
        answer.record(answer.root, EXPLAIN, explanation(), False)
    else:
        answer.add(answer.root, "numberOfRecords", str(total))
    under = answer.add(answer.root, "diagnostics")
    for one in wrong:
        answer.diagnostic(under, one)
    return answer


def found(asked: Asked, total: int, records: Iterable[Record | None]) -> Answer:
    """The answer with records, and the position of the next one."""
    answer = Answer(asked.version, "searchRetrieveResponse")
    answer.add(answer.root, "numberOfRecords", str(total))
    rows = list(records)
    if rows:
        under = answer.add(answer.root, "records")
        known = marc21_of([row for row in rows if row is not None]) if asked.schema == "marcxml" else {}
        for position, row in enumerate(rows, start=asked.start):
            holder = etree.Element("holder")
            if row is None:
                answer.diagnostic(holder, Diagnostic(65))
            elif asked.schema == "marcxml":
                marcxml(holder, known[row.pk])
            else:
                dublin_core(holder, row)
            schema = SCHEMAS[asked.schema] if row is not None else DIAGNOSTICS
            element = answer.record(under, schema, holder[0], asked.escaped)
            if row is not None and asked.version == "1.2":
                answer.add(element, "recordIdentifier", row.pid)
            answer.add(element, "recordPosition", str(position))
        following = asked.start + len(rows)
        if following <= total:
            answer.add(answer.root, "nextRecordPosition", str(following))
    echo = answer.add(answer.root, "echoedSearchRetrieveRequest")
    escaping = "string" if asked.escaped else "xml"
    for name, text in (
        ("version", "" if answer.two else asked.version), ("query", asked.query), ("startRecord", str(asked.start)),
        ("maximumRecords", str(asked.most)), ("recordXMLEscaping" if answer.two else "recordPacking", escaping),
        ("recordSchema", SCHEMAS[asked.schema]),
    ):  # fmt: skip
        if text:
            answer.add(echo, name, text)
    return answer


def explained(asked: Asked) -> Answer:
    """What this server is and can."""
    answer = Answer(asked.version, "explainResponse")
    answer.record(answer.root, EXPLAIN, explanation(), asked.escaped)
    return answer


def dublin_core(parent: etree._Element, record: Record) -> None:
    """Simple Dublin Core in the wrapping the SRU schema list names."""
    root = etree.SubElement(parent, f"{{{DC_SCHEMA}}}dc", nsmap={"srw_dc": DC_SCHEMA, "dc": ELEMENTS})
    statements = [*to_dublin_core(record.described()), ("identifier", f"{site()}/records/{record.pid}", "")]
    for element, value, _lang in statements:
        if value:
            etree.SubElement(root, f"{{{ELEMENTS}}}{element}").text = clean(value)


def site() -> str:
    """The address of the installation without a slash at the end."""
    return settings.SITE_URL.rstrip("/")


def explanation() -> etree._Element:
    """The ZeeRex record of this server."""
    root = etree.Element(f"{{{EXPLAIN}}}explain", nsmap={None: EXPLAIN})

    def add(parent: etree._Element, element: str, text: str = "", /, **attributes: str) -> etree._Element:
        child = etree.SubElement(parent, f"{{{EXPLAIN}}}{element}", attributes)
        child.text = text or None
        return child

    parts = urlsplit(site())
    server = add(root, "serverInfo", protocol="SRU", version="2.0", transport=parts.scheme, method="GET POST")
    add(server, "host", parts.hostname or "localhost")
    add(server, "port", str(parts.port or (443 if parts.scheme == "https" else 80)))
    add(server, "database", "sru")
    info = add(root, "databaseInfo")
    add(info, "title", "Chorsu", lang="en", primary="true")
    indexes = add(root, "indexInfo")
    known: set[str] = set()
    for uri, name in SETS.items():
        if name not in known:
            known.add(name)
            add(indexes, "set", identifier=uri, name=name)
    for name in INDEXES:
        prefix, _, local = name.partition(".")
        index = add(indexes, "index", search="true", scan="false", sort="true" if name in SORTS else "false")
        add(index, "title", f"{prefix}.{local}", lang="en")
        add(add(index, "map"), "name", local, set=prefix)
    schemas = add(root, "schemaInfo")
    for name, uri in SCHEMAS.items():
        add(add(schemas, "schema", identifier=uri, name=name, sort="false", retrieve="true"), "title", name)
    config = add(root, "configInfo")
    add(config, "default", str(USUAL), type="numberOfRecords")
    add(config, "default", "marcxml", type="retrieveSchema")
    add(config, "setting", str(MOST), type="maximumRecords")
    for relation in ("=", "==", "any", "all", "exact", "adj", "within", "<", ">", "<=", ">="):
        add(config, "supports", relation, type="relation")
    for boolean in ("and", "or", "not"):
        add(config, "supports", boolean, type="boolean")
    return root
