"""Aziza's library enters copies, changes them, moves them; every step is kept."""

from __future__ import annotations

import pytest

from chorsu.catalogue.holdings import actions
from chorsu.catalogue.holdings.errors import BarcodeTaken, UnknownFact
from chorsu.catalogue.holdings.models import Item
from chorsu.catalogue.records.tests.makers import make_branch, make_library, make_record
from chorsu.kernel.errors import Forbidden
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db


def test_a_copy_is_entered_changed_and_moved_and_its_life_is_kept():
    record, branch = make_record(), make_branch()
    item = actions.add_item(record, branch, barcode="UZ1", inventory="2024/1", call_number="84 Q58")
    assert (item.library.code, item.material, item.holding.call_number) == ("NLUZ", "book", "84 Q58")
    item = actions.change_item(item, condition="damaged")
    item = actions.change_item(item, condition="damaged")
    item = actions.move_item(item, make_branch(code="NLUZ-2"))
    item = actions.change_item(item, stock="written-off", stock_act="12")
    assert [event.kind for event in item.events.order_by("pk")] == ["arrived", "changed", "moved", "written-off"]
    assert item.events.order_by("pk")[1].details == {"condition": ["good", "damaged"]}
    assert item.holding.call_number == "84 Q58"


def test_a_barcode_is_unique_in_its_library_and_free_in_another():
    record = make_record()
    actions.add_item(record, make_branch(), barcode="UZ1")
    with pytest.raises(BarcodeTaken):
        actions.add_item(record, make_branch(code="NLUZ-2"), barcode="UZ1")
    actions.add_item(record, make_branch(make_library("FVK"), "FVK-1"), barcode="UZ1")
    assert Item.objects.count() == 2


def test_an_unknown_value_or_a_stranger_changes_nothing():
    record, branch = make_record(), make_branch()
    with pytest.raises(UnknownFact):
        actions.add_item(record, branch, condition="eaten")
    with pytest.raises(Forbidden):
        actions.add_item(record, branch, by=make_account("dilnoza"))
    assert not Item.objects.exists()
