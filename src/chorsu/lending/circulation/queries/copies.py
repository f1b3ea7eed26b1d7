"""Copies as the desk meets them: found by barcode, and what circulation says of them."""

from collections.abc import Iterable

from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.holdings.ports import Movement
from chorsu.lending.circulation.errors import UnknownItem
from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.rules.holds import CAPTURED
from chorsu.people.libraries.models import Organisation


def find_item(barcode: str, library: Organisation) -> Item:
    """The copy with this barcode (or inventory number) in the library; else the only one in the network.

    Barcodes are unique in a library, not in the network, so the library's own copy goes first.
    Raises UnknownItem, also where several other libraries have the barcode.
    """
    barcode = barcode.replace("\x00", "").strip()  # PostgreSQL takes no NUL, and no label holds one
    rows = Item.objects.select_related("record", "branch", "library", "holding")
    if barcode:
        own = (
            rows.filter(library=library, barcode=barcode).first()
            or rows.filter(library=library, inventory=barcode).first()
        )
        if own:
            return own
        elsewhere = list(rows.filter(barcode=barcode)[:2])
        if len(elsewhere) == 1:
            return elsewhere[0]
    raise UnknownItem(barcode=barcode)


def circulation_of(item_ids: Iterable[int]) -> dict[int, Movement]:
    """Which of these copies are out, on the hold shelf or travelling: two queries for any number of copies."""
    ids = list(item_ids)
    found = {
        item: Movement("on-loan", due)
        for item, due in Loan.objects.filter(item_id__in=ids).values_list("item_id", "due")
    }
    held = Hold.objects.filter(item_id__in=ids, state__in=CAPTURED).values_list("item_id", "state")
    for item, state in held:
        found.setdefault(item, Movement("in-transit" if state == "in-transit" else "on-hold-shelf"))
    return found
