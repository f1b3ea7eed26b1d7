"""What changes places in books: kept, forgotten, all forgotten. No event: nobody but the reader is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from chorsu.archive.objects.models import DigitalObject
from chorsu.discovery.reader import rules
from chorsu.discovery.reader.errors import BadPosition
from chorsu.discovery.reader.models import Position
from chorsu.kernel import clock


def keep_position(
    account, object: DigitalObject, locator: Mapping[str, Any], fraction: float = 0.0, device: str = ""
) -> Position:
    """Remember where the account stopped; the last device wins. Raises BadPosition."""
    place = rules.place_in(object.kind, locator, object.page_count)
    if place is None:
        raise BadPosition
    with transaction.atomic():
        kept, _made = Position.objects.update_or_create(
            account=account,
            object=object,
            defaults={
                "locator": place,
                "fraction": rules.share(fraction),
                "device": device.strip()[:80],
                "updated": clock.now(),
            },
        )
    return kept


def forget_position(account, object: DigitalObject) -> bool:
    """Forget the place in one book; False when none was kept."""
    deleted, _by_model = Position.objects.filter(account=account, object=object).delete()
    return bool(deleted)


def forget_all(account) -> int:
    """Forget everything the account began to read; how many places that were."""
    deleted, _by_model = Position.objects.filter(account=account).delete()
    return deleted
