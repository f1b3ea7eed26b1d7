"""Pages and API of libraries, for readers and for staff."""

from datetime import date, time

import pytest
import time_machine

from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries import actions, providers, queries
from chorsu.people.libraries.models import Closure, Organisation
from chorsu.people.libraries.tests.makers import make_branch, make_library, make_network, make_organisation

pytestmark = pytest.mark.django_db


def test_a_reader_finds_a_library_and_sees_whether_it_is_open(client):
    library = make_library("NAV", names={"uz": "Navoiy kutubxonasi"}, folded="navoiy kutubxonasi", place="Toshkent")
    make_library("OTHER")
    actions.set_own_hours(library, range(7), time(9), time(20))
    with time_machine.travel("2026-11-20 12:00+05:00"):
        page = client.get("/libraries/?q=Навоий").content.decode()
    assert "Navoiy kutubxonasi" in page
    assert "OTHER" not in page
    assert "20:00" in page


def test_a_search_that_finds_nothing_says_what_to_do_next(client):
    page = client.get("/libraries/?q=zzzz").content.decode()
    assert 'class="empty"' in page
    assert 'href="/libraries/"' in page


@pytest.mark.parametrize(
    "query", ["near=41.3,69.2", "near=nonsense", "page=-3", "page=999999999999999999999", "q=%00%00"]
)
def test_odd_addresses_are_answered(client, query):
    make_library("NAV", latitude=41.31, longitude=69.24)
    assert client.get(f"/libraries/?{query}").status_code == 200


def test_the_nearest_library_comes_first(client):
    make_library("FAR", sort_name="a", latitude=21.03, longitude=105.85)
    make_library("NEAR", sort_name="b", latitude=41.31, longitude=69.24)
    make_library("SOMEWHERE", sort_name="0")
    answer = client.get("/libraries/?near=41.3,69.2")
    assert [row.library.code for row in answer.context["rows"]] == ["NEAR", "FAR", "SOMEWHERE"]
    assert answer.context["rows"][0].km == pytest.approx(3.5, abs=0.5)


def test_the_list_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    for number in range(25):
        library = make_library(f"L{number}", place=f"Town {number}")
        actions.set_own_hours(library, range(7), time(9), time(20))
    client.get("/libraries/")
    actions.set_module(make_network(), "lending", True)  # forgets what was kept in memory
    with django_assert_max_num_queries(12):
        assert client.get("/libraries/").content.count(b"/libraries/L") >= 20


def test_a_librarys_page_has_its_hours_branches_and_figures(client, monkeypatch):
    monkeypatch.setattr(providers, "_figures", {})
    providers.add_figure("items", "Items", lambda ids: dict.fromkeys(ids, 1234))
    library = make_library("NAV", address="Navoiy 1", phone="+998 71 1234567")
    branch = make_branch("NAV-1", library)
    actions.set_setting(library, "libraries.welcome", "Welcome <b>all</b>")
    page = client.get("/libraries/NAV/").content.decode()
    assert f"/libraries/{branch.code}/" in page
    assert "Navoiy 1" in page
    assert "Welcome &lt;b&gt;" in page
    assert client.get("/libraries/nav/").headers["Location"] == "/libraries/NAV/"
    assert client.get("/libraries/NOWHERE/").status_code == 422


def test_the_home_page_shows_libraries_and_their_number(client):
    make_library("NAV", names={"uz": "Navoiy kutubxonasi"})
    page = client.get("/").content.decode()
    assert "Navoiy kutubxonasi" in page
    assert "/libraries/NAV/" in page


def test_the_api_lists_and_shows_libraries(client):
    library = make_library("NAV", place="Toshkent", isil="UZ-NAV")
    make_branch("NAV-1", library)
    actions.set_own_hours(library, [0], time(9), time(18))
    listed = client.get("/api/v1/libraries").json()
    assert [row["code"] for row in listed["results"]] == ["NAV"]
    shown = client.get("/api/v1/libraries/NAV").json()
    assert shown["week"][0] == [["09:00", "18:00"]]
    assert shown["branches"] == ["NAV-1"]
    assert shown["parent"] == "NET"
    missing = client.get("/api/v1/libraries/NO")
    assert missing.status_code == 422
    assert missing.json()["code"] == "libraries.unknown"


@pytest.fixture
def library():
    return make_library("NAV", make_organisation("UZ", "country", make_network()))


@pytest.fixture
def manager(client, library):
    client.force_login(make_account("boss", "manager", library))
    return client


def test_a_manager_adds_a_branch_and_edits_it(manager, library):
    assert manager.get("/staff/libraries/").headers["Location"] == "/staff/libraries/NAV/"
    form = {"code": "NAV-1", "kind": "branch", "name_uz": "1-filial", "mode": "hosted"}
    manager.post("/staff/libraries/NAV/add/", form)
    branch = Organisation.objects.get(code="NAV-1")
    assert (branch.parent, branch.names) == (library, {"uz": "1-filial"})
    manager.post(
        "/staff/libraries/NAV-1/edit/",
        {"name_uz": "1-filial", "name_ru": "Филиал 1", "mode": "hosted", "place": "Buxoro"},
    )
    branch.refresh_from_db()
    assert (branch.names["ru"], branch.place) == ("Филиал 1", "Buxoro")
    assert "1-filial" in manager.get("/staff/libraries/NAV/").content.decode()


def test_faults_of_a_description_are_said_beside_their_fields(manager, library):
    form = {"code": "NAV", "kind": "branch", "name_uz": "x", "mode": "hosted", "isil": "?"}
    answer = manager.post("/staff/libraries/NAV/add/", form)
    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
    answer = manager.post("/staff/libraries/NAV/add/", {**form, "code": "NEW", "kind": "country"})
    assert answer.context["form"].errors["kind"]
    answer = manager.post("/staff/libraries/NAV/add/", {**form, "code": "NEW"})
    assert answer.context["form"].errors["isil"]
    assert Organisation.objects.filter(code__startswith="N").count() == 2


def test_a_manager_reaches_nothing_outside_his_part_of_the_tree(manager, library):
    make_library("OTHER")
    for way in ("", "add/", "edit/", "move/", "hours/", "policy/"):
        assert manager.get(f"/staff/libraries/OTHER/{way}").status_code == 403, way
        assert manager.get(f"/staff/libraries/NAV/{way}").status_code == 200, way
    answer = manager.post("/staff/libraries/NAV/move/", {"parent": "NET"})
    assert answer.status_code == 200
    library.refresh_from_db()
    assert library.parent.code == "UZ"


def test_the_network_administrator_moves_and_closes(client, library):
    client.force_login(make_account("tam", "network-administrator", make_network()))
    make_organisation("VN", "country", make_network())
    client.post("/staff/libraries/NAV/move/", {"parent": "VN"})
    library.refresh_from_db()
    assert library.parent.code == "VN"
    client.post("/staff/libraries/NAV/move/", {"close": "yes"})
    library.refresh_from_db()
    assert not library.active
    client.post("/staff/libraries/NAV/move/", {"reopen": "yes"})
    library.refresh_from_db()
    assert library.active


def test_hours_and_closing_days_are_kept_as_people_write_them(manager, library):
    week = {"form": "week", "day0": "9-13, 14:00-18:00"}
    answer = manager.post("/staff/libraries/NAV/hours/", week)
    assert answer.context["week_form"].errors["day0"]
    manager.post("/staff/libraries/NAV/hours/", {"form": "week", "day0": "9:00-13:00, 14:00 – 18:00"})
    assert queries.week(library)[0] == [(time(9), time(13)), (time(14), time(18))]
    manager.post(
        "/staff/libraries/NAV/hours/", {"form": "closure", "first": "2026-01-01", "yearly": "on", "reason": "Yangi yil"}
    )
    closure = Closure.objects.get()
    assert closure.yearly
    assert not queries.is_open(library, date(2029, 1, 1))
    manager.post(f"/staff/libraries/NAV/closures/{closure.pk}/remove/")
    assert not Closure.objects.exists()
    manager.post("/staff/libraries/NAV/hours/", {"form": "above"})
    assert not queries.hours_known(library)


def test_settings_and_modules_are_set_and_taken_from_above_again(manager, library):
    way = "/staff/libraries/NAV/policy/"
    manager.post(way, {"key": "libraries.welcome", "value": "Xush kelibsiz"})
    assert queries.setting(library, "libraries.welcome") == "Xush kelibsiz"
    manager.post(way, {"key": "libraries.welcome", "verb": "above"})
    assert queries.setting(library, "libraries.welcome") == ""
    manager.post(way, {"key": "archive", "verb": "module-off"})
    assert not queries.module_on(library, "archive")
    manager.post(way, {"key": "archive", "verb": "module-above"})
    assert queries.module_on(library, "archive")
    answer = manager.post(way, {"key": "libraries.language", "value": "klingon"})
    assert answer.status_code == 200
    assert b'class="err"' in answer.content
