"""Names of authors and subjects by the numbers the index counts them by.

The index keeps a number for each heading (a hash of its key): counting numbers costs by the hits, counting texts by
all the names there are. A name is read back from one record that has it, and kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable

from chorsu.catalogue.records.models import Record
from chorsu.discovery.search.documents import heading_id, heading_label, named
from chorsu.discovery.search.ports import Engine, Search, Value

# Facet name → list of the description, and what holds the name there.
WHERE = {"author": ("agents", "name"), "subject": ("subjects", "text")}
MOST = 200_000

_known: dict[tuple[str, int], str] = {}


def headings(engine: Engine, name: str, ids: Iterable[int]) -> dict[int, str]:
    """Number → facet value (key and label). A few small searches and one query for names not seen before."""
    wanted = list(ids)
    missing = [one for one in wanted if (name, one) not in _known]
    if missing:
        if len(_known) > MOST:
            _known.clear()
        records = set()
        for one in missing:
            hits = engine.search(Search(Value(f"{name}_id", (one,)), per_page=1)).hits
            records.update(hit.id for hit in hits)
        entries, field = WHERE[name]
        for said in Record.objects.filter(pk__in=records).values_list("description", flat=True):
            for entry in said.get(entries, ()):
                text = entry.get(field)
                if text:
                    key, label = named(text)
                    _known.setdefault((name, heading_id(key)), heading_label(key, label))
    return {one: _known[name, one] for one in wanted if (name, one) in _known}


def forget() -> None:
    """Read all names again."""
    _known.clear()
