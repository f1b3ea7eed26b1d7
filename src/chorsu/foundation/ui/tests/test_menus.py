"""Menus: everyone sees what they may use and nothing else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from chorsu.foundation.ui import home, menus
from chorsu.foundation.ui.menus import MenuItem


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    for name, value in (("_items", []), ("_may", None), ("_module_on", None)):
        monkeypatch.setattr(menus, name, value)


@pytest.fixture
def request_of():
    def make(path="/", user=None):
        request = RequestFactory().get(path)
        request.user = user or AnonymousUser()
        return request

    return make


def test_an_item_that_needs_a_right_is_hidden_from_a_reader(request_of):
    menus.add(MenuItem(place="staff", label="Guide", url_name="ui_guide", right="records.edit", section="catalogue"))
    assert menus.sections(request_of(), "staff") == []
    menus.guard(lambda request, right: right == "records.edit")
    [section] = menus.sections(request_of(), "staff")
    assert (section.key, [entry.url for entry in section.entries]) == ("catalogue", ["/ui/"])
    assert menus.any_visible(request_of(), "staff")


def test_an_item_of_a_module_that_is_off_is_hidden(request_of):
    menus.add(MenuItem(place="reader", label="Marathon", url_name="ui_guide", module="outreach"))
    assert len(menus.entries(request_of(), "reader")) == 1
    menus.modules(lambda request, module: False)
    assert menus.entries(request_of(), "reader") == []


def test_an_item_of_an_absent_room_is_not_drawn(request_of):
    menus.add(MenuItem(place="reader", label="Moon", url_name="no-such-address"))
    assert menus.entries(request_of(), "reader") == []


def test_items_stand_in_order_and_the_nearest_address_is_current(request_of):
    menus.add(MenuItem(place="tabs", label="Guide", url_name="ui_guide", order=20))
    menus.add(MenuItem(place="tabs", label="Home", url_name="home", order=10))
    menus.add(MenuItem(place="tabs", label="Home", url_name="home", order=10))
    drawn = menus.entries(request_of("/ui/covers/1.svg"), "tabs")
    assert [(entry.label, entry.current) for entry in drawn] == [("Home", False), ("Guide", True)]


def test_a_menu_no_shell_draws_is_refused():
    with pytest.raises(ValueError, match="There is no menu"):
        menus.add(MenuItem(place="ceiling", label="x", url_name="home"))


def test_one_room_in_trouble_does_not_take_the_front_door_down(request_of, monkeypatch, caplog):
    monkeypatch.setattr(home, "_blocks", [])

    def broken(request):
        raise RuntimeError("the table is gone")

    home.add(broken)
    home.add(lambda request: None)
    assert home.blocks(request_of()) == []
    assert "the table is gone" in caplog.text


def test_only_figures_with_a_number_are_shown(monkeypatch):
    monkeypatch.setattr(home, "_figures", [])
    home.add_figure("libraries", lambda: 8, order=10)
    home.add_figure("copies", lambda: 0, order=5)
    home.add_figure("records", lambda: 1_500, order=1)
    assert home.figures() == [("records", 1_500), ("libraries", 8)]
