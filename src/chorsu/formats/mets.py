"""METS 1.12: which files an object has and in which order they are read (Library of Congress, mets.xsd)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

NS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
USES = {"master": "PRESERVATION", "access": "ACCESS", "text": "FULLTEXT"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: its path inside the object, what it is for, and its digest (SHA-512, hex)."""

    path: str
    use: str
    mime: str
    size: int
    sha512: str


@dataclass(frozen=True, slots=True)
class Division:
    """A page or chapter and the file it lies in."""

    number: int
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """One object."""

    identifier: str
    title: str
    created: datetime
    files: Sequence[Entry]
    divisions: Sequence[Division]


def write(document: Document) -> bytes:
    """The METS document, UTF-8."""
    root = etree.Element(_q("mets"), nsmap={None: NS, "xlink": XLINK}, OBJID=document.identifier)
    root.set("LABEL", _clean(document.title))
    header = etree.SubElement(root, _q("metsHdr"), CREATEDATE=document.created.replace(microsecond=0).isoformat())
    agent = etree.SubElement(header, _q("agent"), ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    etree.SubElement(agent, _q("name")).text = "Chorsu"
    identifiers = {file.path: f"f{number}" for number, file in enumerate(document.files, start=1)}
    if document.files:
        section = etree.SubElement(root, _q("fileSec"))
        for use in dict.fromkeys(file.use for file in document.files):
            group = etree.SubElement(section, _q("fileGrp"), USE=USES.get(use, use.upper()))
            for file in document.files:
                if file.use == use:
                    _file(group, identifiers[file.path], file)
    structure = etree.SubElement(root, _q("structMap"), TYPE="PHYSICAL")
    top = etree.SubElement(structure, _q("div"), TYPE="object", LABEL=_clean(document.title))
    for division in document.divisions:
        label = _clean(division.label) or str(division.number)
        div = etree.SubElement(top, _q("div"), TYPE="page", ORDER=str(division.number), ORDERLABEL=label)
        if division.path in identifiers:
            etree.SubElement(div, _q("fptr"), FILEID=identifiers[division.path])
    if not document.divisions:
        for identifier in identifiers.values():
            etree.SubElement(top, _q("fptr"), FILEID=identifier)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _file(group: etree._Element, identifier: str, file: Entry) -> None:
    node = etree.SubElement(
        group, _q("file"), ID=identifier, MIMETYPE=file.mime, SIZE=str(file.size), CHECKSUM=file.sha512,
        CHECKSUMTYPE="SHA-512",
    )  # fmt: skip
    location = etree.SubElement(node, _q("FLocat"), LOCTYPE="OTHER", OTHERLOCTYPE="OCFL")
    location.set(f"{{{XLINK}}}href", _clean(file.path))


def _q(name: str) -> str:
    return f"{{{NS}}}{name}"


def _clean(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
