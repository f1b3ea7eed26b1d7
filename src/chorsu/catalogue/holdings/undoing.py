"""Takes back the items an import brought."""

from __future__ import annotations

from django.db.models import Count, ProtectedError

from chorsu.catalogue.holdings.models import Holding, Item, ItemEvent
from chorsu.catalogue.holdings.ports import guarded


def remove_arrived(batch: int, sources: list[int]) -> list[str]:
    """Delete items that this batch brought for these sources and nobody touched since; sentences on the rest."""
    arrived = Item.objects.filter(
        source_id__in=sources, events__batch_id=batch, events__kind=ItemEvent.Kind.ARRIVED
    ).values_list("pk", flat=True)
    ids = list(arrived)
    lively = set(
        Item.objects.filter(pk__in=ids).annotate(n=Count("events")).filter(n__gt=1).values_list("pk", flat=True)
    )
    reasons = dict.fromkeys(lively, "It was changed since.") | guarded(ids)
    holdings = set(Item.objects.filter(pk__in=ids).values_list("holding_id", flat=True))
    sentences = []
    try:
        Item.objects.filter(pk__in=[item for item in ids if item not in reasons]).delete()
    except ProtectedError as error:
        for used in {row.pk for row in Item.objects.filter(pk__in=ids) if _is_used(row, error)}:
            reasons[used] = "It was lent or is asked for."
        Item.objects.filter(pk__in=[item for item in ids if item not in reasons]).delete()
    for item in Item.objects.filter(pk__in=list(reasons)):
        sentences.append(f"The copy {item} stays. {reasons[item.pk]}")
    Holding.objects.filter(pk__in=holdings, items__isnull=True).delete()
    return sentences


def _is_used(item: Item, error: ProtectedError) -> bool:
    return any(
        getattr(row, field.attname, None) == item.pk
        for row in error.protected_objects for field in row._meta.fields
        if field.related_model is Item
    )  # fmt: skip
