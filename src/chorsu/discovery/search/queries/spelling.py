"""What a reader may have meant: the nearest words of the index, and the writing to show them in."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from chorsu.discovery.search.ports import Engine
from chorsu.discovery.search.syntax import Both, Either, Quoted, Tree, Word
from chorsu.language.detection import script as script_of
from chorsu.language.folding import token_spans, tokens

SHORTEST = 4
COMMON = 10  # a proposed word is at least so many times as frequent as the one typed
LOOKED_AT = 40_000


def nearest(engine: Engine, key: str, quick: bool = False) -> str:
    """The most likely correction of a folded word: the fewest slips, then the most frequent; "" when there is none.

    `quick` looks only among words with the same first two letters.
    """
    if len(key) < SHORTEST or any(sign.isdigit() for sign in key):
        return ""
    slips = 1 if len(key) <= 5 else 2
    known = engine.frequency(key)
    frequent: dict[str, int] = {}
    # A slip in the first letter is rare; then the word goes on as its second and third.
    for prefix in (key[:2],) if quick else (key[0], key[1:3], key[1] + key[0]):
        frequent.update(engine.terms(prefix, LOOKED_AT))
    least = max(1, known * COMMON)
    candidates = [term for term, count in frequent.items() if count >= least and abs(len(term) - len(key)) <= slips]
    found = process.extract(key, candidates, scorer=OSA.distance, score_cutoff=slips, limit=30)
    best = min(((distance, -frequent[term], term) for term, distance, _ in found if term != key), default=None)
    return best[2] if best else ""


def corrected(
    engine: Engine, tree: Tree | None, rare: int = 0, quick: bool = False
) -> tuple[Tree | None, dict[str, str]]:
    """The tree with rare words (in at most `rare` documents) replaced, and what was replaced by which key."""
    changes: dict[str, str] = {}

    def walk(node: Tree) -> Tree:
        match node:
            case Word(text, "" | "title" | "author" | "subject" as field, False):
                keys = tokens(text)
                if len(keys) == 1 and engine.frequency(keys[0]) <= rare:
                    better = nearest(engine, keys[0], quick)
                    if better:
                        changes[text] = better
                        return Word(better, field)
                return node
            case Quoted(text, field):
                keys = tokens(text)
                better_keys = [
                    nearest(engine, key, quick) or key if engine.frequency(key) <= rare else key for key in keys
                ]
                if better_keys != keys:
                    changes[text] = " ".join(better_keys)
                    return Quoted(" ".join(better_keys), field)
                return node
            case Both(nodes):
                return Both(tuple(walk(one) for one in nodes))
            case Either(nodes):
                return Either(tuple(walk(one) for one in nodes))
            case _:
                return node

    return (walk(tree) if tree is not None else None), changes


def as_written(text: str, changes: dict[str, str], seen: Iterable[str]) -> str:
    """The reader's text with the corrections in it, each as the titles seen write it, in the reader's script."""
    script = script_of(text)
    forms: dict[str, str] = {}
    for line in seen:
        for key, start, end in token_spans(line):
            form = line[start:end]
            if key not in forms or (script_of(forms[key]) != script and script_of(form) == script):
                forms[key] = form.lower()
    for wrong, right in changes.items():
        text = text.replace(wrong, " ".join(forms.get(key, key) for key in right.split()))
    return text
