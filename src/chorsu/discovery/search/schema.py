"""The two indexes: records, and pages of text. Change a field and the next start builds a new index."""

import hashlib

from chorsu.discovery.search.ports import Field, Kind, Schema

# Raise it when documents are made differently though the fields are the same (folding, stems).
MAKE = 1

RECORDS = Schema(
    name="records",
    fields=(
        Field("id", Kind.NUMBER),
        Field("title", Kind.TEXT),
        Field("author", Kind.TEXT),
        Field("subject", Kind.TEXT),
        Field("series", Kind.TEXT),
        Field("publisher", Kind.TEXT),
        Field("notes", Kind.TEXT),
        Field("identifiers", Kind.KEY),
        Field("class", Kind.KEY),
        Field("all", Kind.TEXT),
        Field("stems", Kind.TOKENS),
        Field("exact", Kind.TOKENS),
        Field("title_key", Kind.KEY),
        Field("kind", Kind.KEY, facet=True),
        Field("language", Kind.KEY, facet=True),
        Field("script", Kind.KEY, facet=True),
        Field("library", Kind.KEY, facet=True),
        Field("place", Kind.KEY),
        Field("subject_id", Kind.NUMBER, facet=True),
        Field("author_id", Kind.NUMBER, facet=True),
        Field("availability", Kind.KEY, facet=True),
        Field("access", Kind.KEY, facet=True),
        Field("collection", Kind.KEY, facet=True),
        Field("year", Kind.NUMBER, facet=True, sort=True),
        Field("added", Kind.NUMBER, sort=True),
        Field("work", Kind.NUMBER),
        Field("sort_title", Kind.KEY, sort=True),
        Field("sort_author", Kind.KEY, sort=True),
    ),
    anywhere="all",
    stems="stems",
    exact="exact",
    whole="title_key",
    weights={"title": 4.0, "author": 3.0, "subject": 1.5},
)

PAGES = Schema(
    name="pages",
    fields=(
        Field("id", Kind.NUMBER),
        Field("object", Kind.NUMBER, facet=True),
        Field("record", Kind.NUMBER, facet=True),
        Field("number", Kind.NUMBER, sort=True),
        Field("access", Kind.KEY, facet=True),
        Field("text", Kind.TEXT),
        Field("stems", Kind.TOKENS),
    ),
    anywhere="text",
    stems="stems",
)


def fingerprint(*schemas: Schema) -> str:
    """A short hash of the fields and of how documents are made: the name of the index folder."""
    said = repr([(s.name, s.fields, s.anywhere, s.stems, s.exact) for s in schemas or (RECORDS, PAGES)]) + f"/{MAKE}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]
