"""Turns the port's questions into tantivy's queries. Built from nodes, never parsed from text: nothing to escape."""

from __future__ import annotations

from collections.abc import Mapping

import tantivy
from tantivy import FieldType, Occur, Query

from chorsu.discovery.search.ports import All, Any_, Kind, Node, Not, Phrase, Schema, Search, Span, Term, Value

TITLE_IS_THE_QUERY = 30.0
WORDS_IN_ORDER = 3.0
AS_WRITTEN = 1.5
BY_STEM = 0.3
BY_NUMBER = 0.5  # records found only by the text of their pages come after those found by their title
LONGEST_PREFIX = 100  # letters; nobody tells longer beginnings apart


class Translator:
    """Questions to one schema."""

    def __init__(self, schema: Schema, fields: tantivy.Schema) -> None:
        self.schema = schema
        self._fields = fields
        self._names = {field.name: field for field in schema.fields}

    def asked(self, search: Search) -> Query:
        if search.node is None:
            query = Query.all_query()
        else:
            query = self.node(search.node)
            bonus = self.bonus(search.words)
            if bonus:
                query = Query.boolean_query([(Occur.Must, query), *bonus])
        return query

    def bonus(self, words: tuple[str, ...]) -> list[tuple[Occur, Query]]:
        """What raises a hit without being asked for: a title that is the query, its words side by side."""
        bonus = []
        if words and self.schema.whole:
            whole = Query.const_score_query(self.term(self.schema.whole, " ".join(words)), TITLE_IS_THE_QUERY)
            bonus.append((Occur.Should, whole))
        if 1 < len(words) <= 8:
            for field in self.schema.weights or {self.schema.anywhere: 1.0}:
                near = Query.phrase_query(self._fields, field, list(words), slop=1)
                bonus.append((Occur.Should, self.boost(near, WORDS_IN_ORDER)))
        return bonus

    def filtered(self, query: Query, filters: Mapping, without: str = "") -> Query:
        parts = [(Occur.Must, query)]
        for field, values in filters.items():
            if field == without or not values:
                continue
            alternatives = [
                self.node(value) if isinstance(value, Span) else self.term(field, value) for value in values
            ]
            kept = alternatives[0]
            if len(alternatives) > 1:
                kept = Query.boolean_query([(Occur.Should, one) for one in alternatives])
            parts.append((Occur.Must, Query.const_score_query(kept, 0.0)))
        return Query.boolean_query(parts) if len(parts) > 1 else query

    def node(self, node: Node) -> Query:
        match node:
            case Term():
                return self.word(node)
            case Phrase(keys, field, slop):
                return self.phrase(keys, field, slop)
            case Span(field, low, high):
                return Query.range_query(self._fields, field, FieldType.Integer, low, high)
            case Value(field, values, prefix):
                if self._names[field].kind is Kind.NUMBER:
                    listed = Query.term_set_query(self._fields, field, list(values))
                    return Query.const_score_query(listed, BY_NUMBER)
                make = self.prefix if prefix else self.term
                return self.any_of([make(field, value) for value in values])
            case All(nodes):
                parts = [
                    (Occur.MustNot, self.node(one.node)) if isinstance(one, Not) else (Occur.Must, self.node(one))
                    for one in nodes
                ]
                if parts and all(occur is Occur.MustNot for occur, _ in parts):
                    parts.insert(0, (Occur.Must, Query.all_query()))
                return Query.boolean_query(parts) if parts else Query.all_query()
            case Any_(nodes, least):
                return self.any_of([self.node(one) for one in nodes], least)
            case Not(inner):
                return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self.node(inner))])

    def word(self, term: Term) -> Query:
        """A word anywhere must be in the field of all words or share a stem; where else it stands only raises it."""
        if term.field:
            return self.prefix(term.field, term.key) if term.prefix else self.term(term.field, term.key)
        if term.prefix:
            return Query.boolean_query(
                [(Occur.Must, self.prefix(self.schema.anywhere, term.key))]
                + [(Occur.Should, self.boost(self.prefix(f, term.key), w)) for f, w in self.schema.weights.items()]
            )
        parts = [self.term(self.schema.anywhere, term.key)]
        parts += [self.boost(self.term(field, term.key), weight) for field, weight in self.schema.weights.items()]
        if term.exact and self.schema.exact:
            parts.append(self.boost(self.term(self.schema.exact, term.exact), AS_WRITTEN))
        parts += [self.boost(self.term(self.schema.stems, stem), BY_STEM) for stem in term.stems if self.schema.stems]
        return self.any_of(parts)

    def phrase(self, keys: tuple[str, ...], field: str, slop: int) -> Query:
        fields = [field] if field else [self.schema.anywhere]
        if len(keys) == 1:
            return self.word(Term(keys[0], field=field))
        return self.any_of([Query.phrase_query(self._fields, one, list(keys), slop=slop) for one in fields])

    def prefix(self, field: str, text: str | int) -> Query:
        return Query.fuzzy_term_query(self._fields, field, str(text)[:LONGEST_PREFIX], distance=0, prefix=True)

    def term(self, field: str, value: str | int) -> Query:
        option = "position" if self._names[field].kind is Kind.TEXT else "basic"
        if self._names[field].kind is Kind.TOKENS:
            option = "freq"
        return Query.term_query(self._fields, field, value, option)

    @staticmethod
    def boost(query: Query, weight: float) -> Query:
        return query if weight == 1.0 else Query.boost_query(query, weight)

    @staticmethod
    def any_of(queries: list[Query], least: int = 1) -> Query:
        if not queries:
            return Query.empty_query()
        if len(queries) == 1:
            return queries[0]
        parts = [(Occur.Should, one) for one in queries]
        return (
            Query.boolean_query(parts, minimum_number_should_match=least) if least > 1 else Query.boolean_query(parts)
        )
