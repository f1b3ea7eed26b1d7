"""Descriptions put into other schemes: Dublin Core for harvesting and pages, MARC 21 for records made here."""

from __future__ import annotations

from chorsu.formats.description import Description
from chorsu.formats.to_marc21 import to_marc21

__all__ = ["to_dublin_core", "to_marc21"]

_DCMI = {
    "book": "Text", "article": "Text", "serial": "Text", "issue": "Text", "newspaper": "Text", "thesis": "Text",
    "map": "Image", "notated-music": "Text", "audio": "Sound", "video": "MovingImage", "image": "StillImage",
    "manuscript": "Text", "e-resource": "Text", "object": "PhysicalObject", "mixed": "Collection",
}  # fmt: skip
_CREATOR_ROLES = {"aut", "cre", "cmp", "art", "pht", "ctg"}


def to_dublin_core(description: Description) -> list[tuple[str, str, str]]:
    """(element, value, language) of simple Dublin Core (DCMES 1.1) in its usual order; language is "" where unknown."""
    rows: list[tuple[str, str, str]] = []
    title = description.title
    for kind in ("main", "parallel", "uniform", "original", "variant", "key", "cover", "former"):
        for entry in description.titles:
            if entry.kind == kind:
                for one in (entry, *entry.also):
                    text = one.text
                    if one.part_number or one.part_name:
                        text += ". " + ", ".join([part for part in (one.part_number, one.part_name) if part])
                    rows.append(("title", f"{text} : {one.rest}" if one.rest and entry is title else text, one.lang))
    for agent in description.agents:
        element = "creator" if agent.main or _CREATOR_ROLES.intersection(agent.roles) else "contributor"
        rows += [
            (element, f"{one.name}, {one.dates}" if one.dates else one.name, one.lang) for one in (agent, *agent.also)
        ]
    for subject in description.subjects:
        rows.append(("subject", " -- ".join([subject.text, *subject.parts]), subject.lang))
    rows += [("subject", entry.value, "") for entry in description.classes]
    rows += [
        ("description", note.text, note.lang)
        for note in description.notes
        if note.kind in ("abstract", "contents", "general", "thesis")
    ]
    for publication in description.publications:
        if publication.publisher and publication.kind != "copyright":
            rows.append(("publisher", publication.publisher, publication.lang))
    if description.year is not None:
        rows.append(("date", str(description.year), ""))
    rows.append(("type", _DCMI.get(description.kind, "Text"), ""))
    rows += [("format", entry.extent, "") for entry in description.physical if entry.extent]
    for number in description.identifiers:
        if number.valid and number.scheme in ("isbn", "issn", "doi"):
            prefix = {"isbn": "urn:isbn:", "issn": "urn:issn:", "doi": "https://doi.org/"}[number.scheme]
            rows.append(("identifier", prefix + number.value, ""))
    rows += [
        ("identifier", one.url, "") for one in description.electronic if one.relation in ("resource", "version", "")
    ]
    rows += [("language", code, "") for code in description.languages]
    rows += [("relation", link.title, "") for link in description.links if link.title]
    rows += [
        ("relation", f"{series.title} ; {series.number}" if series.number else series.title, "")
        for series in description.series
    ]
    return [(element, value, language) for element, value, language in rows if value]
