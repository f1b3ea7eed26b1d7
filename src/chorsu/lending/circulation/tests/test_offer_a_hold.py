"""The way from a book's page into the queue."""

import pytest

from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.lending.circulation.tests.makers import make_desk
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.tests.makers import make_branch

pytestmark = pytest.mark.django_db


def test_the_record_page_offers_a_hold_below_the_title_and_at_the_branch(client):
    desk = make_desk()
    page = client.get(f"/records/{desk.item.record.pid}").content.decode()
    assert f'href="/records/{desk.item.record.pid}/hold/"' in page
    assert f'href="/records/{desk.item.record.pid}/hold/?at={desk.item.branch_id}"' in page


def test_a_book_that_never_leaves_the_house_offers_no_hold(client):
    desk = make_desk(access="reading-room")
    page = client.get(f"/records/{desk.item.record.pid}").content.decode()
    assert "/hold/" not in page


def test_the_branch_a_reader_came_from_is_chosen_already_and_says_its_library(client):
    desk = make_desk()
    other = make_branch("NLUZ-2", desk.library)
    make_item(desk.item.record, other, barcode="118338")
    desk.dilnoza.account = make_account("dilnoza")
    desk.dilnoza.save()
    client.force_login(desk.dilnoza.account)
    page = client.get(f"/records/{desk.item.record.pid}/hold/?at={other.pk}").content.decode()
    assert f'value="{other.pk}" checked' in page
    assert f'value="{desk.branch.pk}" checked' not in page
    assert desk.library.name in page
