"""Reads what a reader typed into a tree. Nothing a reader can type is an error: what cannot be read is a word.

    word word      both                    "two words"       side by side
    one OR other   either (also |)         -word             without it
    kit*           words that begin so     (a OR b) c        grouping
    author:word    only there              year:1990..2000   between, both included

Field names may be written in Uzbek (both scripts), Russian, Vietnamese or English.
"""

from chorsu.discovery.search.syntax.fields import ALIASES, VALUES
from chorsu.discovery.search.syntax.reading import parse
from chorsu.discovery.search.syntax.tree import Both, Either, Parsed, Quoted, Tree, Without, Word, Years, words_of

__all__ = [
    "ALIASES", "VALUES", "Both", "Either", "Parsed", "Quoted", "Tree", "Without", "Word", "Years", "parse", "words_of",
]  # fmt: skip
