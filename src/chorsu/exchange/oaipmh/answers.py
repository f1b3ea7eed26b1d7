"""Writes the protocol's envelope and what goes into it, with lxml: order and namespaces as the schema asks."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from chorsu.catalogue.records.models import Record

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
# XML 1.0 allows no control characters; one in a title would make the whole page unreadable.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def stamp(moment: datetime) -> str:
    """UTC seconds, as the protocol writes them."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clean(text: str) -> str:
    """The text without what XML cannot carry."""
    return FORBIDDEN.sub("", text)


def add(parent: etree._Element, name: str, text: str = "", namespace: str = OAI, **attributes: str) -> etree._Element:
    """A child element with text."""
    child = etree.SubElement(parent, f"{{{namespace}}}{name}", {key: clean(value) for key, value in attributes.items()})
    if text:
        child.text = clean(text)
    return child


def envelope(base: str, arguments: dict[str, str] | None) -> etree._Element:
    """The root with date and request; no attributes on the request after badVerb or badArgument (section 3.2)."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    add(root, "responseDate", stamp(datetime.now(UTC)))
    add(root, "request", base, **(arguments or {}))
    return root


def header(parent: etree._Element, record: Record, identifier: str, libraries: Iterable[str]) -> bool:
    """The header; returns whether the record is there (a merged or hidden one is deleted for harvesters)."""
    there = record.status == Record.Status.SHOWN
    element = add(parent, "header", **({} if there else {"status": "deleted"}))
    add(element, "identifier", identifier)
    add(element, "datestamp", stamp(record.changed))
    for code in libraries:
        add(element, "setSpec", f"lib:{code}")
    add(element, "setSpec", f"type:{record.kind}")
    return there


def dublin_core(parent: etree._Element, statements: Iterable[tuple[str, str, str]]) -> None:
    """The metadata element with simple Dublin Core."""
    metadata = add(parent, "metadata")
    root = etree.SubElement(metadata, f"{{{DC}}}dc", nsmap={"oai_dc": DC, "dc": ELEMENTS})
    root.set(f"{{{XSI}}}schemaLocation", f"{DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for element, value, lang in statements:
        if value:
            entry = add(root, element, value, ELEMENTS)
            if lang:
                entry.set("{http://www.w3.org/XML/1998/namespace}lang", lang)


def written(root: etree._Element) -> bytes:
    """The document, UTF-8 with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
