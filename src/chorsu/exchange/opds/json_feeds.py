"""Feeds as OPDS 2.0: JSON after the Readium Web Publication Manifest."""

from __future__ import annotations

from typing import Any

from chorsu.exchange.opds import making, rules
from chorsu.exchange.opds.feeds import Feed
from chorsu.exchange.opds.making import Link
from chorsu.exchange.opds.queries import Publication

_TYPES = {
    "audio": "http://schema.org/Audiobook", "video": "http://schema.org/VideoObject", "map": "http://schema.org/Map",
    "article": "http://schema.org/Article", "serial": "http://schema.org/Periodical",
    "newspaper": "http://schema.org/Newspaper", "thesis": "http://schema.org/Thesis",
}  # fmt: skip


def feed(found: Feed) -> dict[str, Any]:
    """The feed as plain data."""
    metadata: dict[str, Any] = {"title": found.title}
    if found.wanted is not None:
        metadata |= {
            "numberOfItems": found.total, "itemsPerPage": rules.PER_PAGE, "currentPage": found.wanted.page,
        }  # fmt: skip
    links = [
        {"rel": "self", "href": found.own, "type": rules.JSON},
        {"rel": "start", "href": found.base, "type": rules.JSON},
        {"rel": "search", "href": f"{found.base}search{{?query}}", "type": rules.JSON, "templated": True},
        *({"rel": rel, "href": href, "type": rules.JSON} for rel, href in found.turning),
    ]
    result: dict[str, Any] = {"metadata": metadata, "links": links}
    if found.navigation:
        result["navigation"] = [link(one) for one in found.navigation]
    if found.publications:
        result["publications"] = [publication(one) for one in found.publications]
    if found.facets:
        result["facets"] = [
            {"metadata": {"title": title}, "links": [link(one, facet=True) for one in links]}
            for title, links in found.facets.items()
        ]
    return result


def link(one: Link, facet: bool = False) -> dict[str, Any]:
    """A link object."""
    result: dict[str, Any] = {"href": one.href, "type": one.type}
    if one.title:
        result["title"] = one.title
    if facet:
        # In OPDS 2 the place in the document says that it is a facet; the chosen one is `self`.
        if one.active:
            result["rel"] = "self"
    else:
        result["rel"] = one.rel
    if one.size is not None:
        result["properties"] = {"numberOfItems": one.size}
    return result


def publication(one: Publication) -> dict[str, Any]:
    """A publication object."""
    record, said = one.record, one.record.described()
    title = said.title
    metadata: dict[str, Any] = {
        "@type": _TYPES.get(record.kind, "http://schema.org/Book"),
        "identifier": f"{making.site()}/records/{record.pid}",
        "title": record.title or "—",
        "modified": record.changed.isoformat(),
    }
    if title.rest:
        metadata["subtitle"] = title.rest
    if record.languages:
        metadata["language"] = list(record.languages)
    authors = [agent.name for agent in said.agents if agent.main or "aut" in agent.roles]
    if authors:
        metadata["author"] = [{"name": name} for name in dict.fromkeys(authors) if name]
    publishers = [entry.publisher for entry in said.publications if entry.publisher]
    if publishers:
        metadata["publisher"] = publishers[0]
    if record.year and 0 < record.year < 10_000:
        # The schema wants a whole date; only the year is known.
        metadata["published"] = f"{record.year:04}-01-01"
    subjects = [subject.text for subject in said.subjects if subject.text]
    if subjects:
        metadata["subject"] = list(dict.fromkeys(subjects))
    notes = [note.text for note in said.notes if note.kind == "abstract"]
    if notes:
        metadata["description"] = notes[0]
    images = [{"href": image.href, "type": image.type} for image in making.images(one)]
    links = [link(entry) for entry in (*making.acquisitions(one), *making.others(one))]
    result: dict[str, Any] = {"metadata": metadata, "links": _once(links)}
    if one.picture is not None:
        result["images"] = images
    else:
        # `images` must hold a raster picture; a drawn cover alone goes with the links.
        result["links"] += [{"rel": rules.IMAGE, **image} for image in images]
    return result


def _once(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(one["rel"], one["href"]): one for one in links}.values())
