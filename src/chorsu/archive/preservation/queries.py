"""Where objects lie in the store, and how sound it is."""

from __future__ import annotations

from django.db.models import Count

from chorsu.archive.objects.models import DigitalObject, File
from chorsu.archive.objects.queries import store_root
from chorsu.archive.preservation.models import Check
from chorsu.formats import ocfl


def ocfl_store() -> ocfl.Store:
    """The store of this installation."""
    return ocfl.Store(store_root())


def stored_path(object: DigitalObject, inventory: ocfl.Inventory, logical: str) -> str:
    """The content path of a logical file below the store's root."""
    return str(ocfl_store().relative_path(object.ark) / inventory.content_path(logical))


def soundness() -> dict[str, int]:
    """How many files were found sound, damaged, missing, and how many were never looked at."""
    found = {row["outcome"]: row["n"] for row in Check.objects.values("outcome").annotate(n=Count("pk"))}
    return {
        **{outcome: found.get(outcome, 0) for outcome in Check.Outcome.values},
        "never": File.objects.filter(fixity=None).count(),
    }
