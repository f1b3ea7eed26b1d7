"""What a query is once it has been read: a tree of words, phrases and years."""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.kernel.errors import Reason


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Years:
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Both:
    nodes: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Either:
    nodes: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Without:
    node: Tree


Tree = Word | Quoted | Years | Both | Either | Without


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree (None when nothing was asked), the text as it was read, and what the reader should know about it."""

    tree: Tree | None
    text: str
    messages: tuple[Reason, ...] = ()


def words_of(tree: Tree | None) -> list[Word | Quoted]:
    """The words asked for, in order; those after a minus are left out."""
    match tree:
        case Word() | Quoted():
            return [tree]
        case Both(nodes) | Either(nodes):
            return [word for node in nodes for word in words_of(node)]
        case _:
            return []
