"""Turns a reader's words into what engines understand: folded keys, stems, whole values.

The words with a field and those without are kept apart, because free words may also be found in the text of pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from chorsu.discovery.search.documents import class_key, identifier_key, written
from chorsu.discovery.search.ports import All, Any_, Node, Not, Phrase, Span, Term, Value
from chorsu.discovery.search.syntax import (
    VALUES,
    Both,
    Either,
    Quoted,
    Tree,
    Without,
    Word,
    Years,
    words_of,
)
from chorsu.language.folding import fold, tokens
from chorsu.language.stems import any_stem

_NUMBERS = re.compile(r"^[0-9][0-9-]{6,16}[0-9xX]$")

LANGUAGES = {
    "uzbek": "uz", "ozbek": "uz", "ozbekcha": "uz", "uzbekskii": "uz", "russian": "ru", "rus": "ru", "ruscha": "ru",
    "russkii": "ru", "russkiy": "ru", "english": "en", "ingliz": "en", "inglizcha": "en", "angliiskii": "en",
    "angliyskiy": "en", "vietnamese": "vi", "viet": "vi", "vyetnam": "vi", "vetnam": "vi", "anh": "en", "nga": "ru",
    "uzb": "uz", "eng": "en", "vie": "vi", "karakalpak": "kaa", "qoraqalpoq": "kaa", "tajik": "tg", "tojik": "tg",
    "kazakh": "kk", "qozoq": "kk",
}  # fmt: skip
SCRIPTS = {"latin": "Latn", "lotin": "Latn", "latn": "Latn", "cyrillic": "Cyrl", "kirill": "Cyrl", "cyrl": "Cyrl",
           "arab": "Arab", "arabic": "Arab"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """`free` asks for words anywhere, `bound` for words in fields, `pages` for words in the text of pages.

    `text_only`: the reader asked for words inside texts only. `words`: the free words in order, for exact titles.
    `marks`: what to highlight.
    """

    free: Node | None = None
    bound: Node | None = None
    pages: Node | None = None
    text_only: bool = False
    words: tuple[str, ...] = ()
    marks: Marks = field(default_factory=lambda: Marks())

    def records(self, found_in_pages: tuple[int, ...] = ()) -> Node | None:
        """What to ask of the records, given those whose pages hold the words."""
        by_pages = Value("id", found_in_pages) if found_in_pages else None
        parts: list[Node] = []
        if self.text_only:
            parts.append(by_pages or Any_(()))
        if self.free is not None:
            parts.append(Any_((self.free, by_pages)) if by_pages and not self.text_only else self.free)
        if self.bound is not None:
            parts.append(self.bound)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in a text: whole keys, beginnings, stems."""

    keys: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.keys or self.prefixes)


def plan(tree: Tree | None, relaxed: bool = False, value_of: Callable[[str, str], str] | None = None) -> Plan:
    """The plan of a tree. `relaxed`: not every free word is required. `value_of(field, text)` cleans a whole value."""
    if tree is None:
        return Plan()
    nodes = tree.nodes if isinstance(tree, Both) else (tree,)
    free = [node for node in nodes if not _bound(node)]
    bound = [node for node in nodes if _bound(node) and not _in_text(node)]
    inside = [node for node in nodes if _in_text(node)]
    words = tuple(key for node in free for word in words_of(node) if not _prefix(word) for key in tokens(word.text))
    return Plan(
        free=_joined([_node(node, value_of) for node in free], relaxed),
        bound=_joined([_node(node, value_of) for node in bound], False),
        pages=_joined([_node(_unbound(node), None) for node in (*free, *inside)], relaxed),
        text_only=bool(inside),
        words=words,
        marks=_marks(words_of(tree)),
    )


def _joined(nodes: list[Node | None], relaxed: bool) -> Node | None:
    kept = [node for node in nodes if node is not None]
    if not kept:
        return None
    if relaxed:
        wanted = [node for node in kept if not isinstance(node, Not)]
        unwanted = [node for node in kept if isinstance(node, Not)]
        if len(wanted) > 1:
            # Of three words or more two thirds must be there; of two, one.
            least = max(1, (2 * len(wanted)) // 3) if len(wanted) > 2 else 1
            kept = [Any_(tuple(wanted), least), *unwanted]
    return kept[0] if len(kept) == 1 else All(tuple(kept))


def _bound(tree: Tree) -> bool:
    match tree:
        case Word(_, name, _) | Quoted(_, name):
            return bool(name)
        case Years():
            return True
        case Both(nodes) | Either(nodes):
            return any(_bound(node) for node in nodes)
        case Without(node):
            return _bound(node)


def _in_text(tree: Tree) -> bool:
    words = words_of(tree)
    return bool(words) and all(word.field == "text" for word in words)


def _unbound(tree: Tree) -> Tree:
    match tree:
        case Word(text, _, prefix):
            return Word(text, "", prefix)
        case Quoted(text, _):
            return Quoted(text)
        case Both(nodes):
            return Both(tuple(_unbound(node) for node in nodes))
        case Either(nodes):
            return Either(tuple(_unbound(node) for node in nodes))
        case Without(node):
            return Without(_unbound(node))
        case _:
            return tree


def _prefix(word: Word | Quoted) -> bool:
    return isinstance(word, Word) and word.prefix


def _node(tree: Tree, value_of: Callable[[str, str], str] | None) -> Node | None:
    match tree:
        case Word():
            return _word(tree, value_of)
        case Quoted(text, name):
            keys = tuple(tokens(text))
            if name in {"identifiers", "class"}:
                return _word(Word(text, name), value_of)
            return Phrase(keys, name if name != "text" else "") if keys else None
        case Years(low, high):
            return Span("year", low, high)
        case Both(nodes):
            kept = [node for node in (_node(one, value_of) for one in nodes) if node is not None]
            return All(tuple(kept)) if kept else None
        case Either(nodes):
            kept = [node for node in (_node(one, value_of) for one in nodes) if node is not None]
            return Any_(tuple(kept)) if kept else None
        case Without(inner):
            node = _node(inner, value_of)
            return Not(node) if node is not None else None


def _word(word: Word, value_of: Callable[[str, str], str] | None) -> Node | None:
    name = word.field if word.field != "text" else ""
    if name in VALUES:
        return Value("place" if name == "library" else name, (_value(name, word.text, value_of),))
    if name == "identifiers":
        return Value(name, (identifier_key(word.text),), word.prefix)
    if name == "class":
        return Value(name, (class_key(word.text),), True)
    keys = tuple(tokens(word.text))
    if not keys:
        return None
    node: Node
    if len(keys) > 1:
        node = Phrase(keys, name)
        if not name and len(keys) == 2:
            # "kutub-xona" is also written as one word.
            node = Any_((node, Term("".join(keys), prefix=word.prefix)))
    elif word.prefix or name:
        node = Term(keys[0], field=name, prefix=word.prefix)
    else:
        marked = written(word.text)
        node = Term(keys[0], marked[0] if len(marked) == 1 else "", (any_stem(keys[0]),))
    if not name and _NUMBERS.match(word.text):
        node = Any_((node, Value("identifiers", (identifier_key(word.text),))))
    return node


def _value(name: str, text: str, value_of: Callable[[str, str], str] | None) -> str:
    key = fold(text)
    if name == "language":
        return LANGUAGES.get(key, text.casefold())
    if name == "script":
        return SCRIPTS.get(key, text.title())
    if name == "kind":
        return text.casefold()
    return value_of(name, text) if value_of else text


def _marks(words: list[Word | Quoted]) -> Marks:
    keys: set[str] = set()
    prefixes: list[str] = []
    for word in words:
        if word.field in VALUES or word.field in {"identifiers", "class", "year"}:
            continue
        found = tokens(word.text)
        if _prefix(word) and found:
            prefixes.append(found.pop())
        keys.update(found)
    return Marks(frozenset(keys), tuple(prefixes), frozenset(any_stem(key) for key in keys))
