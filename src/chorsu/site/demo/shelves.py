"""What a records file cannot say of a shelf: a count found copies missing or worn, some are closed, two are on order."""

from __future__ import annotations

from chorsu.catalogue.holdings import actions
from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.records.models import Record
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.site.demo.works import periodicals


def build(places: dict[str, Organisation], by: Account) -> None:
    """Change facts of some copies of the National Library, order two, and state what it has of its periodicals."""
    library = places["NLUZ"]
    ready = Item.objects.filter(library=library, access="lend", process="ready", stock="on-books", presence="present")
    # From the end of the register: the first copies are those of the tutorial and of the loans.
    last = list(ready.filter(material="book", condition="good").order_by("-pk")[:16])
    for item in last[:5]:
        actions.change_item(item, by, presence="missing")
    for item in last[5:11]:
        actions.change_item(item, by, condition="worn")
    for item in Item.objects.filter(library=library, branch=places["NLUZ-RARE"]):
        actions.change_item(item, by, access="closed")
    for item in last[14:]:
        actions.add_item(item.record, places["NLUZ-LEND"], by, call_number=item.holding.call_number, process="ordered")
    for record in Record.objects.filter(kind__in=["serial", "newspaper"], items__library=library).distinct():
        told = periodicals().get(record.title)
        if told is not None:
            span = f"{told.since}–{told.until or 2025}"
            gap = "; 1942–1945 yoʻq" if told.since < 1942 and not told.until else ""
            actions.state_holdings(record, places["NLUZ-READ"], span + gap, by)
