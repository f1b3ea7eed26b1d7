"""Places on the record page (and in the record's JSON) that other rooms fill; this room knows none of them.

A block is a function of the request and the record that gives `(template, context)`, or None to stay away:

    slots.add("read", reading.ways, order=20)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chorsu.catalogue.records.models import Record

logger = logging.getLogger(__name__)

# actions: buttons below the title. main: sections of the wide column, before the description. read: the list of ways
# to read. side: sections beside. below: full width at the end. branch: what stands at the end of one branch's line
# (called with `branch=` a holdings.queries.BranchAvailability). staff: buttons for staff.
PLACES = frozenset({"actions", "main", "read", "side", "below", "branch", "staff"})

Block = Callable[..., tuple[str, dict[str, Any]] | None]
Statuses = Callable[[Sequence[int]], Mapping[int, tuple[str, Any]]]
Field = Callable[[Sequence[int]], Mapping[int, Any]]
Agents = Callable[[int], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Placed:
    place: str
    block: Block
    order: int


_blocks: list[_Placed] = []
_statuses: list[tuple[int, Statuses]] = []
_fields: dict[str, Field] = {}
_agents: list[Agents] = []


def add(place: str, block: Block, order: int = 100) -> None:
    """Add a block to a place. Raises ValueError for a place the page does not have."""
    if place not in PLACES:
        raise ValueError(f"The record page has no place “{place}”; choose one of {', '.join(sorted(PLACES))}.")
    if all(placed.block is not block or placed.place != place for placed in _blocks):
        _blocks.append(_Placed(place, block, order))
        _blocks.sort(key=lambda placed: placed.order)


def drawn(place: str, request: HttpRequest, record: Record, **more: Any) -> list[SafeString]:
    """The rendered blocks of a place, in order. One room's failure leaves its block out and is logged."""
    result = []
    for placed in _blocks:
        if placed.place != place:
            continue
        try:
            found = placed.block(request, record, **more)
            if found:
                result.append(render_to_string(found[0], found[1], request))
        except Exception:
            logger.exception("A block of the record page failed: %r", placed.block)
    return result


def add_status(function: Statuses, order: int = 100) -> None:
    """Add who says in a word how records can be had: `{record id: (kind, text)}`, kind now, ok, wait or out."""
    if all(known is not function for _order, known in _statuses):
        _statuses.append((order, function))
        _statuses.sort(key=lambda entry: entry[0])


def statuses(record_ids: Sequence[int]) -> dict[int, list[tuple[str, Any]]]:
    """What is said of each record, in order; one call per room for all records."""
    result: dict[int, list[tuple[str, Any]]] = {id_: [] for id_ in record_ids}
    for _order, function in _statuses:
        for id_, said in function(record_ids).items():
            result[id_].append(said)
    return result


def add_field(name: str, function: Field) -> None:
    """Add a field to the record's JSON: `{record id: value}`."""
    _fields[name] = function


def fields(record_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The added fields of each record."""
    result: dict[int, dict[str, Any]] = {id_: {} for id_ in record_ids}
    for name, function in _fields.items():
        for id_, value in function(record_ids).items():
            result[id_][name] = value
    return result


def link_agents(function: Agents) -> None:
    """Name who knows the pages of a record's agents: `(record id) -> {name as written: address}`."""
    _agents[:] = [function]


def agent_links(record_id: int) -> Mapping[str, str]:
    """Addresses of the agents of a record, by name as written."""
    return _agents[0](record_id) if _agents else {}
