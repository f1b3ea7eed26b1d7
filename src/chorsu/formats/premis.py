"""PREMIS 3: what is kept and what happened to it (Library of Congress, premis.xsd 3.0)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

NS = "http://www.loc.gov/premis/v3"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is kept, with its SHA-512 in hex."""

    path: str
    mime: str
    size: int
    sha512: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: what, when, how it ended, by which program or account."""

    identifier: str
    kind: str
    at: datetime
    outcome: str
    detail: str
    agent: str


@dataclass(frozen=True, slots=True)
class Document:
    """One object with its files and its history."""

    identifier: str
    files: Sequence[Held]
    events: Sequence[Happened]


def write(document: Document) -> bytes:
    """The PREMIS document, UTF-8."""
    root = etree.Element(_q("premis"), nsmap={None: NS, "xsi": XSI}, version="3.0")
    _object(root, "intellectualEntity", "ARK", document.identifier)
    for file in document.files:
        node = _object(root, "file", "path", file.path)
        characteristics = etree.SubElement(node, _q("objectCharacteristics"))
        fixity = etree.SubElement(characteristics, _q("fixity"))
        _add(fixity, "messageDigestAlgorithm", "SHA-512")
        _add(fixity, "messageDigest", file.sha512)
        _add(characteristics, "size", str(file.size))
        form = etree.SubElement(etree.SubElement(characteristics, _q("format")), _q("formatDesignation"))
        _add(form, "formatName", file.mime)
    for event in document.events:
        node = etree.SubElement(root, _q("event"))
        _identify(node, "event", "local", event.identifier)
        _add(node, "eventType", event.kind)
        _add(node, "eventDateTime", event.at.isoformat())
        if event.detail not in {"", "{}"}:
            _add(etree.SubElement(node, _q("eventDetailInformation")), "eventDetail", event.detail)
        _add(etree.SubElement(node, _q("eventOutcomeInformation")), "eventOutcome", event.outcome)
        if event.agent:
            link = etree.SubElement(node, _q("linkingAgentIdentifier"))
            _add(link, "linkingAgentIdentifierType", "local")
            _add(link, "linkingAgentIdentifierValue", event.agent)
    for name in dict.fromkeys(event.agent for event in document.events if event.agent):
        agent = etree.SubElement(root, _q("agent"))
        _identify(agent, "agent", "local", name)
        _add(agent, "agentName", name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _object(root: etree._Element, kind: str, scheme: str, value: str) -> etree._Element:
    node = etree.SubElement(root, _q("object"))
    node.set(f"{{{XSI}}}type", kind)
    _identify(node, "object", scheme, value)
    return node


def _identify(node: etree._Element, what: str, scheme: str, value: str) -> None:
    holder = etree.SubElement(node, _q(f"{what}Identifier"))
    _add(holder, f"{what}IdentifierType", scheme)
    _add(holder, f"{what}IdentifierValue", value)


def _add(node: etree._Element, name: str, text: str) -> None:
    etree.SubElement(node, _q(name)).text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")


def _q(name: str) -> str:
    return f"{{{NS}}}{name}"
