"""What the record page shows, put together from a fixed small number of queries."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chorsu.catalogue.records import elements, queries, slots
from chorsu.catalogue.records.elements import Elements, Row
from chorsu.catalogue.records.models import Identifier, Record
from chorsu.foundation.ui.wording import language_name, script_lang

STYLES = {"gost": "GOST", "apa": "APA", "bibtex": "BibTeX", "ris": "RIS"}
PANELS = ("actions", "main", "read", "side", "below", "staff")


@dataclass(slots=True)
class Edition:
    """Another edition of the work, in a list."""

    record: Record
    lang: str
    line: str
    statuses: list[tuple[str, Any]] = field(default_factory=list)


def page_context(request: HttpRequest, record: Record) -> dict[str, Any]:
    """Everything of the record page but the templates."""
    data = record.description
    view = Elements(data, slots.agent_links(record.pk))
    sources = {source.pk: source for source in queries.sources(record)}
    main = next((t for t in data.get("titles", ()) if t.get("kind", "main") == "main"), {})
    rows = view.rows()
    _link_records(data, rows)
    for row in rows:
        libraries = [sources[id_].library for id_ in row.sources if id_ in sources]
        row.tags = list(dict.fromkeys((library.code, library.name) for library in libraries))
    style = request.GET.get("cite", "gost")
    style = style if style in STYLES else "gost"
    return {
        "record": record,
        "lang": script_lang(record.title, view.lang),
        "rest": main.get("rest", ""),
        "writings": _writings(data, main, view),
        "people": _people(data, view),
        "facts": _facts(data, view),
        "abstract": next((n for n in data.get("notes", ()) if n.get("kind") == "abstract"), None),
        "rows": rows,
        "sources": sources,
        "subjects": [
            (elements.subject(entry), view.tongue(entry.get("text", ""), entry), quote(f'subject:"{entry.get("text", "")}"'))
            for entry in data.get("subjects", ())[:24] if entry.get("text")
        ],
        "editions": other_editions(record),
        "membership": getattr(record, "membership", None),
        "ark": ark(record),
        "style": style,
        "styles": STYLES,
        "citation": citation(record, style),
        "jsonld_text": _script_safe(linked_data(record)),
        "meta": citation_tags(record),
        "panels": {place: slots.drawn(place, request, record) for place in PANELS},
    }  # fmt: skip


def _writings(data: dict[str, Any], main: dict[str, Any], view: Elements) -> list[tuple[str, str]]:
    """The title in its other scripts and languages."""
    found = [(other.get("text", ""), view.tongue(other.get("text", ""), other)) for other in main.get("also", ())]
    for entry in data.get("titles", ()):
        if entry.get("kind") == "parallel" and entry.get("text"):
            # A parallel title may be in any language: only its script is known.
            found.append((entry["text"], entry.get("lang") or script_lang(entry["text"], "")))
    return list(dict.fromkeys(pair for pair in found if pair[0]))[:4]


def _people(data: dict[str, Any], view: Elements) -> list[dict[str, str]]:
    shown = []
    for entry in data.get("agents", ())[:6]:
        roles = entry.get("roles") or []
        role = "" if entry.get("main") or "aut" in roles or not roles else str(elements.ROLES.get(roles[0], ""))
        shown.append(
            {
                "name": entry.get("name", ""),
                "dates": entry.get("dates", ""),
                "role": role,
                "url": view.agents.get(entry.get("name", ""), ""),
                "lang": view.tongue(entry.get("name", ""), entry),
            }  # fmt: skip
        )
    return shown


def _facts(data: dict[str, Any], view: Elements) -> list[tuple[str, str]]:
    facts = []
    for entry in data.get("publications", ())[:1]:
        facts.append((_("Published"), elements.imprint(entry)))
    for entry in data.get("physical", ())[:1]:
        facts.append((_("Extent"), entry.get("extent", "")))
    if data.get("languages"):
        facts.append((_("Language"), ", ".join(language_name(code) for code in data["languages"][:4])))
    facts.append((_("Kind"), str(elements.KINDS.get(data.get("kind", ""), ""))))
    return [(label, text) for label, text in facts if text]


def other_editions(record: Record, limit: int = 6) -> list[Edition]:
    """Other editions of the work with a word on how each can be had."""
    return as_editions(queries.editions(record, limit))


def as_editions(records: list[Record]) -> list[Edition]:
    """Records dressed as lines of a list of editions."""
    said = slots.statuses([record.pk for record in records]) if records else {}
    result = []
    for record in records:
        tongue = record.languages[0] if record.languages else ""
        lang = script_lang(record.title, tongue)
        parts = [language_name(lang), str(elements.KINDS.get(record.kind, "")), str(record.year or "")]
        result.append(Edition(record, lang, " · ".join(filter(None, parts)), said.get(record.pk, [])[:1]))
    return result


def _link_records(data: dict[str, Any], rows: list[Row]) -> None:
    """Give links whose identifier we hold the address of that record; one query."""
    idents = [ident for entry in data.get("links", ()) for ident in entry.get("idents", ())]
    if not idents:
        return
    pairs = [ident.split(":", 1) for ident in idents if ":" in ident]
    found: dict[str, str] = {}
    for known in Identifier.objects.filter(value__in=[p[1] for p in pairs], record__status="shown").select_related(
        "record"
    ):
        found[f"{known.scheme}:{known.value}"] = known.record.get_absolute_url()
    for row in rows:
        for value in row.values:
            for ident in value.after.split(", "):
                value.url = value.url or found.get(ident, "")


def ark(record: Record) -> str:
    """The lasting name (ARK) of a record."""
    return f"ark:/{settings.ARK_NAAN}/{record.pid}"


def citation(record: Record, style: str) -> str:
    """The record as a citation; bibtex and ris are their files' text."""
    from chorsu.formats.citations import cite

    return cite(record.described(), style)


def linked_data(record: Record) -> dict[str, Any]:
    """schema.org's words for the record."""
    data = record.description
    kinds = {
        "serial": "Periodical", "newspaper": "Newspaper", "article": "Article", "thesis": "Thesis", "map": "Map",
        "audio": "AudioObject", "video": "VideoObject", "image": "ImageObject", "notated-music": "SheetMusic",
    }  # fmt: skip
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kinds.get(record.kind, "Book"),
        "@id": settings.SITE_URL + record.get_absolute_url(),
        "name": record.title,
        "identifier": ark(record),
        "author": [
            {"@type": "Person" if a.get("kind", "person") == "person" else "Organization", "name": a.get("name", "")}
            for a in data.get("agents", ()) if a.get("main") or "aut" in a.get("roles", ())
        ],
        "datePublished": str(record.year or ""),
        "inLanguage": record.languages,
        "isbn": [i["value"] for i in data.get("identifiers", ()) if i.get("scheme") == "isbn"],
        "issn": [i["value"] for i in data.get("identifiers", ()) if i.get("scheme") == "issn"],
        "publisher": next((p.get("publisher") for p in data.get("publications", ()) if p.get("publisher")), ""),
        "about": [s.get("text", "") for s in data.get("subjects", ())[:10]],
        "image": f"{settings.SITE_URL}/covers/{record.pid}.svg",
    }  # fmt: skip
    return {key: value for key, value in made.items() if value}


def citation_tags(record: Record) -> list[tuple[str, str]]:
    """Highwire-style `citation_*` meta tags, by which reference managers and Google Scholar read a page."""
    data = record.description
    tags = [("citation_title", record.title)]
    tags += [("citation_author", a["name"]) for a in data.get("agents", ())[:8] if a.get("name")]
    tags.append(("citation_publication_date", str(record.year or "")))
    tags += [("citation_publisher", p.get("publisher", "")) for p in data.get("publications", ())[:1]]
    for entry in data.get("identifiers", ()):
        if entry.get("scheme") in ("isbn", "issn", "doi"):
            tags.append((f"citation_{entry['scheme']}", entry.get("value", "")))
    tags.append(("citation_language", record.languages[0] if record.languages else ""))
    return [(name, value) for name, value in tags if value]


def _script_safe(data: dict[str, Any]) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
