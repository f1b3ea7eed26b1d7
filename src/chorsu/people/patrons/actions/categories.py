"""Makes and edits categories of readers."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chorsu.foundation.audit.actions import record
from chorsu.people.accounts.actions import require
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.rules import code_is_usable
from chorsu.people.patrons.errors import BadCategory
from chorsu.people.patrons.models import PatronCategory


@transaction.atomic
def create_category(
    code: str,
    names: dict[str, str],
    library: Organisation | None = None,
    *,
    card_months: int = 12,
    needs_guardian: bool = False,
    by: Any = None,
) -> PatronCategory:
    """Make a category for the whole network (`library=None`) or a place and all under it. Raises BadCategory, Forbidden."""
    _may(by, library)
    names = {language: name.strip() for language, name in names.items() if name.strip()}
    taken = PatronCategory.objects.filter(code=code, library=library).exists()
    if not code_is_usable(code) or not names or taken or not 1 <= card_months <= 240:
        raise BadCategory(category=code)
    category = PatronCategory.objects.create(
        code=code, names=names, library=library, card_months=card_months, needs_guardian=needs_guardian
    )
    record(by, "patrons.category-created", f"category:{code}", {"months": card_months}, library=library)
    return category


@transaction.atomic
def edit_category(category: PatronCategory, *, by: Any = None, **values: Any) -> PatronCategory:
    """Change names, card_months, needs_guardian or active."""
    _may(by, category.library)
    unknown = set(values) - {"names", "card_months", "needs_guardian", "active"}
    if unknown:
        raise TypeError(f"A category has no {', '.join(sorted(unknown))}.")
    for key, value in values.items():
        setattr(category, key, value)
    if not category.names or not 1 <= category.card_months <= 240:
        raise BadCategory(category=category.code)
    category.save()
    record(
        by,
        "patrons.category-edited",
        f"category:{category.code}",
        {"changed": sorted(values)},
        library=category.library,
    )
    return category


def _may(by: Any, library: Organisation | None) -> None:
    if by is not None:
        require(by, "patrons.categories" if library is not None else "network.manage", library)
