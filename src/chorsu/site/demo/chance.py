"""Chance that falls the same way each time: numbers from a name, not from a generator with a memory."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
SEED = "chorsu-demo-1"


def number(*names: object) -> int:
    """A whole number that depends on the names alone, below 2**48."""
    text = "|".join(str(name) for name in (SEED, *names))
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")


def share(*names: object) -> float:
    """A number from 0 to below 1.

    >>> share("a") == share("a"), 0 <= share("b") < 1
    (True, True)
    """
    return number(*names) / (1 << 48)


def pick(choices: Sequence[T], *names: object) -> T:
    """One of the choices."""
    return choices[number(*names) % len(choices)]


def between(low: int, high: int, *names: object) -> int:
    """A whole number from low to high, both included."""
    return low + number(*names) % (high - low + 1)
