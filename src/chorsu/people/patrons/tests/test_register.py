"""Registering readers and looking after them."""

from datetime import date, timedelta

import pytest
import time_machine

from chorsu.foundation.audit.models import Entry
from chorsu.foundation.events.models import OutboxEvent
from chorsu.people.accounts.errors import NotAllowed
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.tests.makers import make_branch, make_library, make_network
from chorsu.people.patrons import actions, queries
from chorsu.people.patrons.errors import (
    AccountTaken,
    AmbiguousCard,
    BadCategory,
    BadPatron,
    CardTaken,
    MaybeKnown,
    UnknownCard,
)
from chorsu.people.patrons.models import Card, Consent, Patron
from chorsu.people.patrons.tests.makers import make_card, make_category, make_patron

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-20 12:00+05:00")
def test_dilnoza_is_registered_at_the_branch_and_belongs_to_its_library():
    library = make_library()
    patron = actions.register(
        make_branch("B", library),
        family_name="Karimova",
        given_name="Dilnoza",
        birth_date=date(1998, 4, 2),
        category=make_category(card_months=12),
        card=" NLUZ 0001 ",
        consents={"data": "2026-11"},
    )
    assert patron.home_library == library
    assert patron.expires == date(2027, 11, 20)
    assert patron.cards.get().number == "NLUZ0001"
    assert queries.by_card("NLUZ0001") == patron
    assert Consent.objects.get(patron=patron).text_version == "2026-11"
    trail = Entry.objects.get(verb="patrons.registered")
    assert "Karimova" not in f"{trail.target} {trail.details}"
    assert OutboxEvent.objects.get(name="patrons.patron-registered").payload == {"patron": patron.pk}


def test_a_reader_with_faults_is_refused_with_every_reason_and_nothing_is_kept():
    with pytest.raises(BadPatron) as caught:
        actions.register(
            make_library(),
            family_name="...",
            category=make_category(),
            birth_date=date.today() + timedelta(days=2),
            phone="ask her",
            email="nobody@",
            card="1",
        )
    assert set(caught.value.codes) == {
        "patrons.bad-name",
        "patrons.bad-birth-date",
        "patrons.bad-phone",
        "patrons.bad-email",
    }
    assert not Patron.objects.exists()
    assert not Card.objects.exists()


def test_the_same_person_in_the_other_script_is_asked_about():
    library = make_library()
    first = make_patron(library, "Karimova", "Dilnoza", birth_date=date(1998, 4, 2))
    values = {"family_name": "Каримова", "given_name": "Дилноза", "birth_date": date(1998, 4, 2)}
    with pytest.raises(MaybeKnown) as caught:
        actions.register(library, category=make_category(), **values)
    assert caught.value.patrons == (first.pk,)
    second = actions.register(library, category=make_category(), known_apart=True, **values)
    assert Patron.objects.count() == 2
    assert second.name == "Каримова Дилноза"


def test_a_card_number_is_taken_only_in_its_own_library():
    one, two = make_library("ONE"), make_library("TWO")
    make_patron(one, card="100")
    with pytest.raises(CardTaken):
        actions.register(one, family_name="Other", category=make_category(), card="100")
    assert Patron.objects.count() == 1
    actions.register(two, family_name="Other", category=make_category(), card="100")


def test_a_number_of_two_libraries_means_the_one_of_the_desk_else_it_is_asked():
    network = make_network()
    one, two, three = (make_library(code, network) for code in ("ONE", "TWO", "THREE"))
    here, there = make_patron(one, card="100"), make_patron(two, "Nguyễn", "Minh", card="100")
    assert queries.by_card("100", make_branch("B", two)) == there
    assert queries.by_card("100", one) == here
    for library in (None, three):
        with pytest.raises(AmbiguousCard) as caught:
            queries.by_card("100", library)
        assert {card.patron for card in caught.value.choices} == {here, there}
    with pytest.raises(UnknownCard):
        queries.by_card("nope")
    with pytest.raises(UnknownCard):
        queries.by_card("\x00" * 5000)


def test_a_lost_card_is_replaced_and_still_recognised():
    patron = make_patron(make_library(), card="1")
    fresh = actions.replace_card(patron.cards.get(), "2")
    assert (fresh.active, fresh.number) == (True, "2")
    old = queries.card("1")
    assert (old.patron, old.active, old.lost) == (patron, False, True)


def test_a_child_of_a_category_that_needs_one_has_a_guardian():
    library = make_library()
    mother = make_patron(library, birth_date=date(1985, 1, 1))
    children = make_category("child", needs_guardian=True)
    born = date.today() - timedelta(days=365 * 8)
    with pytest.raises(BadPatron) as caught:
        actions.register(library, family_name="Karimov", given_name="Ali", birth_date=born, category=children)
    assert caught.value.codes == ["patrons.no-guardian"]
    child = actions.register(
        library, family_name="Karimov", given_name="Ali", birth_date=born, category=children, guardian=mother
    )
    assert child.guardians.get().guardian == mother
    with pytest.raises(BadPatron):
        actions.add_guardian(mother, child)


def test_a_category_of_another_library_cannot_be_used():
    one, two = make_library("ONE"), make_library("TWO")
    with pytest.raises(BadCategory):
        actions.register(one, family_name="X", category=make_category("vip", two))
    with pytest.raises(BadCategory):
        actions.create_category("vip", {"uz": "Faxriy"}, two)


@time_machine.travel("2026-11-20 12:00+05:00")
def test_renewing_early_loses_no_day_and_renewing_late_begins_today():
    library = make_library()
    early = make_patron(library, expires=date(2026, 12, 1))
    late = make_patron(library, expires=date(2025, 1, 1))
    assert queries.expired(late)
    assert not queries.expired(early)
    assert actions.renew_registration(early).expires == date(2027, 12, 1)
    assert actions.renew_registration(late).expires == date(2027, 11, 20)
    with pytest.raises(BadPatron):
        actions.renew_registration(early, until=date(2026, 1, 1))


def test_a_block_holds_in_its_library_until_lifted():
    one, two = make_library("ONE"), make_library("TWO")
    patron = make_patron(one)
    block = actions.block(patron, "Book not returned")
    assert queries.blocks(patron, make_branch("B", one)) == [block]
    assert queries.blocks(patron, two) == []
    actions.unblock(block)
    assert queries.blocks(patron) == []
    with pytest.raises(BadPatron):
        actions.block(patron, "   ")


def test_a_block_until_yesterday_holds_no_more():
    patron = make_patron(make_library())
    actions.block(patron, "Noise", until=date.today() + timedelta(days=1))
    assert len(queries.blocks(patron)) == 1
    with time_machine.travel(date.today() + timedelta(days=4)):
        assert queries.blocks(patron) == []


def test_one_account_is_one_reader():
    library = make_library()
    dilnoza = make_account("dilnoza")
    patron = make_patron(library)
    actions.link_account(patron, dilnoza)
    assert queries.of_account(dilnoza) == patron
    with pytest.raises(AccountTaken):
        actions.link_account(make_patron(library, "Other"), dilnoza)
    actions.unlink_account(patron)
    assert queries.of_account(dilnoza) is None


def test_aziza_changes_only_readers_of_her_library():
    one, two = make_library("ONE"), make_library("TWO")
    aziza = make_account("aziza", "desk", one)
    mine, other = make_patron(one), make_patron(two, "Nguyễn")
    actions.edit_patron(mine, phone="+998 90 123 45 67", by=aziza)
    with pytest.raises(NotAllowed):
        actions.edit_patron(other, phone="+84 90 123 45 67", by=aziza)
    other.refresh_from_db()
    assert other.phone == ""
    with pytest.raises(NotAllowed):
        actions.register(two, family_name="X", category=make_category(), by=aziza)


def test_aziza_sees_readers_of_her_library_and_those_who_agreed_to_be_known_everywhere():
    one, two = make_library("ONE"), make_library("TWO")
    aziza = make_account("aziza", "desk", one)
    mine, other, open_one = make_patron(one), make_patron(two, "Nguyễn"), make_patron(two, "Trần")
    assert set(queries.seen_by(aziza)) == {mine}
    actions.record_consent(open_one, "network-wide", True)
    assert set(queries.seen_by(aziza)) == {mine, open_one}
    assert other not in queries.seen_by(aziza)
    assert not queries.seen_by(make_account("dilnoza")).exists()


def test_a_reader_is_found_by_any_part_of_the_name_in_any_script_and_by_card():
    library = make_library()
    gulnora = actions.register(
        library, family_name="Gʻafurova", given_name="Gulnora", category=make_category(), card="777"
    )
    make_card(make_patron(library), "778", library)
    rows = Patron.objects.all()
    for words in ("gafurova", "Ғафурова", "gulnora gʻaf", "ГУЛНОРА", "777"):
        assert list(queries.find(rows, words)) == [gulnora], words
    assert not queries.find(rows, "...").exists()
    assert list(queries.find(rows, card="777")) == [gulnora]
