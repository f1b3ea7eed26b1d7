"""How the API of objects takes uploads: the room of ingest, which stands above, registers who takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chorsu.kernel.errors import Unavailable

Deposit = Callable[..., tuple[Any, Any]]
_deposit: list[Deposit] = []


def register(deposit: Deposit) -> None:
    """`deposit(files, library, title, record, languages, rights, by) -> (object, job)`."""
    _deposit[:] = [deposit]


def deposit(*arguments: Any) -> tuple[Any, Any]:
    """Hand an upload over. Raises Unavailable while nobody takes them."""
    if not _deposit:
        raise Unavailable()
    return _deposit[0](*arguments)
