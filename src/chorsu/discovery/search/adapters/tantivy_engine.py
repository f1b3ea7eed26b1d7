"""Tantivy behind the port: one folder, one index. Reading works in any process; the first write takes the writer.

Kept from measurements: one long-lived writer (dropped writers leave segments unmerged), documents by
`from_dict` with the schema (a bare `Document(id=1)` fails only at commit), nothing stored in the index.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Order, Query

from chorsu.discovery.search.adapters.tantivy_queries import Translator
from chorsu.discovery.search.errors import IndexBusy
from chorsu.discovery.search.ports import (
    Bucket,
    Document,
    Facet,
    Hit,
    Kind,
    Results,
    Schema,
    Search,
    Term,
)

HEAP = 96_000_000  # bytes; more makes fewer, larger segments while building
# Offsets past this are never asked by a person; deep paging belongs to the database.
DEEPEST = 100_000
COUNTS_KEPT = 256


def tantivy_schema(schema: Schema) -> tantivy.Schema:
    """The schema in tantivy's words. A value is never stored: what is shown comes from the database."""
    builder = tantivy.SchemaBuilder()
    for field in schema.fields:
        if field.kind is Kind.NUMBER:
            builder.add_integer_field(field.name, indexed=True, fast=True)
        elif field.kind is Kind.KEY:
            fast = field.facet or field.sort
            builder.add_text_field(field.name, fast=fast, tokenizer_name="raw", index_option="basic")
        else:
            option = "position" if field.kind is Kind.TEXT else "freq"
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option=option)
    return builder.build()


class TantivyEngine:
    """An index in `folder`, made when absent. Raises IndexBusy when another process holds the writer."""

    def __init__(self, schema: Schema, folder: Path, heap: int = HEAP) -> None:
        self.schema = schema
        self.folder = folder
        self._heap = heap
        self._fields = tantivy_schema(schema)
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._fields, path=str(folder), reuse=True)
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None
        self._seen = 0
        self._dirty = False
        self._fresh = False
        self._counted: dict[tuple[int, str], dict[str, tuple[Bucket, ...]]] = {}
        self._names = {field.name: field for field in schema.fields}
        self._to = Translator(schema, self._fields)

    # Writing

    def index(self, batch: Iterable[Document]) -> int:
        writer = self._take_writer()
        add, delete, fields = writer.add_document, writer.delete_documents_by_term, self._fields
        make = tantivy.Document.from_dict
        fresh = self._fresh
        count = 0
        for document in batch:
            if not fresh:
                delete("id", document["id"])
            add(make(document, fields))
            count += 1
        return count

    def delete(self, ids: Iterable[int]) -> None:
        writer = self._take_writer()
        for one in ids:
            writer.delete_documents_by_term("id", one)

    def delete_where(self, field: str, value: int | str) -> None:
        """Take out every document with that value (all pages of an object)."""
        self._take_writer().delete_documents_by_term(field, value)

    def commit(self) -> None:
        if self._writer is not None and self._dirty:
            self._writer.commit()
            self._dirty = False
        self._fresh = False

    def close(self) -> None:
        if self._writer is None:
            return
        # A generation that no longer serves may have been swept away under its writer: nothing is lost with it.
        there = (self.folder / "meta.json").exists()
        if there:
            self.commit()
        writer, self._writer = self._writer, None
        if there:
            writer.wait_merging_threads()

    def take(self) -> None:
        """Take the writer now, to fail before any work is done."""
        self._take_writer()

    def assume_fresh(self) -> None:
        """Says that no document of the next batches is there yet, which spares the deletions of a first build."""
        self._fresh = True

    def _take_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(self._heap, 1)
            except ValueError as error:
                if "Lock" in str(error):
                    raise IndexBusy() from error
                raise
            # Files that a killed writer left behind.
            self._writer.garbage_collect_files()
        self._dirty = True
        return self._writer

    # Reading

    def _searcher(self) -> tantivy.Searcher:
        """The newest committed state: one `stat` tells whether a writer has committed since."""
        seen = (self.folder / "meta.json").stat().st_mtime_ns
        if seen != self._seen:
            self._index.reload()
            self._seen = seen
        return self._index.searcher()

    def search(self, search: Search) -> Results:
        began = time.perf_counter()
        searcher = self._searcher()
        words = self._to.asked(search)
        query = self._to.filtered(words, search.filters)
        offset = (max(search.page, 1) - 1) * search.per_page
        hits: tuple[Hit, ...] = ()
        if search.per_page and offset <= DEEPEST:
            order: dict = {}
            if search.sort:
                way = Order.Desc if search.sort.descending else Order.Asc
                order = {"order_by_field": search.sort.field, "order": way}
            found = searcher.search(query, limit=search.per_page, offset=offset, count=True, **order)
            total = _count(found)
            ids = _ids(searcher, found.hits)
            hits = tuple(
                Hit(one, score if isinstance(score, float) and not order else 0.0)
                for one, (score, _) in zip(ids, found.hits, strict=True)
            )
        else:
            total = _count(searcher.search(query, limit=1, count=True))
        facets = self._kept_facets(searcher, words, query, search) if search.facets else {}
        return Results(total, hits, facets, (time.perf_counter() - began) * 1000)

    def values(self, search: Search, fields: tuple[str, ...], limit: int) -> list[tuple[int | None, ...]]:
        searcher = self._searcher()
        query = self._to.filtered(self._to.asked(search), search.filters)
        found = searcher.search(query, limit=limit, count=False).hits
        if not found:
            return []
        addresses = [address for _, address in found]
        return list(zip(*(searcher.fast_field_values(name, addresses) for name in ("id", *fields)), strict=True))

    def suggest(self, words: tuple[str, ...], filters: Mapping[str, tuple[str | int, ...]], limit: int) -> list[Hit]:
        if not words:
            return []
        searcher = self._searcher()
        *whole, last = words
        begins = Query.disjunction_max_query(
            [self._to.boost(self._to.prefix(name, last), weight) for name, weight in (("title", 2.0), ("author", 1.5))]
        )
        parts = [(Occur.Must, begins)]
        parts += [(Occur.Must, self._to.word(Term(one))) for one in whole]
        # A title that starts just so comes before one that holds the word somewhere.
        parts.append((Occur.Should, self._to.boost(self._to.prefix("title_key", " ".join(words)), 3.0)))
        parts.append((Occur.Should, self._to.boost(self._to.term("title", last), 1.0)))
        query = self._to.filtered(Query.boolean_query(parts), filters)
        found = searcher.search(query, limit=limit, count=False).hits
        ids = _ids(searcher, found)
        return [Hit(one, score) for one, (score, _) in zip(ids, found, strict=True)]

    def terms(self, prefix: str, limit: int, field: str = "") -> list[tuple[str, int]]:
        return self._searcher().terms_with_prefix(field or self.schema.anywhere, prefix, limit=limit)

    def frequency(self, term: str, field: str = "") -> int:
        return self._searcher().doc_freq(field or self.schema.anywhere, term)

    def similar(self, document: Document, limit: int) -> list[Hit]:
        parts = []
        for field, weight in (("subject_id", 3.0), ("author_id", 2.0), ("class", 1.5)):
            values = document.get(field) or []
            parts += [(Occur.Should, self._to.boost(self._to.term(field, one), weight)) for one in values[:12]]
        for word in str(document.get("title", "")).split()[:12]:
            if len(word) > 3:
                parts.append((Occur.Should, self._to.boost(self._to.term("title", word), 0.7)))
        if not parts:
            return []
        parts.append((Occur.MustNot, self._to.term("id", document["id"])))
        searcher = self._searcher()
        found = searcher.search(Query.boolean_query(parts), limit=limit, count=False).hits
        ids = _ids(searcher, found)
        return [Hit(one, score) for one, (score, _) in zip(ids, found, strict=True)]

    def count(self) -> int:
        return self._searcher().num_docs

    # Facets

    def _kept_facets(
        self, searcher: tantivy.Searcher, words: Query, filtered: Query, search: Search
    ) -> dict[str, tuple[Bucket, ...]]:
        """The counts of a question, kept until the next commit: paging, sorting, the bare catalogue ask them again."""
        key = (self._seen, repr((search.node, search.filters, search.facets)))
        found = self._counted.get(key)
        if found is None:
            if len(self._counted) >= COUNTS_KEPT:
                # Dicts keep their order: the oldest goes.
                self._counted.pop(next(iter(self._counted)), None)
            found = self._counted[key] = self._facets(searcher, words, filtered, search)
        return found

    def _facets(
        self, searcher: tantivy.Searcher, words: Query, filtered: Query, search: Search
    ) -> dict[str, tuple[Bucket, ...]]:
        """Counts for all facets in one pass, and one more pass for each facet that is filtered by itself."""
        result: dict[str, tuple[Bucket, ...]] = {}
        apart = {facet.field: facet.apart or facet.field for facet in search.facets}
        chosen = [facet for facet in search.facets if search.filters.get(apart[facet.field])]
        plain = [facet for facet in search.facets if facet not in chosen]
        passes = [(filtered, plain)] if plain else []
        passes += [(self._to.filtered(words, search.filters, apart[facet.field]), [facet]) for facet in chosen]
        for query, facets in passes:
            answer = searcher.aggregate(query, {facet.field: self._aggregation(facet) for facet in facets})
            for facet in facets:
                buckets = [(one["key"], one["doc_count"]) for one in answer[facet.field]["buckets"]]
                number = self._names[facet.field].kind is Kind.NUMBER
                kept = [Bucket(int(key) if number else key, count) for key, count in buckets if count]
                if not facet.step:
                    kept.sort(key=lambda bucket: (-bucket.count, str(bucket.value)))
                result[facet.field] = tuple(kept)
        return result

    @staticmethod
    def _aggregation(facet: Facet) -> dict:
        if facet.step:
            return {"histogram": {"field": facet.field, "interval": facet.step, "min_doc_count": 1}}
        return {"terms": {"field": facet.field, "size": facet.size}}


def _count(found: Any) -> int:
    """The exact number of hits; the type stub of tantivy does not know of it."""
    return found.count


def _ids(searcher: tantivy.Searcher, hits: list) -> list[int]:
    """The ids of hits, from the column of numbers: nothing else is read."""
    if not hits:
        return []
    return [int(one or 0) for one in searcher.fast_field_values("id", [address for _, address in hits])]
