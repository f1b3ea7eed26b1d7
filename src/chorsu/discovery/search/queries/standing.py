"""How the index stands: for the command, the staff page and the readiness check."""

from __future__ import annotations

from typing import Any

from chorsu.catalogue.records.queries import count_shown
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.models import Mark, Rebuild


def status() -> dict[str, Any]:
    """Numbers of the serving generation, and of the rebuild when one runs."""
    pair = place.serving()
    row = Rebuild.objects.order_by("-pk").first() if place.rebuild_runs() else None
    return {
        "generation": place.generation(),
        "folder": str(place.home()),
        "records": pair.records.count() if pair else 0,
        "pages": pair.pages.count() if pair else 0,
        "shown_records": count_shown(),
        "bytes": sum(file.stat().st_size for file in pair.folder.rglob("*") if file.is_file()) if pair else 0,
        "marked": Mark.objects.count(),
        "rebuild": {"folder": row.folder, "done": row.done, "total": row.total} if row else None,
    }
