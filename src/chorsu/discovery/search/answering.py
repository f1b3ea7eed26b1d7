"""The answer of a search as plain data: one shape for the API and the command."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from chorsu.discovery.search.queries import Asked, Found, Shown
from chorsu.discovery.search.queries.labels import key_of, label, places_by_code
from chorsu.kernel.errors import Reason


def answer(asked: Asked, found: Found, hits: list[Shown]) -> dict[str, Any]:
    """Total, results, facets, and what the search did with the words."""
    return {
        "total": found.total,
        "results": [_hit(hit, bool(found.marks)) for hit in hits],
        "facets": _facets(found),
        "page": asked.page,
        "per_page": asked.per_page,
        "did_you_mean": found.did_you_mean or None,
        "corrected": found.corrected or None,
        "relaxed": found.relaxed,
        "messages": [said(message) for message in found.messages],
        "took_ms": round(found.took, 2),
    }


def said(reason: Reason) -> str:
    """A reason in the reader's language, its values filled in after translation."""
    parts = [_(part) % reason.params if reason.params else _(part) for part in (reason.text, reason.advice) if part]
    return " ".join(parts)


def _hit(hit: Shown, marked: bool) -> dict[str, Any]:
    row = hit.record
    highlights = {}
    if marked:
        for name, text in (("title", hit.title), ("creators", hit.by)):
            if "<mark>" in text:
                highlights[name] = str(text)
        if hit.inside:
            highlights["text"] = str(hit.inside.pages[0].snippet)
    return {
        "id": hit.pid,
        "title": row.title,
        "creators": creators(row),
        "year": row.year,
        "languages": row.languages,
        "formats": hit.formats,
        "availability": {
            "status": _status(hit),
            "online": bool(hit.read),
            "copies": hit.copies.total,
            "available": hit.copies.available,
            "libraries": list(hit.copies.libraries),
        },
        "highlights": highlights,
        "kind": row.kind,
        "url": hit.url,
        "read_url": hit.read or None,
        "pages": [
            {"page": one.number, "label": one.label, "snippet": str(one.snippet), "url": one.url}
            for one in (hit.inside.pages if hit.inside else ())
        ],
        "page_total": hit.inside.total if hit.inside else 0,
    }


def creators(row) -> list[str]:
    """The names of those who made it, as the record has them."""
    agents = [one.get("name", "") for one in row.description.get("agents", ())]
    return [name for name in agents if name] or ([row.creators] if row.creators else [])


def _status(hit: Shown) -> str:
    if hit.read:
        return "read-now"
    if hit.copies.available:
        return "on-shelf"
    if hit.copies.total:
        return "not-on-shelf"
    return "restricted" if hit.closed else "none"


def _facets(found: Found) -> dict[str, list[dict[str, Any]]]:
    places = places_by_code(str(bucket.value) for bucket in found.facets.get("library", ()))
    return {
        name: [
            {"value": key_of(bucket.value), "label": label(name, str(bucket.value), places), "count": bucket.count}
            for bucket in buckets
        ]
        for name, buckets in found.facets.items()
    }
