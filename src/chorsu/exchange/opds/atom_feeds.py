"""Feeds as OPDS 1.2: Atom, for the many reading apps that know nothing newer."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from chorsu.exchange.oaipmh.marc import clean
from chorsu.exchange.opds import making, rules
from chorsu.exchange.opds.feeds import Feed
from chorsu.exchange.opds.making import Link
from chorsu.exchange.opds.queries import Publication
from chorsu.kernel import clock

ATOM = "http://www.w3.org/2005/Atom"
TERMS = "http://purl.org/dc/terms/"
OPDS = "http://opds-spec.org/2010/catalog"
SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
THREADS = "http://purl.org/syndication/thread/1.0"


def feed(found: Feed) -> bytes:
    """The feed as a document."""
    root = etree.Element(
        f"{{{ATOM}}}feed", nsmap={None: ATOM, "dc": TERMS, "opds": OPDS, "os": SEARCH, "thr": THREADS}
    )  # fmt: skip
    mime = rules.ACQUISITION if found.wanted is not None else rules.NAVIGATION
    _add(root, "id", found.own)
    _add(root, "title", found.title)
    changed = [one.record.changed for one in found.publications]
    _add(root, "updated", _stamp(max(changed) if changed else clock.now()))
    _add(_add(root, "author"), "name", "Chorsu")
    if found.wanted is not None:
        for name, number in (("totalResults", found.total), ("itemsPerPage", rules.PER_PAGE)):
            _add(root, name, str(number), SEARCH)
    _link(root, Link("self", found.own, mime))
    _link(root, Link("start", found.base, rules.NAVIGATION))
    if found.own != found.base:
        _link(root, Link("up", found.base, rules.NAVIGATION))
    _link(root, Link("search", f"{found.base}opensearch.xml", rules.OPEN_SEARCH))
    for rel, href in found.turning:
        _link(root, Link(rel, href, mime))
    for group, links in found.facets.items():
        for one in links:
            element = _link(root, one)
            element.set(f"{{{OPDS}}}facetGroup", clean(group))
            if one.active:
                element.set(f"{{{OPDS}}}activeFacet", "true")
    if found.wanted is None:
        for one in found.navigation:
            _way(root, one)
    for publication in found.publications:
        _entry(root, publication)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def search_description(base: str) -> bytes:
    """How to search this catalogue (OpenSearch 1.1)."""
    root = etree.Element(f"{{{SEARCH}}}OpenSearchDescription", nsmap={None: SEARCH})
    for name, text in (("ShortName", "Chorsu"), ("Description", "Chorsu"), ("InputEncoding", "UTF-8")):
        _add(root, name, text, SEARCH)
    url = _add(root, "Url", namespace=SEARCH)
    url.set("type", rules.ACQUISITION)
    url.set("template", f"{base}search?query={{searchTerms}}&page={{startPage?}}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _way(root: etree._Element, one: Link) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", one.href)
    _add(entry, "title", one.title)
    _add(entry, "updated", _stamp(clock.now()))
    content = _add(entry, "content", one.title)
    content.set("type", "text")
    _link(entry, Link(one.rel, one.href, one.type, size=one.size))


def _entry(root: etree._Element, one: Publication) -> None:
    record, said = one.record, one.record.described()
    entry = _add(root, "entry")
    _add(entry, "id", f"{making.site()}/records/{record.pid}")
    _add(entry, "title", record.title or "—")
    _add(entry, "updated", _stamp(record.changed))
    for name in dict.fromkeys(agent.name for agent in said.agents if agent.main or "aut" in agent.roles):
        _add(_add(entry, "author"), "name", name)
    for code in record.languages:
        _add(entry, "language", code, TERMS)
    if record.year:
        _add(entry, "issued", str(record.year), TERMS)
    for publisher in list(dict.fromkeys(made.publisher for made in said.publications if made.publisher))[:1]:
        _add(entry, "publisher", publisher, TERMS)
    for number in said.identifiers:
        if number.scheme == "isbn" and number.valid:
            _add(entry, "identifier", f"urn:isbn:{number.value}", TERMS)
    for term in dict.fromkeys(subject.text for subject in said.subjects if subject.text):
        category = _add(entry, "category")
        category.set("term", clean(term))
        category.set("label", clean(term))
    for text in [note.text for note in said.notes if note.kind == "abstract"][:1]:
        _add(entry, "summary", text).set("type", "text")
    seen = set()
    for link in (*making.acquisitions(one), *making.others(one), *making.images(one)):
        if (link.rel, link.href) not in seen:
            seen.add((link.rel, link.href))
            _link(entry, link)
        if link.type == "image/jpeg":
            _link(entry, Link(f"{rules.IMAGE}/thumbnail", link.href, link.type))


def _add(parent: etree._Element, name: str, text: str = "", namespace: str = ATOM) -> etree._Element:
    child = etree.SubElement(parent, f"{{{namespace}}}{name}")
    if text:
        child.text = clean(text)
    return child


def _link(parent: etree._Element, one: Link) -> etree._Element:
    element = _add(parent, "link")
    for name, value in (("rel", one.rel), ("href", one.href), ("type", one.type), ("title", one.title)):
        if value:
            element.set(name, clean(value))
    if one.size is not None:
        element.set(f"{{{THREADS}}}count", str(one.size))
    return element


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
