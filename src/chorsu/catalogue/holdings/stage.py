"""What holdings do for an import: a record's copies become holdings and items of the right branch.

A copy is never lost: an unknown branch code puts it at the importing library, a barcode or inventory number that
another copy bears is left off, and both are remarked upon in the error sheet.
"""

from __future__ import annotations

from typing import Any

from chorsu.catalogue.holdings import branches
from chorsu.catalogue.holdings import importing_rules as told
from chorsu.catalogue.holdings.models import Holding, Item, ItemEvent
from chorsu.catalogue.records.ports import Chunk, Incoming, Stage

NAME = "holdings"
FACTS = ("condition", "presence", "process", "access", "stock")
ITEM_COLUMNS = (
    "id", "holding_id", "record_id", "library_id", "branch_id", "barcode", "inventory", "copies", *FACTS, "stock_act",
    "material", "price", "currency", "acquired", "note", "source_id", "created",
)  # fmt: skip
UPDATED = ("holding_id", "branch_id", "copies", *FACTS, "material", "price", "note")


def store(chunk: Chunk) -> None:
    """Holdings and items of the chunk's copies; four queries for what is known, whatever the number of records."""
    bringing = [one for one in chunk.records if one.copies and not one.deletes and one.source]
    if not bringing:
        return
    places = branches.Places(chunk.library)
    wanted: list[tuple[Incoming, told.Piece, int, int]] = []
    for one in bringing:
        for copy in one.copies:
            branch, library, known = places.find(copy.get("library", ""))
            if not known and places.first_time(copy["library"]):
                chunk.warn(
                    one,
                    "branch-unknown",
                    f"No branch has the code “{copy['library']}”; its copies are kept at the library itself.",
                    copy["library"],
                )
            wanted.append((one, told.piece(copy, one.kind), branch, library))
    holdings = _holdings(chunk, wanted)
    _items(chunk, wanted, holdings)


def _holdings(chunk: Chunk, wanted: list) -> dict[tuple, int]:
    records = sorted({one.record for one, *_ in wanted})
    known: dict[tuple, int] = {}
    rows = chunk.fetch(
        "SELECT h.record_id, h.branch_id, h.location, h.call_number, h.id FROM holdings_holding h WHERE h.record_id {in}",
        records,
    )
    for row in rows:
        known[row[:4]] = row[4]
    new: dict[tuple, str] = {}
    for one, piece, branch, _library in wanted:
        key = (one.record, branch, piece.location, piece.call_number)
        if key not in known:
            new[key] = new.get(key) or piece.statement
    for key, id_ in zip(new, chunk.allocate(Holding, len(new)), strict=True):
        known[key] = id_
    chunk.insert(
        Holding, ("id", "record_id", "branch_id", "location", "call_number", "statement"),
        [(known[key], *key, statement) for key, statement in new.items()],
    )  # fmt: skip
    return known


def _items(chunk: Chunk, wanted: list, holdings: dict[tuple, int]) -> None:
    pieces = [entry for entry in wanted if not entry[1].only_statement]
    taken = _taken(chunk, pieces)
    mine = _own(chunk, [one.source for one, *_ in pieces if one.version > 1])
    rows, changes, events = [], [], []
    ids = iter(chunk.allocate(Item, len(pieces)))
    for one, piece, branch, library in pieces:
        holding = holdings[(one.record, branch, piece.location, piece.call_number)]
        own = mine.get(one.source, {})
        here = _same(own, piece, holding)
        if here is not None:
            own.pop(here)
            changes.append((holding, branch, piece.copies, *piece.facts, piece.material, piece.price, piece.note, here))
            continue
        id_ = next(ids)
        barcode = _claim(chunk, taken, one, library, "barcode", piece.barcode, id_)
        inventory = _claim(chunk, taken, one, library, "inventory", piece.inventory, id_)
        rows.append(
            (
                id_,
                holding,
                one.record,
                library,
                branch,
                barcode,
                inventory,
                piece.copies,
                *piece.facts,
                "",
                piece.material,
                piece.price,
                piece.currency,
                piece.acquired,
                piece.note,
                one.source,
                chunk.now,
            )  # fmt: skip
        )
        events.append((id_, ItemEvent.Kind.ARRIVED.value, "{}", chunk.batch, chunk.by, chunk.now))
    chunk.insert(Item, ITEM_COLUMNS, rows)
    chunk.update(Item, UPDATED, changes)
    chunk.insert(ItemEvent, ("item_id", "kind", "details", "batch_id", "by_id", "at"), events)
    for one in {id(one): one for one, *_ in pieces if one.version > 1}.values():
        for item in mine.get(one.source, {}):
            chunk.warn(
                one, "copy-gone", "A copy is no longer in the record; it stays until it is written off.", f"item {item}"
            )


def _taken(chunk: Chunk, pieces: list) -> dict[tuple[int, str, str], int]:
    """(library, "barcode" | "inventory", number) → item, for the numbers that come."""
    result: dict[tuple[int, str, str], int] = {}
    for column in ("barcode", "inventory"):
        numbers = {getattr(piece, column) for _one, piece, *_ in pieces} - {""}
        # `<> ''` lets both databases use the partial index on the numbers there are.
        rows = chunk.fetch(
            f"SELECT i.library_id, i.{column}, i.id FROM holdings_item i "  # noqa: S608
            f"WHERE i.{column} <> '' AND i.library_id = {int(pieces[0][3])} AND i.{column} {{in}}", sorted(numbers),
        ) if pieces else []  # fmt: skip
        for library, number, item in rows:
            result[(library, column, number)] = item
    return result


def _own(chunk: Chunk, sources: list[int]) -> dict[int, dict[int, tuple]]:
    """The items a source brought before: source → item → (barcode, inventory, holding)."""
    result: dict[int, dict[int, tuple]] = {}
    rows = chunk.fetch(
        "SELECT i.source_id, i.id, i.barcode, i.inventory, i.holding_id FROM holdings_item i WHERE i.source_id {in}",
        sorted(set(sources)),
    )
    for source, item, *marks in rows:
        result.setdefault(source, {})[item] = tuple(marks)
    return result


def _same(own: dict[int, tuple], piece: told.Piece, holding: int) -> int | None:
    """The item of this source that the copy is: by barcode, else inventory number, else by its shelf."""
    for place, number in ((0, piece.barcode), (1, piece.inventory)):
        if number:
            found = next((item for item, marks in own.items() if marks[place] == number), None)
            if found is not None:
                return found
    if piece.barcode or piece.inventory:
        return None
    return next((item for item, marks in own.items() if not marks[0] and not marks[1] and marks[2] == holding), None)


def _claim(chunk: Chunk, taken: dict, one: Incoming, library: int, column: str, number: str, item: int) -> str:
    """The number, or nothing where another item of the library bears it already."""
    if not number:
        return ""
    if (library, column, number) in taken:
        words = {"barcode": "The barcode", "inventory": "The inventory number"}[column]
        chunk.warn(
            one,
            f"{column}-taken",
            f"{words} {number} belongs to another copy already; this copy is kept without it.",
            number,
        )
        return ""
    taken[(library, column, number)] = item
    return number


def undo(batch: int, sources: list[int]) -> list[str]:
    """Remove the items a batch brought for these sources, except those with a life since."""
    from chorsu.catalogue.holdings.undoing import remove_arrived

    return remove_arrived(batch, sources)


def move(origin: int, target: int, sources: list[int] | None) -> dict[str, Any]:
    """Items (of these sources, or all) and their holdings follow to another record."""
    items = Item.objects.filter(record_id=origin)
    if sources is not None:
        items = items.filter(source_id__in=sources)
    ids = list(items.values_list("pk", flat=True))
    memo: dict[str, Any] = {"items": ids, "holdings": []}
    if sources is None:
        memo["holdings"] = list(Holding.objects.filter(record_id=origin).values_list("pk", flat=True))
        Holding.objects.filter(record_id=origin).update(record_id=target)
    else:
        memo["old"] = _rehang(ids, target)
    Item.objects.filter(pk__in=ids).update(record_id=target)
    return memo


def _rehang(items: list[int], target: int) -> dict[str, int]:
    """Hang items under like holdings of the target record; returns item → old holding for the way back."""
    old: dict[str, int] = {}
    for item in Item.objects.filter(pk__in=items).select_related("holding"):
        old[str(item.pk)] = item.holding_id
        like = item.holding
        holding, _made = Holding.objects.get_or_create(
            record_id=target, branch_id=like.branch_id, location=like.location, call_number=like.call_number
        )
        Item.objects.filter(pk=item.pk).update(holding=holding)
    return old


def move_back(memo: dict[str, Any], origin: int, target: int) -> None:
    """As they were before `move`."""
    Holding.objects.filter(pk__in=memo["holdings"]).update(record_id=origin)
    for item, holding in memo.get("old", {}).items():
        Item.objects.filter(pk=int(item)).update(holding_id=holding)
    Item.objects.filter(pk__in=memo["items"]).update(record_id=origin)


STAGE = Stage(NAME, store=store, undo=undo, move=move, move_back=move_back)
