"""Source records as they came, for the eye: fields and subfields beside flavour and encoding."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from chorsu.catalogue.records.deriving import CATALOGUER
from chorsu.catalogue.records.models import Record, SourceVersion
from chorsu.formats import sniff


@dataclass
class Verbatim:
    """One version of a source."""

    version: SourceVersion

    @cached_property
    def is_xml(self) -> bool:
        """Whether it came as XML."""
        return self.version.raw.lstrip()[:1] == b"<"

    @property
    def content_type(self) -> str:
        """The media type for a download."""
        if self.version.format == CATALOGUER:
            return "application/json"
        return "application/marcxml+xml" if self.is_xml else "application/marc"

    @property
    def extension(self) -> str:
        """The file name's ending."""
        return {"application/json": "json", "application/marcxml+xml": "xml"}.get(self.content_type, "mrc")

    @cached_property
    def fields(self) -> list[tuple[str, str, list[tuple[str, str]], str]]:
        """(tag, indicators, [(code, value)], data) of every field, the leader first; empty where it is no MARC."""
        if self.version.format == CATALOGUER:
            return []
        declared = "marcxml" if self.is_xml else self.version.format
        found = next(
            iter(sniff.open_records(BytesIO(self.version.raw), declared, self.version.encoding or "auto")), None
        )
        if found is None or found.record is None:
            return []
        rows: list[tuple[str, str, list[tuple[str, str]], str]] = [("LDR", "", [], found.record.leader)]
        for entry in found.record.all:
            if entry.is_control:
                rows.append((entry.tag, "", [], entry.data))
            else:
                rows.append((entry.tag, entry.indicators.replace(" ", "#"), entry.subfields, ""))
        return rows

    @cached_property
    def text(self) -> str:
        """A description made here, as indented JSON."""
        if self.version.format != CATALOGUER or self.version.deleted:
            return ""
        data: Any = json.loads(self.version.raw)
        return json.dumps(data, ensure_ascii=False, indent=1)


def versions_of(record: Record) -> list[Verbatim]:
    """The newest version of every source of a record; one query."""
    from django.db.models import F

    rows = SourceVersion.objects.filter(source__edge__record=record, number=F("source__version"))
    return [Verbatim(version) for version in rows.select_related("source__library", "batch").order_by("source_id")[:50]]
