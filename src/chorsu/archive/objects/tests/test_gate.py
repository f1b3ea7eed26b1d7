"""No address shows anything of an object without asking the gate; whoever is refused learns why."""

import pytest
from django.urls import get_resolver

from chorsu.archive.objects import api, gating, pages, urls
from chorsu.archive.objects.tests.makers import make_library, make_object
from chorsu.archive.rights import actions as rights
from chorsu.archive.rights import queries as gate
from chorsu.archive.rights.models import Condition
from chorsu.people.accounts.models import Account, Membership, OnSiteNetwork
from chorsu.people.libraries.tests.makers import make_branch

pytestmark = pytest.mark.django_db
SHOWS_NOTHING = {"object"}


def addresses(found):
    """Every address of the room that serves content, with the action it needs."""
    start = f"/objects/{found.pid}"
    return {
        f"{start}/thumb": "page",
        f"{start}/pages/1/image": "page",
        f"{start}/pages/1/thumb": "page",
        f"{start}/pages/1/image.dzi": "page",
        f"{start}/pages/1/image_files/9/0_0.jpg": "page",
        f"/files/{found.pid}/master/0001.png": "read",
        f"{start}/epub/OPS/c1.xhtml": "read",
        f"/api/v1/objects/{found.pid}/pages": "page",
        f"/api/v1/objects/{found.pid}/pages/1": "text",
    }


def account(name, role=None, library=None):
    made = Account.objects.create_user(name)
    if role:
        Membership.objects.create(account=made, organisation=library, role=role)
    return made


def test_every_address_of_the_room_is_gated_or_for_staff():
    for pattern in urls.urlpatterns:
        if pattern.name in SHOWS_NOTHING or pattern.name.startswith("staff_"):
            assert pattern.name in SHOWS_NOTHING or hasattr(pattern.callback, "right") or pattern.callback.__wrapped__
            continue
        assert getattr(pattern.callback, "gated", None) or hasattr(pattern.callback, "__wrapped__"), pattern.name
    served = {pattern.callback.__name__ for pattern in urls.urlpatterns if not pattern.name.startswith("staff_")}
    assert served - {"landing"} == {name.rpartition(".")[2] for name in gating.GATED}
    assert get_resolver() is not None
    assert pages.LOCKED.endswith("sandbox")


@pytest.mark.parametrize("access", ["signed-in", "on-site", "closed"])
def test_a_visitor_is_refused_everywhere_with_the_reason(client, access):
    found = make_object(access=access)
    for address in addresses(found):
        answer = client.get(address)
        assert answer.status_code == 403, address
        body = answer.content.decode()
        assert "Salom" not in body, address
    problem = client.get(f"/api/v1/objects/{found.pid}/pages/1").json()
    assert [reason["code"] for reason in problem["reasons"]] == [f"rights.{access}"]


def test_each_address_asks_for_its_own_action(client, monkeypatch):
    found = make_object()
    asked = []

    def decide(viewer, object, action):
        asked.append((object.pk, action))
        return gate.rules.Decision(False, gate.rules.STAFF_ONLY)

    monkeypatch.setattr(gate, "decide", decide)
    for address, action in addresses(found).items():
        asked.clear()
        assert client.get(address).status_code == 403
        assert asked == [(found.pk, action)], address


def test_what_is_public_is_served_to_all_and_may_be_cached(client):
    found = make_object()
    for address in addresses(found):
        if "epub" in address:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, address
    image = client.get(f"/objects/{found.pid}/pages/1/image?w=200")
    assert "public" in image["Cache-Control"]
    again = client.get(f"/objects/{found.pid}/pages/1/image?w=200", headers={"If-None-Match": image["ETag"]})
    assert again.status_code == 304


def test_a_signed_in_reader_gets_in_and_nothing_is_cached_on_the_way(client):
    found = make_object(access="signed-in")
    client.force_login(account("dilnoza"))
    answer = client.get(f"/objects/{found.pid}/pages/1/image")
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]


def test_on_site_means_in_the_rooms_of_the_holding_library_and_its_branches(client):
    library = make_library("NLUZ")
    branch = make_branch("NLUZ-1", library)
    other = make_library("NLV")
    found = make_object(library=library, access="on-site")
    OnSiteNetwork.objects.create(organisation=branch, cidr="10.1.0.0/16")
    OnSiteNetwork.objects.create(organisation=other, cidr="10.2.0.0/16")
    text = f"/api/v1/objects/{found.pid}/pages/1"
    assert client.get(text, REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get(text, REMOTE_ADDR="10.2.2.3").status_code == 403
    # Reading is not taking away.
    taken = client.get(f"/files/{found.pid}/master/0001.png", REMOTE_ADDR="10.1.2.3")
    assert taken.status_code == 403


def test_the_archivist_of_the_holder_sees_closed_and_withdrawn_objects_others_do_not(client):
    library, other = make_library("NLUZ"), make_library("NLV")
    found = make_object(library=library, access="closed")
    rights.set_withdrawn(found.pk, library, True)
    client.force_login(account("olga", "archivist", library))
    assert client.get(f"/objects/{found.pid}/pages/1/image").status_code == 200
    client.force_login(account("minh", "archivist", other))
    assert client.get(f"/objects/{found.pid}/pages/1/image").status_code == 403


def test_an_object_without_conditions_follows_the_library_and_else_stays_closed(client):
    found = make_object()
    Condition.objects.all().delete()
    assert client.get(f"/objects/{found.pid}/pages/1/image").status_code == 403


def test_an_embargo_ends_at_the_first_moment_of_its_day_where_the_library_is(time_machine_at, client):
    from datetime import date

    found = make_object(embargo_until=date(2027, 1, 1))
    address = f"/objects/{found.pid}/pages/1/image"
    with time_machine_at("2026-12-31T18:59:00+00:00"):  # 23:59 in Tashkent
        assert client.get(address).status_code == 403
        assert gate.access_class(found) == "closed"
    with time_machine_at("2026-12-31T19:01:00+00:00"):
        assert client.get(address).status_code == 200


def test_the_gate_for_a_list_costs_few_queries(django_assert_max_num_queries):
    found = [make_object(pages=("a",), access=access) for access in ("public", "closed", "on-site", "signed-in")]
    with django_assert_max_num_queries(2):
        decisions = gate.decide_many(None, found, "read")
    assert [decisions[one.pk].granted for one in found] == [True, False, False, False]
    with django_assert_max_num_queries(1):
        assert list(gate.access_classes(found).values()) == ["public", "closed", "on-site", "signed-in"]


def test_changing_rights_is_for_those_who_may_and_is_told_and_written_down():
    from chorsu.foundation.audit.models import Entry
    from chorsu.foundation.events.models import OutboxEvent
    from chorsu.kernel.errors import Forbidden

    found = make_object()
    with pytest.raises(Forbidden):
        rights.change(found.pk, found.library, account("aziza", "desk", found.library), access="closed")
    assert gate.access_class(found) == "public"
    rights.change(found.pk, found.library, account("olga", "archivist", found.library), access="closed")
    assert gate.access_class(found) == "closed"
    assert OutboxEvent.objects.filter(name="rights.rights-changed").count() == 1
    assert Entry.objects.filter(verb="archive.rights").count() == 1
    assert api.router is not None


@pytest.fixture
def time_machine_at():
    time_machine = pytest.importorskip("time_machine")
    return lambda moment: time_machine.travel(moment, tick=False)
