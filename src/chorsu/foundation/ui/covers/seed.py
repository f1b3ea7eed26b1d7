"""The seed of a cover: the same title and class give the same numbers for ever, on every machine."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Rand = Callable[[], float]
_ALL = 0xFFFFFFFF


def seed(text: str) -> int:
    """A 32-bit FNV-1a hash of the letters (NFC), stirred once more so that near titles lie far apart."""
    value = 2166136261
    for letter in unicodedata.normalize("NFC", text):
        value = ((value ^ ord(letter)) * 16777619) & _ALL
    value ^= value >> 15
    value = (value * 2246822519) & _ALL
    return value ^ (value >> 13)


def numbers(start: int) -> Rand:
    """Endless numbers in [0, 1) from a seed (mulberry32: ten lines, the same in every language)."""
    state = start & _ALL

    def following() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & _ALL
        value = state
        value = ((value ^ (value >> 15)) * (value | 1)) & _ALL
        value ^= (value + ((value ^ (value >> 7)) * (value | 61) & _ALL)) & _ALL
        return ((value ^ (value >> 14)) & _ALL) / 4294967296

    return following


def pick(rand: Rand, among: Sequence[T]) -> T:
    """One of a list; write a thing twice to have it twice as often."""
    return among[int(rand() * len(among))]
