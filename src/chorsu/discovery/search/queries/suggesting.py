"""What goes on from the letters typed so far, in any script; and what is like a record."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.catalogue.records.models import Record
from chorsu.discovery.search import sources
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.documents import BETWEEN
from chorsu.discovery.search.ports import All, Facet, Search, Term
from chorsu.discovery.search.queries.headings import headings
from chorsu.foundation.ui.wording import script_lang
from chorsu.language.folding import tokens

SHORTEST = 2
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind`: title, author or subject. `url` goes straight there, `text` fills the search field."""

    kind: str
    text: str
    detail: str
    url: str
    lang: str = ""


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    """Titles, authors and subjects that go on from what was typed; nothing for a single letter."""
    pair = place.serving()
    words = tuple(tokens(text[:200]))[:MOST_WORDS]
    if pair is None or not words or len("".join(words)) < SHORTEST:
        return []
    headings = _headings(pair, words)
    hits = pair.records.suggest(words, {}, limit)
    rows = Record.objects.defer("description").in_bulk([hit.id for hit in hits])
    found: list[Suggestion] = headings[:3]
    seen = {one.text for one in found}
    for hit in hits:
        row = rows.get(hit.id)
        if row is None or row.status != Record.Status.SHOWN or row.title in seen:
            continue
        seen.add(row.title)
        lang = script_lang(row.title, row.languages[0]) if row.languages else ""
        detail = ", ".join(part for part in (row.creators, str(row.year or "")) if part)
        found.append(Suggestion("title", row.title, detail, row.get_absolute_url(), lang))
    return found[:limit]


def _headings(pair: place.Pair, words: tuple[str, ...]) -> list[Suggestion]:
    """Authors and subjects whose names hold the words; counted among the records that have them."""
    found = []
    *whole, last = words
    for kind, field in (("author", "author"), ("subject", "subject")):
        node = All((*(Term(one, field=field) for one in whole), Term(last, field=field, prefix=True)))
        search = Search(node, facets=(Facet(f"{field}_id", 12),), per_page=0)
        buckets = pair.records.search(search).facets[f"{field}_id"]
        known = headings(pair.records, kind, (int(bucket.value) for bucket in buckets))
        for bucket in buckets:
            key, _, label = known.get(int(bucket.value), "").partition(BETWEEN)
            parts = key.split()
            if all(word in parts for word in whole) and any(part.startswith(last) for part in parts):
                found.append(
                    (bucket.count, Suggestion(kind, label, str(bucket.count), f"/search?{kind}={_quoted(key)}"))
                )
    found.sort(key=lambda one: -one[0])
    return [one for _, one in found]


def _quoted(key: str) -> str:
    from urllib.parse import quote

    return quote(key)


def similar(record_id: int, limit: int = 6) -> list[Record]:
    """Records like this one by author, subject, class and title, the most alike first."""
    pair = place.serving()
    documents, _gone = sources.record_documents([record_id])
    if pair is None or not documents:
        return []
    hits = pair.records.similar(documents[0], limit)
    rows = Record.objects.defer("description").in_bulk([hit.id for hit in hits])
    return [rows[hit.id] for hit in hits if hit.id in rows and rows[hit.id].status == Record.Status.SHOWN]
