"""Reads CQL, the Contextual Query Language (OASIS searchRetrieve part 5, version 1.2), into a tree; knows no index.

Beyond the standard several bare words in a row are one term, as widely used clients and servers have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BOOLEANS = frozenset({"and", "or", "not", "prox"})
COMPARISONS = frozenset({"=", "==", "<>", "<", ">", "<=", ">="})
NAMED = frozenset({"any", "all", "adj", "exact", "within", "encloses", "scr"})
SERVER_CHOICE = "cql.serverChoice"
LONGEST, MOST_CLAUSES, DEEPEST = 4000, 200, 50

_TOKEN = re.compile(
    r'\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<sign>==|<>|<=|>=|[=<>()/])|(?P<word>[^\s"=<>()/]+)|(?P<other>\S))', re.S
)


class CqlError(ValueError):
    """`number` of the SRU diagnostic list (10 syntax, 12 too long, 13 brackets, 38 too many clauses), and the place."""

    def __init__(self, number: int, detail: str) -> None:
        super().__init__(detail)
        self.number = number
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Modifier:
    """`/name` or `/name<sign>value` behind a relation, a boolean or a sort key."""

    name: str
    sign: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One search clause. The term keeps its backslashes: `*` masks, `\\*` is a star."""

    index: str
    relation: str
    term: str
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Two operands; all booleans bind alike and from the left."""

    boolean: str
    left: Tree
    right: Tree
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefixed:
    """A prefix map (`> name = "uri"`) and what it holds for; `name` empty names the default context set."""

    name: str
    uri: str
    node: Tree


Tree = Clause | Joined | Prefixed


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key after `sortBy`."""

    index: str
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    tree: Tree
    sort: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # word, quoted, sign, or end
    text: str
    place: int


def parse(text: str) -> Query:
    """The query of a text. Raises CqlError.

    >>> parse('dc.title any "kun kitob" and dc.date > 1990').tree.right
    Clause(index='dc.date', relation='>', term='1990', modifiers=())
    >>> parse("a or b sortBy dc.title/sort.descending").sort[0].modifiers[0].name
    'sort.descending'
    >>> parse("(a or")
    Traceback (most recent call last):
    ...
    chorsu.formats.cql.CqlError: something to search for is missing at the end
    """
    if len(text) > LONGEST:
        raise CqlError(12, str(LONGEST))
    reader = _Reader(_tokens(text))
    tree = reader.query(0)
    sort = reader.sort()
    if reader.next.kind != "end":
        raise reader.error(f"“{reader.next.text[:40]}” is not expected")
    return Query(tree, sort)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "other":
            raise CqlError(10, f"a quotation mark is not closed at character {match.start(kind) + 1}")
        found.append(_Token(kind, match[kind], match.start(kind) + 1))
    return [*found, _Token("end", "", 0)]


class _Reader:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.clauses = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def error(self, what: str) -> CqlError:
        place = f"at character {self.next.place}" if self.next.place else "at the end"
        return CqlError(10, f"{what} {place}")

    def sign(self, *signs: str) -> bool:
        return self.next.kind == "sign" and self.next.text in signs

    def word(self, words: frozenset[str]) -> bool:
        return self.next.kind == "word" and self.next.text.lower() in words

    def name(self, what: str) -> str:
        if self.next.kind not in {"word", "quoted"}:
            raise self.error(f"{what} is missing")
        return self.take().text

    def query(self, depth: int) -> Tree:
        maps: list[tuple[str, str]] = []
        while self.sign(">"):
            self.take()
            name, uri = "", self.name("the name of a context set")
            if self.sign("="):
                self.take()
                name, uri = uri, self.name("the address of a context set")
            maps.append((name, uri))
        node = self.operand(depth)
        while self.word(BOOLEANS):
            boolean = self.take().text.lower()
            modifiers = self.modifiers()
            node = Joined(boolean, node, self.operand(depth), modifiers)
        for name, uri in reversed(maps):
            node = Prefixed(name, uri, node)
        return node

    def operand(self, depth: int) -> Tree:
        if self.sign("("):
            if depth >= DEEPEST:
                raise CqlError(13, f"more than {DEEPEST} brackets in one another")
            self.take()
            node = self.query(depth + 1)
            if not self.sign(")"):
                raise self.error("a closing bracket is missing")
            self.take()
            return node
        return self.clause()

    def clause(self) -> Clause:
        self.clauses += 1
        if self.clauses > MOST_CLAUSES:
            raise CqlError(38, str(MOST_CLAUSES))
        bare = self.next.kind == "word"
        first = self.name("something to search for")
        if self.sign(*COMPARISONS) or self._relation():
            relation = self.take().text
            modifiers = self.modifiers()
            bare = self.next.kind == "word"
            return Clause(first, relation.lower(), self._more(self.name("a term"), bare), modifiers)
        return Clause(SERVER_CHOICE, "=", self._more(first, bare))

    def _relation(self) -> bool:
        # A name with a dot in it is a relation of some context set.
        token = self.next
        return token.kind == "word" and (token.text.lower() in NAMED or "." in token.text.strip("."))

    def _more(self, term: str, bare: bool) -> str:
        """A term of several bare words."""
        while bare and self.next.kind == "word" and not self.word(BOOLEANS | {"sortby"}):
            term += " " + self.take().text
        return term

    def modifiers(self) -> tuple[Modifier, ...]:
        found = []
        while self.sign("/"):
            self.take()
            name, sign, value = self.name("a modifier"), "", ""
            if self.sign(*COMPARISONS):
                sign, value = self.take().text, self.name("the value of a modifier")
            found.append(Modifier(name.lower(), sign, value))
        return tuple(found)

    def sort(self) -> tuple[SortKey, ...]:
        if not self.word(frozenset({"sortby"})):
            return ()
        self.take()
        keys = [SortKey(self.name("what to sort by"), self.modifiers())]
        while self.next.kind != "end":
            keys.append(SortKey(self.name("what to sort by"), self.modifiers()))
        return tuple(keys)
