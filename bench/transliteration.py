"""How many megabytes of Uzbek text a second change alphabet, beside a bare str.translate over the same text.

Run: `python bench/transliteration.py [--megabytes N]`. Prints one JSON object; "limit" is the same text through
`str.translate` with a one-to-one table, which is as fast as Python can change letters and gets no digraph right.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from chorsu.language.folding import fold
from chorsu.language.transliteration import to_cyrillic, to_latin

STEMS = [
    "китоб",
    "ўқувчи",
    "адабиёт",
    "шеър",
    "санъат",
    "тарих",
    "йўл",
    "дунё",
    "мактаб",
    "шаҳар",
    "қишлоқ",
    "ёзувчи",
    "маъно",
    "эълон",
    "поезд",
    "милиция",
    "октябрь",
    "фильм",
    "инсон",
    "муҳаббат",
    "тонг",
    "қуёш",
    "юлдуз",
    "бозор",
    "кутубхона",
    "ҳикоя",
    "роман",
    "достон",
    "халқ",
    "ватан",
    "тил",
    "сўз",
    "билим",
    "олим",
]
ENDINGS = [
    "",
    "лар",
    "ни",
    "нинг",
    "га",
    "да",
    "дан",
    "лари",
    "ларининг",
    "имиз",
    "имизда",
    "ингиз",
    "чи",
    "лик",
    "лиги",
    "даги",
]


def text_of(megabytes: float) -> str:
    """Made-up Cyrillic prose of about this size in UTF-8; the same on every machine."""
    chance = random.Random(1991)
    words: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        word = chance.choice(STEMS) + chance.choice(ENDINGS)
        word = word.capitalize() if chance.random() < 0.12 else word
        words.append(word + (", " if chance.random() < 0.1 else " "))
        size += len(words[-1].encode())
    return "".join(words)


def speed(change: Callable[[str], object], text: str) -> float:
    """Megabytes of UTF-8 a second; the best of three runs, since other work only ever slows it."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        change(text)
        best = min(best, time.perf_counter() - start)
    return len(text.encode()) / 1_000_000 / best


def measure(megabytes: float = 2.0) -> dict[str, object]:
    """The figures of one run; "figure" is the slower direction."""
    cyrillic = text_of(megabytes)
    latin = to_latin(cyrillic)
    bare = {
        ord(letter): chr(ord("a") + place % 26) for place, letter in enumerate("абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ")
    }
    there, back = speed(to_latin, cyrillic), speed(to_cyrillic, latin)
    limit = speed(lambda text: text.translate(bare), cyrillic)
    titles = [" ".join(cyrillic.split()[at : at + 5]) for at in range(0, 20_000, 5)]
    start = time.perf_counter()
    for title in titles:
        fold(title)
    return {
        "figure": round(min(there, back), 2),
        "unit": "MB/s",
        "limit": round(limit, 2),
        "ratio": round(min(there, back) / limit, 3),
        "to_latin": round(there, 2),
        "to_cyrillic": round(back, 2),
        "fold_title_microseconds": round((time.perf_counter() - start) / len(titles) * 1e6, 2),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
    }


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--megabytes", type=float, default=2.0)
    arguments.add_argument("--json", action="store_true", help="the only output there is")
    print(json.dumps(measure(arguments.parse_args().megabytes)))
