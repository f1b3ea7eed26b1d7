"""Parts of the home page: libraries nearby, their number; and whether a module is on where the request works."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chorsu.people.libraries import ports, queries
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries.cache import table
from chorsu.people.libraries.showing import nearest, position_of, shown


def library_count() -> int:
    """How many libraries the network has; counted anew when the tree changes."""
    kept = table("library_count")
    if "all" not in kept:
        kept["all"] = queries.all_libraries().count()
    return kept["all"]


def near_libraries(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """Four libraries: those nearest to the reader's own, else the first by name."""
    home = ports.home_of(request)
    position = position_of(home)
    rows = queries.all_libraries()
    rows = nearest(rows, position) if position else rows
    found = shown(list(rows[:4]), position)
    if not found:
        return None
    return "libraries/_near.html", {"rows": found, "total": library_count(), "near": position is not None}


def module_on_here(request: HttpRequest, module: str) -> bool:
    """Whether a module is on at the desk of this member of staff; for readers: in the network at all."""
    return queries.module_on(getattr(request, "desk", None) or _top(), module)


def _top() -> Organisation | None:
    kept = table("top")
    if "row" not in kept:
        # One root is the network; several roots have no common policy, then the defaults hold.
        roots = list(Organisation.objects.filter(parent=None)[:2])
        kept["row"] = roots[0] if len(roots) == 1 else None
    return kept["row"]
