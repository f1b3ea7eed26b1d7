"""Turns a CQL tree into the words of the house's own search syntax, so that machines find what readers find.

Operands carry brackets wherever that syntax would read them otherwise; terms pass letter by letter, so nothing in a
term can become an operator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from chorsu.exchange.sru.errors import Diagnostic
from chorsu.formats.codes import language
from chorsu.formats.cql import Clause, CqlError, Joined, Modifier, Prefixed, Query, SortKey, Tree, parse

# Index → (field of the search syntax, how its terms are read). Field "" is anywhere.
INDEXES: dict[str, tuple[str, str]] = {
    "cql.serverchoice": ("", "words"), "cql.anywhere": ("", "words"), "cql.anyindexes": ("", "words"),
    "cql.keywords": ("", "words"), "cql.allrecords": ("", "all"),
    "dc.title": ("title", "words"), "bath.title": ("title", "words"),
    "dc.creator": ("author", "words"), "dc.contributor": ("author", "words"), "bath.author": ("author", "words"),
    "bath.name": ("author", "words"), "bath.personalname": ("author", "words"),
    "dc.subject": ("subject", "words"), "bath.subject": ("subject", "words"),
    "bath.topicalsubject": ("subject", "words"),
    "dc.publisher": ("publisher", "words"), "dc.description": ("notes", "words"),
    "dc.date": ("year", "year"), "bath.dateofpublication": ("year", "year"),
    "dc.language": ("language", "value"), "dc.type": ("kind", "value"), "chorsu.library": ("library", "value"),
    "dc.identifier": ("isbn", "number"), "bath.isbn": ("isbn", "number"), "bath.issn": ("isbn", "number"),
    "bath.standardidentifier": ("isbn", "number"), "rec.identifier": ("", "record"),
    "chorsu.class": ("class", "number"), "chorsu.text": ("text", "words"),
}  # fmt: skip
SETS = {
    "info:srw/cql-context-set/1/cql-v1.1": "cql", "info:srw/cql-context-set/1/cql-v1.2": "cql",
    "info:srw/cql-context-set/1/dc-v1.1": "dc", "http://zing.z3950.org/cql/bath/2.0/": "bath",
    "info:srw/cql-context-set/2/rec-1.1": "rec", "http://chorsu.example/cql/": "chorsu",
}  # fmt: skip
SORTS = {
    "dc.title": ("title", ""),
    "dc.creator": ("author", ""),
    "dc.date": ("oldest", "newest"),
    "rec.creationdate": ("", "added"),
}
# Said of a relation without changing what is found here: words are always folded and stemmed where it helps.
HARMLESS = {"stem", "relevant", "ignorecase", "ignoreaccents", "masked", "word", "string", "cql.stem", "cql.relevant"}
# What the search syntax follows (docs/reference/search-syntax.md).
MOST_CHARACTERS, MOST_WORDS, DEEPEST = 1000, 40, 7

_WORD = re.compile(r"[^\W_][\w’‘ʻʼ'`]*(?:-[\w’‘ʻʼ'`]+)*(\*?)")
_YEAR = re.compile(r"(\d{1,4})(?:-\d\d){0,2}\Z")
_MASKED = re.compile(r"\\.|[*?^]", re.S)


@dataclass(frozen=True, slots=True)
class Said:
    """`text` in the search syntax, and the search's own name of an order; or the public id of one record."""

    text: str = ""
    sort: str = "relevance"
    record: str = ""


@dataclass(slots=True)
class _Part:
    """A piece of the query; `nested` counts the brackets in it, `tied` what it is joined by outside of brackets."""

    text: str
    words: int = 0
    nested: int = 0
    tied: str = ""

    def bracketed(self) -> _Part:
        return self if not self.tied else _Part(f"({self.text})", self.words, self.nested + 1)


def translate(cql: str) -> Said:
    """The search of a CQL query. Raises Diagnostic.

    >>> translate('dc.title = "Oʻtkan kunlar" and dc.date > 1920').text
    'title:"Oʻtkan kunlar" year:>1920'
    >>> translate('(a or b) not dc.creator any "x y"').text
    '(a | b) -(author:x | author:y)'
    >>> translate("kitob* sortBy dc.date/sort.descending").sort
    'newest'
    """
    try:
        query = parse(cql)
    except CqlError as error:
        raise Diagnostic(error.number, error.detail) from error
    sort = _sort(query.sort)
    single = _record(query)
    if single:
        return Said("", sort, single)
    part = _tree(query.tree, {})
    if len(part.text) > MOST_CHARACTERS:
        raise Diagnostic(12, str(MOST_CHARACTERS))
    if part.words > MOST_WORDS:
        raise Diagnostic(38, f"at most {MOST_WORDS} words are searched at once")
    if part.nested > DEEPEST:
        raise Diagnostic(13, f"at most {DEEPEST} brackets in one another")
    return Said(part.text, sort)


def _record(query: Query) -> str:
    tree = query.tree
    if isinstance(tree, Clause) and tree.index.lower() == "rec.identifier" and tree.relation in {"=", "==", "exact"}:
        return tree.term.strip()[:40]
    return ""


def _tree(tree: Tree, maps: Mapping[str, str]) -> _Part:
    match tree:
        case Prefixed(name, uri, node):
            if uri not in SETS:
                raise Diagnostic(15, uri[:100])
            return _tree(node, {**maps, name.lower(): SETS[uri]})
        case Joined(boolean, left, right, modifiers):
            if boolean == "prox":
                raise Diagnostic(39)
            if modifiers:
                raise Diagnostic(46, modifiers[0].name[:60])
            return _joined(boolean, _tree(left, maps), _tree(right, maps))
        case Clause():
            return _clause(tree, maps)


def _joined(boolean: str, left: _Part, right: _Part) -> _Part:
    # An empty text stands for every record.
    if boolean == "or" and not (left.text and right.text):
        return _Part("")
    if boolean == "not" and not right.text:
        raise Diagnostic(48, "everything but every record")
    if not left.text and boolean == "and":
        return right
    if not right.text:
        return left
    sign = {"and": " ", "or": " | ", "not": " -"}[boolean]
    if not left.text:
        left = _Part("")
    elif left.tied and (boolean == "or") != (left.tied == "or"):
        left = left.bracketed()
    if right.tied and (boolean == "not" or right.tied != boolean):
        right = right.bracketed()
    text = f"{left.text}{sign}{right.text}".strip()
    tied = "or" if boolean == "or" else "and"
    return _Part(text, left.words + right.words, max(left.nested, right.nested), tied)


def _clause(clause: Clause, maps: Mapping[str, str]) -> _Part:
    name = _index(clause.index, maps)
    if name not in INDEXES:
        raise Diagnostic(16, clause.index[:60])
    field, way = INDEXES[name]
    relation = clause.relation.removeprefix("cql.")
    _modifiers(clause.modifiers)
    if way == "all":
        return _Part("")
    if not clause.term.strip():
        raise Diagnostic(27)
    if way == "record":
        raise Diagnostic(18, "rec.identifier is asked alone")
    if way == "year":
        return _year(relation, clause.term)
    if relation not in {"=", "==", "exact", "adj", "any", "all", "scr"}:
        raise Diagnostic(22 if relation in {"<", ">", "<=", ">=", "within"} else 19, clause.relation[:60])
    if way == "value":
        values = [one for one in re.split(r"[^\w-]+", _plain(clause.term)[0]) if any(map(str.isalnum, one))]
        if not values:
            raise Diagnostic(36, clause.term[:60])
        values = [language(one.lower()) if field == "language" else one for one in values]
        return _several([f"{field}:{one}" for one in values], "any" if relation == "any" else "all")
    if way == "number":
        bare = re.sub(r"^urn:(?:isbn|issn):|[^\w\-./:()+=]", "", _plain(clause.term)[0], flags=re.I)
        if not any(map(str.isalnum, bare)):
            raise Diagnostic(36, clause.term[:60])
        return _Part(f'{field}:"{bare}"', 1)
    return _words(field, relation, clause.term)


def _words(field: str, relation: str, term: str) -> _Part:
    text, masked = _plain(term)
    found = [(match[0].rstrip("*"), bool(match[1])) for match in _WORD.finditer(text)]
    if not found:
        raise Diagnostic(36, term[:60])
    if masked != sum(star for _, star in found):
        raise Diagnostic(28, "a star may stand at the end of a word only")
    before = f"{field}:" if field else ""
    if relation in {"any", "all"} or len(found) == 1:
        # Small letters, so that no word is taken for an operator.
        return _several(
            [f"{before}{word.lower()}{'*' if star else ''}" for word, star in found],
            "any" if relation == "any" else "all",
        )
    if masked:
        raise Diagnostic(28, "no star inside of a phrase; use the relation all")
    return _Part(f'{before}"{" ".join(word for word, _ in found)}"', len(found))


def _several(words: list[str], how: str) -> _Part:
    if len(words) == 1:
        return _Part(words[0], 1)
    return _Part((" | " if how == "any" else " ").join(words), len(words), 0, "or" if how == "any" else "and")


def _year(relation: str, term: str) -> _Part:
    years = []
    for one in term.split():
        match = _YEAR.match(one)
        if not match:
            raise Diagnostic(36, term[:60])
        years.append(match[1])
    if relation == "within" and len(years) == 2:
        return _Part(f"year:{years[0]}..{years[1]}", 1)
    if len(years) == 1 and relation in {"=", "==", "exact", "scr", "any", "all", "<", ">", "<=", ">="}:
        return _Part(f"year:{relation if relation[0] in '<>' else ''}{years[0]}", 1)
    if relation == "any":
        return _several([f"year:{year}" for year in years], "any")
    raise Diagnostic(22 if len(years) == 1 else 36, term[:60])


def _plain(term: str) -> tuple[str, int]:
    """The term without backslashes, and the number of stars that mask. Raises Diagnostic for `?` and `^`."""
    stars = 0

    def kept(match: re.Match) -> str:
        nonlocal stars
        found = match[0]
        if found == "?":
            raise Diagnostic(28, "?")
        if found == "^":
            raise Diagnostic(31)
        if found == "*":
            stars += 1
            return "*"
        return found[1] if found[1] not in "*?^" else " "

    return unicodedata.normalize("NFC", _MASKED.sub(kept, term)), stars


def _index(name: str, maps: Mapping[str, str]) -> str:
    prefix, _, local = name.lower().rpartition(".")
    if not prefix:
        # The default context set, unless the query names one, is Dublin Core.
        return f"{maps.get('', 'dc')}.{local}"
    return f"{maps.get(prefix, prefix)}.{local}"


def _modifiers(modifiers: tuple[Modifier, ...]) -> None:
    for one in modifiers:
        if one.name not in HARMLESS or one.sign:
            raise Diagnostic(20, one.name[:60])


def _sort(keys: tuple[SortKey, ...]) -> str:
    if not keys:
        return "relevance"
    if len(keys) > 1:
        raise Diagnostic(84, "1")
    ways = SORTS.get(_index(keys[0].index, {}))
    if ways is None:
        raise Diagnostic(88, keys[0].index[:60])
    names = {one.name.removeprefix("sort.") for one in keys[0].modifiers}
    if not names <= {"ascending", "descending", "ignorecase"}:
        raise Diagnostic(80, ", ".join(sorted(names))[:60])
    found = ways["descending" in names]
    if not found:
        raise Diagnostic(90, keys[0].index[:60])
    return found
