"""What changes holdings: enter an item, change its facts, move it, state a serial's holdings."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chorsu.catalogue.holdings.errors import BarcodeTaken, InventoryTaken, NoLibrary, UnknownFact
from chorsu.catalogue.holdings.events import ItemsChanged
from chorsu.catalogue.holdings.models import Holding, Item, ItemEvent
from chorsu.catalogue.records.models import Record
from chorsu.foundation.events.actions import publish
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import library_of

RIGHT = "holdings.edit"
FACTS = {
    "condition": Item.Condition, "presence": Item.Presence, "process": Item.Process, "access": Item.Access,
    "stock": Item.Stock,
}  # fmt: skip
CHANGEABLE = frozenset(
    {*FACTS, "barcode", "inventory", "copies", "stock_act", "material", "price", "currency", "acquired", "note"}
)


@transaction.atomic
def add_item(
    record: Record, branch: Organisation, by: Any = None, *, location: str = "", call_number: str = "", **facts: Any
) -> Item:
    """Enter a copy at a branch; `facts` are fields of Item. Raises Forbidden, NoLibrary, BarcodeTaken, InventoryTaken,
    UnknownFact.
    """
    library = _library(branch)
    _allowed(by, branch)
    _checked(library, None, facts)
    holding, _made = Holding.objects.get_or_create(
        record=record, branch=branch, location=location, call_number=call_number
    )
    facts.setdefault("material", record.kind)
    item = Item.objects.create(holding=holding, record=record, branch=branch, library=library, **facts)
    _happened(item, ItemEvent.Kind.ARRIVED, {}, by)
    return item


@transaction.atomic
def change_item(item: Item, by: Any = None, **facts: Any) -> Item:
    """Change facts of a copy; what it was before stays in its events. Nothing happens where nothing differs."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    _allowed(by, item.branch)
    _checked(item.library, item, facts)
    before = {name: getattr(item, name) for name, value in facts.items() if getattr(item, name) != value}
    if not before:
        return item
    for name in before:
        setattr(item, name, facts[name])
    item.save(update_fields=list(before))
    written_off = before.get("stock") is not None and item.stock == Item.Stock.WRITTEN_OFF
    kind = ItemEvent.Kind.WRITTEN_OFF if written_off else ItemEvent.Kind.CHANGED
    told = {name: [_plain(old), _plain(facts[name])] for name, old in before.items()}
    _happened(item, kind, told, by)
    return item


@transaction.atomic
def move_item(item: Item, branch: Organisation, by: Any = None, *, location: str = "", call_number: str = "") -> Item:
    """Give a copy another home within its library. Raises Forbidden, NoLibrary."""
    item = Item.objects.select_for_update().select_related("holding").get(pk=item.pk)
    _allowed(by, item.branch)
    _allowed(by, branch)
    if _library(branch).pk != item.library_id:
        raise NoLibrary(place=branch.code)
    old = {"branch": item.branch_id, "holding": item.holding_id}
    holding, _made = Holding.objects.get_or_create(
        record_id=item.record_id, branch=branch, location=location, call_number=call_number or item.holding.call_number
    )
    item.branch, item.holding = branch, holding
    item.save(update_fields=["branch", "holding"])
    _happened(item, ItemEvent.Kind.MOVED, old, by)
    return item


@transaction.atomic
def state_holdings(
    record: Record, branch: Organisation, statement: str, by: Any = None, *, location: str = "", call_number: str = ""
) -> Holding:
    """Say which volumes of a serial a branch has ("1991–2024; lacks 1995"). Raises Forbidden, NoLibrary."""
    _library(branch)
    _allowed(by, branch)
    holding, _made = Holding.objects.update_or_create(
        record=record, branch=branch, location=location, call_number=call_number,
        defaults={"statement": statement[:500]},
    )  # fmt: skip
    publish(ItemsChanged([record.pk]))
    return holding


def _library(branch: Organisation) -> Organisation:
    library = library_of(branch)
    if library is None:
        raise NoLibrary(place=branch.code)
    return library


def _checked(library: Organisation, item: Item | None, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if name not in CHANGEABLE:
            raise UnknownFact(fact="Item", value=name)
        if name in FACTS and value not in FACTS[name].values:
            raise UnknownFact(fact=name, value=str(value))
    others = Item.objects.filter(library=library)
    if item is not None:
        others = others.exclude(pk=item.pk)
    if facts.get("barcode") and others.filter(barcode=facts["barcode"]).exists():
        raise BarcodeTaken(barcode=facts["barcode"])
    if facts.get("inventory") and others.filter(inventory=facts["inventory"]).exists():
        raise InventoryTaken(inventory=facts["inventory"])


def _happened(item: Item, kind: str, details: dict[str, Any], by: Any) -> None:
    ItemEvent.objects.create(item=item, kind=kind, details=details, by=by if getattr(by, "pk", None) else None)
    publish(ItemsChanged([item.record_id]))


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | type(None)) else str(value)


def _allowed(by: Any, branch: Organisation) -> None:
    if by is not None:
        from chorsu.people.accounts.actions import require

        require(by, RIGHT, branch)
