"""What every protocol door needs of MARC: the MARC 21 record of an edition, and MARCXML of a MARC record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from django.db.models import F
from lxml import etree

from chorsu.catalogue.records.models import Record, SourceVersion
from chorsu.exchange.oaipmh.answers import clean
from chorsu.formats import marc, sniff
from chorsu.formats.crosswalks import to_marc21

MARCXML = "http://www.loc.gov/MARC21/slim"
FROM_SOURCE = ("marc21", "marc21+xml")
# What the schema MARC21slim.xsd allows; old systems write more than that.
_LEADER = re.compile(r"[\d ]{5}[\dA-Za-z ][\dA-Za-z][\dA-Za-z ]{3}(2| )(2| )[\d ]{5}[\dA-Za-z ]{3}(4500|    )\Z")
_CONTROL = re.compile(r"00[1-9A-Za-z]\Z")
_DATA = re.compile(r"(0([1-9A-Z][0-9A-Z])|0([1-9a-z][0-9a-z]))|(([1-9A-Z][0-9A-Z]{2})|([1-9a-z][0-9a-z]{2}))\Z")
_INDICATOR = re.compile(r"[\da-z ]\Z")
_CODE = re.compile(r"""[!"#$%&'()*+,\-./0-9:;<=>?{}_^`~\[\]\\a-z]\Z""", re.I)


def marc21_of(records: Iterable[Record]) -> dict[int, marc.Record]:
    """Record number → MARC 21: the oldest living MARC 21 source as it came, else made from the description.

    One query, however many records.
    """
    records = list(records)
    result: dict[int, marc.Record] = {}
    versions = (
        SourceVersion.objects.filter(
            source__edge__record__in=records, source__deleted=False, number=F("source__version")
        )
        .filter(format__in=FROM_SOURCE)
        .order_by("source_id")
        .annotate(record=F("source__edge__record_id"))
    )
    for version in versions:
        if version.record not in result and (found := read(version)) is not None:
            result[version.record] = found
    for record in records:
        if record.pk not in result:
            result[record.pk] = to_marc21(record.described())
    return result


def read(version: SourceVersion) -> marc.Record | None:
    """The MARC record of a kept version; None when it cannot be read any more."""
    raw = version.raw
    declared = "marcxml" if raw.lstrip()[:1] == b"<" else version.format
    found = next(iter(sniff.open_records(BytesIO(raw), declared, version.encoding or "auto")), None)
    return found.record if found is not None else None


def marcxml(parent: etree._Element, record: marc.Record) -> etree._Element:
    """The record as a MARCXML element under `parent`. Fields that MARCXML cannot carry are left out."""
    root = etree.SubElement(parent, f"{{{MARCXML}}}record", nsmap={None: MARCXML})
    _text(root, "leader", leader(record.leader))
    # The schema wants control fields first, which not every system wrote.
    for entry in sorted(record.all, key=lambda one: not one.is_control):
        if entry.is_control:
            if _CONTROL.match(entry.tag):
                _text(root, "controlfield", entry.data).set("tag", entry.tag)
            continue
        pairs = [(code, value) for code, value in entry.subfields if _CODE.match(code)]
        if not pairs or not _DATA.match(entry.tag):
            continue
        field = etree.SubElement(root, f"{{{MARCXML}}}datafield", tag=entry.tag)
        for number, sign in enumerate(f"{entry.indicators:<2}"[:2], start=1):
            field.set(f"ind{number}", sign if _INDICATOR.match(sign) else " ")
        for code, value in pairs:
            _text(field, "subfield", value).set("code", code)
    return root


def leader(text: str) -> str:
    """A leader as MARCXML takes it: what only counts bytes is put right, what describes the record is kept.

    >>> leader("00714cam a2200205 a 45  ")
    '00714cam a2200205 a 4500'
    """
    text = f"{text:<24}"[:24]
    if _LEADER.match(text):
        return text
    kept = [sign if re.match(r"[\dA-Za-z ]", sign) and sign.isascii() else " " for sign in text]
    kept[0:5], kept[10:12], kept[12:17], kept[20:24] = "00000", "22", "00000", "4500"
    # Positions that must not be blank: the type of record.
    kept[6] = kept[6] if kept[6] != " " else "a"
    return "".join(kept) if not _digits(text) else text[:5] + "".join(kept[5:12]) + text[12:17] + "".join(kept[17:])


def _digits(text: str) -> bool:
    return bool(re.match(r"\d{5}.{7}\d{5}", text))


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{MARCXML}}}{name}")
    child.text = clean(text)
    return child
