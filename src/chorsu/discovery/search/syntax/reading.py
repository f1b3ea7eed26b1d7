"""Reads text into a tree, from left to right and without recursion."""

from __future__ import annotations

import re
import unicodedata

from chorsu.discovery.search.syntax.fields import ALIASES, VALUES, bare
from chorsu.discovery.search.syntax.tree import Both, Either, Parsed, Quoted, Tree, Without, Word, Years
from chorsu.kernel.errors import Reason, gettext_noop

MOST_CHARACTERS = 1000
MOST_WORDS = 40
DEEPEST = 8

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | (?P<either>\|+)
    | (?P<minus>[-−–](?=[\w"“„«(]))
    | (?P<field>[^\W\d_][\w’‘ʻʼ'-]{0,24}):(?=\S)
    | ["“”„«»](?P<quoted>[^"“”„«»]*)(?:["“”„«»]|$)
    | (?P<word>[^\s()|"“”„«»]+)
    """,
    re.VERBOSE,
)
_YEARS = re.compile(r"^(?:(?P<low>-?\d{1,4})?(?:\.\.+|[-–—…])(?P<high>\d{1,4})?|(?P<one>\d{1,4}))$")
_NO_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_MARK = re.compile(r'[^\s"“”„«»]+')
_COMPARED = re.compile(r"^(?P<sign>[<>]=?)(?P<year>\d{1,4})$")


def parse(text: str) -> Parsed:
    """The tree of a query.

    >>> parse('qodiriy year:1990..2000').tree
    Both(nodes=(Word(text='qodiriy', field='', prefix=False), Years(low=1990, high=2000)))
    >>> parse('muallif:Qodiriy -"mehrobdan chayon"').tree.nodes[1]
    Without(node=Quoted(text='mehrobdan chayon', field=''))
    >>> parse('a b OR c').tree.nodes[1]
    Either(nodes=(Word(text='b', field='', prefix=False), Word(text='c', field='', prefix=False)))
    >>> parse('- ( OR ) | "" ::').tree is None
    True
    """
    messages: list[Reason] = []
    # Control characters part words; a reader never means them.
    clean = "".join(
        " " if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} else c for c in text[: MOST_CHARACTERS + 1]
    )
    if len(clean) > MOST_CHARACTERS:
        clean = clean[:MOST_CHARACTERS]
        messages.append(
            Reason(
                "search.cut",
                gettext_noop("Only the first %(count)s characters were searched."),
                gettext_noop("Ask for fewer words at a time."),
                {"count": MOST_CHARACTERS},
            )
        )
    clean = unicodedata.normalize("NFC", " ".join(clean.split()))
    reader = _Reader(clean)
    tree = reader.read()
    if reader.words > MOST_WORDS:
        messages.append(
            Reason(
                "search.many-words",
                gettext_noop("Only the first %(count)s words were searched."),
                gettext_noop("Ask for fewer words at a time."),
                {"count": MOST_WORDS},
            )
        )
    return Parsed(tree, clean, tuple(messages))


class _Level:
    """One level of brackets while reading: what was read, and what waits for the next operand."""

    def __init__(self, field: str = "", minus: bool = False) -> None:
        self.field = field
        self.minus = minus
        self.nodes: list[Tree] = []
        self.joining = False

    def add(self, node: Tree, minus: bool) -> None:
        if minus:
            self.nodes.append(Without(node))
        elif self.joining and self.nodes and not isinstance(self.nodes[-1], Without):
            last = self.nodes[-1]
            before = last.nodes if isinstance(last, Either) else (last,)
            self.nodes[-1] = Either((*before, node))
        else:
            self.nodes.append(node)
        self.joining = False

    def tree(self) -> Tree | None:
        if not self.nodes:
            return None
        return self.nodes[0] if len(self.nodes) == 1 else Both(tuple(self.nodes))


class _Reader:
    """Reads without recursion, so that ten thousand brackets are as harmless as one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = 0
        # An all-capitals title ("TO BE OR NOT TO BE") holds words, not operators.
        words = sum(any(letter.isalpha() for letter in part) for part in text.split())
        self.operators = any(letter.islower() for letter in text) or words <= 3

    def read(self) -> Tree | None:
        levels = [_Level()]
        beyond = 0  # brackets deeper than we follow
        field, minus = "", False
        at = 0
        while match := _TOKEN.match(self.text, at):
            at = match.end()
            kind = match.lastgroup
            value = match.group(kind) if kind else ""
            level = levels[-1]
            if kind == "space":
                field, minus = "", False
            elif kind == "open":
                if len(levels) >= DEEPEST:
                    beyond += 1
                else:
                    levels.append(_Level(field or level.field, minus))
                field, minus = "", False
            elif kind == "close":
                if beyond:
                    beyond -= 1
                elif len(levels) > 1:
                    self._close(levels)
                field, minus = "", False
            elif kind == "either":
                level.joining = True
            elif kind == "minus":
                minus = True
            elif kind == "field":
                known = ALIASES.get(bare(value))
                if known == "class" and (mark := _MARK.match(self.text, at)):
                    at = mark.start() + self._class_mark(level, mark.group(), minus)
                    field, minus = "", False
                elif known:
                    field = known
                else:
                    self._operand(level, value, field, minus)
            elif kind == "quoted":
                self._quoted(level, value, field, minus)
                field, minus = "", False
            elif kind == "word":
                if self._operator(level, value, field):
                    continue
                self._operand(level, value, field, minus)
                field, minus = "", False
        while len(levels) > 1:
            self._close(levels)
        return levels[0].tree()

    @staticmethod
    def _close(levels: list[_Level]) -> None:
        level = levels.pop()
        tree = level.tree()
        if tree is not None:
            levels[-1].add(tree, level.minus)

    def _operator(self, level: _Level, value: str, field: str) -> bool:
        if field or not self.operators:
            return False
        if value == "OR":
            level.joining = True
        return value in {"OR", "AND", "&", "&&"}

    def _class_mark(self, level: _Level, text: str, minus: bool) -> int:
        """Take a class mark, which may hold brackets of its own; returns how many letters were taken."""
        while text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1]
        self._operand(level, text, "class", minus)
        return max(len(text), 1)

    def _counted(self) -> bool:
        self.words += 1
        return self.words <= MOST_WORDS

    def _quoted(self, level: _Level, value: str, field: str, minus: bool) -> None:
        field = field or level.field
        if any(letter.isalnum() for letter in value) and self._counted():
            node = Word(value.strip(), field) if field in VALUES else Quoted(value.strip(), field)
            level.add(node, minus)

    def _operand(self, level: _Level, value: str, field: str, minus: bool) -> None:
        field = field or level.field
        if not any(letter.isalnum() for letter in value):
            return
        if not self._counted():
            return
        if field == "year":
            years = _years(value)
            level.add(years or Word(value), minus)
            return
        prefix = value.endswith("*")
        level.add(Word(value.rstrip("*"), field, prefix), minus)


def _years(value: str) -> Years | None:
    """Years from `1990`, `1990..2000`, `1990-2000`, `..2000`, `1990..`, `>1990`, `<=2000`.

    >>> _years(">1990"), _years("..2000"), _years("soon")
    (Years(low=1991, high=None), Years(low=None, high=2000), None)
    """
    compared = _COMPARED.match(value)
    if compared:
        year = int(compared["year"])
        match compared["sign"]:
            case ">":
                return Years(year + 1, None)
            case ">=":
                return Years(year, None)
            case "<":
                return Years(None, year - 1)
            case _:
                return Years(None, year)
    match = _YEARS.match(value)
    if not match:
        return None
    if match["one"]:
        return Years(int(match["one"]), int(match["one"]))
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Years(low, high)
