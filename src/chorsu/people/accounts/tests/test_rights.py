"""Who may do what where: rights hold for a subtree, and nobody gives more than he has."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from chorsu.foundation.api import guards
from chorsu.foundation.audit.models import Entry
from chorsu.people.accounts import actions, queries
from chorsu.people.accounts.errors import (
    BadAccount,
    CannotGrant,
    LastAdministrator,
    NotAllowed,
    SignInNeeded,
    UnknownRole,
)
from chorsu.people.accounts.models import Account, Membership
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.actions import move_organisation, set_setting
from chorsu.people.libraries.tests.makers import make_branch, make_library, make_network, make_organisation

pytestmark = pytest.mark.django_db


def test_aziza_lends_at_her_library_and_its_branches_and_nowhere_else():
    here, there = make_library("NLUZ"), make_library("NLV")
    branch = make_branch("B", here)
    aziza = make_account("aziza", "desk", here)
    assert queries.may(aziza, "circulation.lend", here)
    assert queries.may(aziza, "circulation.lend", branch)
    assert queries.may(aziza, "circulation.lend")
    assert not queries.may(aziza, "circulation.lend", there)
    assert not queries.may(aziza, "circulation.lend", make_network())
    assert not queries.may(aziza, "records.edit", here)
    with pytest.raises(NotAllowed):
        actions.require(aziza, "circulation.lend", there)
    with pytest.raises(SignInNeeded):
        actions.require(AnonymousUser(), "circulation.lend", here)


def test_tam_may_everything_in_the_network_also_what_later_rooms_ask():
    library = make_library()
    tam = make_account("tam", "network-administrator", make_network())
    assert queries.may(tam, "a-later-room.a-right", library)
    assert list(queries.places(tam, "libraries.manage")) == [make_network()]


def test_the_house_asks_accounts_through_the_guard():
    library = make_library()
    olga = make_account("olga", "cataloguer", library)
    assert guards.may(olga, "records.edit", library)
    assert not guards.may(olga, "libraries.manage", library)


def test_an_account_that_may_not_sign_in_may_nothing():
    library = make_library()
    aziza = make_account("aziza", "desk", library, is_active=False)
    assert not queries.may(aziza, "circulation.lend", library)
    assert not queries.places(aziza, "circulation.lend").exists()


def test_lists_hold_only_libraries_where_the_account_has_the_right():
    one, _two = make_library("ONE"), make_library("TWO")
    aziza = make_account("aziza", "desk", one)
    assert list(queries.visible_libraries(aziza, "patrons.see")) == [one]
    at_branch = make_account("botir", "desk", make_branch("B", one))
    assert list(queries.visible_libraries(at_branch, "patrons.see")) == [one]
    assert not queries.visible_libraries(aziza, "records.edit").exists()


def test_a_role_counts_only_with_the_second_factor_its_library_asks_for():
    library, easy = make_library("STRICT"), make_library("EASY")
    aziza = make_account("aziza", "desk", library)
    actions.grant_role(aziza, easy, "desk")
    set_setting(library, "accounts.staff-second-factor", True)
    aziza = Account.objects.get(pk=aziza.pk)
    assert not queries.may(aziza, "circulation.lend", library)
    assert queries.may(aziza, "circulation.lend", easy)
    assert queries.lacks_second_factor(aziza)
    Authenticator.objects.create(user=aziza, type=Authenticator.Type.TOTP, data={})
    aziza = Account.objects.get(pk=aziza.pk)
    assert queries.may(aziza, "circulation.lend", library)


def test_asking_again_costs_no_query(django_assert_max_num_queries):
    library = make_library()
    aziza = Account.objects.get(pk=make_account("aziza", "desk", library).pk)
    queries.may(aziza, "circulation.lend", library)
    with django_assert_max_num_queries(0):
        for _ in range(5):
            assert queries.may(aziza, "circulation.lend", library)


def test_a_manager_gives_roles_below_his_own_in_his_own_subtree():
    network = make_network()
    library = make_library("L", network)
    manager = make_account("rustam", "manager", library)
    minh = make_account("minh")
    actions.grant_role(minh, make_branch("B", library), "desk", by=manager)
    assert queries.may(minh, "circulation.lend", make_branch("B2", library)) is False
    assert Membership.objects.get(account=minh).granted_by == manager
    assert Entry.objects.filter(verb="accounts.role-granted").count() == 1
    for place, role in ((network, "desk"), (library, "network-administrator"), (make_library("M", network), "desk")):
        with pytest.raises(CannotGrant):
            actions.grant_role(minh, place, role, by=manager)
    assert Membership.objects.filter(account=minh).count() == 1


def test_a_desk_librarian_gives_no_roles_at_all():
    library = make_library()
    aziza, minh = make_account("aziza", "desk", library), make_account("minh")
    with pytest.raises(CannotGrant):
        actions.grant_role(minh, library, "desk", by=aziza)
    with pytest.raises(UnknownRole):
        actions.grant_role(minh, library, "king")


def test_a_role_taken_away_ends_its_rights_at_once():
    library = make_library()
    aziza = make_account("aziza", "desk", library)
    assert queries.may(aziza, "circulation.lend", library)
    actions.revoke_role(aziza, library, "desk")
    assert not queries.may(aziza, "circulation.lend", library)


def test_the_last_network_administrator_stays():
    network = make_network()
    tam = make_account("tam", "network-administrator", network)
    with pytest.raises(LastAdministrator):
        actions.revoke_role(tam, network, "network-administrator", by=tam)
    make_account("second", "network-administrator", network)
    actions.revoke_role(tam, network, "network-administrator", by=tam)
    assert not queries.may(tam, "libraries.manage", network)


def test_an_account_with_faults_is_refused_with_every_reason():
    actions.create_account("dilnoza", "choy-non-anor", email="d@example.org")
    with pytest.raises(BadAccount) as caught:
        actions.create_account("dilnoza", "123", email="D@example.org", language="xx")
    assert {"accounts.bad-username", "accounts.email-taken", "accounts.weak-password", "accounts.bad-language"} <= set(
        caught.value.codes
    )
    assert Account.objects.count() == 1


def test_a_region_moved_takes_the_rights_in_it_along():
    network = make_network()
    uz, vn = (make_organisation(code, "country", network) for code in ("UZ", "VN"))
    library = make_library("L", uz)
    boss = make_account("boss", "manager", uz)
    assert queries.may(boss, "libraries.manage", library)
    library = move_organisation(library, vn)
    boss = Account.objects.get(pk=boss.pk)
    assert not queries.may(boss, "libraries.manage", library)
