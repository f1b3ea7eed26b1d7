"""Makes records again from their sources: describe each source's newest version, merge, fill the columns."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import orjson

from chorsu.catalogue.records.models import SourceRecord, SourceVersion
from chorsu.catalogue.records.rules import Told
from chorsu.formats import sniff

CATALOGUER = "cataloguer"  # a version made here: the description itself as JSON


def described(raw: bytes, format: str, encoding: str) -> dict[str, Any]:
    """The description of one version's bytes. Raises ValueError when they can no longer be read."""
    if format == CATALOGUER:
        return orjson.loads(raw)
    from chorsu.formats.describing import describe

    for found in sniff.open_records(BytesIO(raw), format=_declared(format, raw), encoding=encoding or "auto"):
        if found.record is not None:
            return describe(found.record, format.removesuffix("+xml")).description.to_dict()
    raise ValueError(f"a {format} version in {encoding} cannot be read")


def is_correction(format: str, source_id: str) -> bool:
    """Whether a source was written here about one record, to be heard before all others (`actions.redescribe`)."""
    return format == CATALOGUER and source_id.startswith("record:")


def _declared(format: str, raw: bytes) -> str:
    return "marcxml" if raw.lstrip()[:1] == b"<" else format


def told_by_records(
    record_ids: Iterable[int], without: frozenset[int] | set[int] = frozenset()
) -> dict[int, list[Told]]:
    """What every living source of these records says, by record; sources in `without` are left out.

    Two queries, however many records.
    """
    rows = SourceRecord.objects.filter(edge__record_id__in=list(record_ids), deleted=False).exclude(pk__in=without)
    sources = list(rows.values_list("pk", "edge__record_id", "library_id", "version", "source_id"))
    versions: dict[tuple[int, int], tuple[bytes, str, str]] = {}
    found = SourceVersion.objects.filter(source_id__in=[row[0] for row in sources])
    for source, number, packed, format_, encoding in found.values_list(
        "source_id", "number", "packed", "format", "encoding"
    ):
        versions[(source, number)] = (bytes(packed), format_, encoding)
    weights = trust({row[2] for row in sources})
    result: dict[int, list[Told]] = {}
    for source, record, library, version, name in sources:
        packed, format_, encoding = versions[(source, version)]
        data = described(zlib.decompress(packed), format_, encoding)
        result.setdefault(record, []).append(
            Told(source, data, trust=weights.get(library, 0), correction=is_correction(format_, name))
        )
    return result


def trust(libraries: Iterable[int]) -> dict[int, int]:
    """How much weight each library's word has: its setting `records.trust`, 0 where it has none."""
    from chorsu.people.libraries.models import Organisation
    from chorsu.people.libraries.queries import setting

    result = {}
    for organisation in Organisation.objects.filter(pk__in=list(libraries)):
        try:
            result[organisation.pk] = int(setting(organisation, "records.trust") or 0)
        except (LookupError, ValueError, TypeError):  # a row written by hand
            result[organisation.pk] = 0
    return result
