"""The registry of menus: each room adds its own items, the shells draw those that this request may see.

A room calls `add(MenuItem(...))` in its `registrations.py`. Who may see an item is decided by two functions that the
rooms above register here, because the look knows neither accounts nor libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# reader: the top bar's links; top: its buttons; tabs: the phone's; me: the account menu; scopes: chips below the
# home page's search; foot: the footer; staff and admin: the menu of staff pages.
PLACES = frozenset({"reader", "top", "tabs", "me", "scopes", "foot", "staff", "admin"})

SECTIONS: dict[str, Any] = {
    "catalogue": _("Catalogue"),
    "lending": _("Lending"),
    "archive": _("Archive"),
    "programmes": _("Programmes"),
    "network": _("Network"),
    "reading": _("Reading"),
    "services": _("Services"),
    "about": _("The network"),
}


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One item: `place` is reader, tabs, foot, staff or admin; `label` a lazy translation; `url_name` an address name.

    `right` and `module` hide the item from those who lack the right or where the module is off. `section` groups
    staff, admin and foot items (a key of `SECTIONS`). `count(request)` gives the figure beside a staff item, or None.
    `fixed` is appended to the address (a query such as `?kind=thesis`).
    """

    place: str
    label: Any
    url_name: str
    icon: str = ""
    right: str | None = None
    module: str | None = None
    order: int = 100
    section: str = ""
    count: Callable[[HttpRequest], int | None] | None = None
    fixed: str = ""
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as one request sees it."""

    label: str
    url: str
    icon: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of entries."""

    key: str
    label: str
    entries: list[Entry] = field(default_factory=list)


_items: list[MenuItem] = []
_may: Callable[[HttpRequest, str], bool] | None = None
_module_on: Callable[[HttpRequest, str], bool] | None = None


def add(item: MenuItem) -> None:
    """Adds an item; the same item twice stays one (registrations may be imported again in tests).

    Raises ValueError for a place that no shell draws.
    """
    if item.place not in PLACES:
        raise ValueError(f"There is no menu “{item.place}”; choose one of {', '.join(sorted(PLACES))}.")
    if item not in _items:
        _items.append(item)


def guard(may: Callable[[HttpRequest, str], bool]) -> None:
    """Registers who answers whether a request has a right anywhere (room `accounts`)."""
    global _may
    _may = may


def modules(on: Callable[[HttpRequest, str], bool]) -> None:
    """Registers who answers whether a module is on for a request (room `libraries`)."""
    global _module_on
    _module_on = on


def address(url_name: str, *args: Any) -> str:
    """The address of that name, or an empty text when no room answers to it."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def visible(request: HttpRequest, item: MenuItem) -> bool:
    """Whether this request may see the item. Without a guard only a superuser sees what needs a right."""
    if item.module and _module_on is not None and not _module_on(request, item.module):
        return False
    if not item.right:
        return True
    if _may is not None:
        return _may(request, item.right)
    return bool(getattr(getattr(request, "user", None), "is_superuser", False))


def any_visible(request: HttpRequest, *places: str) -> bool:
    """Whether anything of these places is there for this request; counts nothing."""
    return any(item.place in places and visible(request, item) and address(item.url_name, *item.args)
               for item in _items)  # fmt: skip


def entries(request: HttpRequest, *places: str) -> list[Entry]:
    """The entries of these places for this request, in order. The longest matching address is the current one."""
    return [entry for _item, entry in _drawn(request, places)]


def sections(request: HttpRequest, *places: str) -> list[Section]:
    """The same in titled groups, in the order of `SECTIONS`; groups without entries are left out."""
    groups: dict[str, Section] = {key: Section(key, str(label)) for key, label in SECTIONS.items()}
    for item, entry in _drawn(request, places):
        groups.setdefault(item.section, Section(item.section, item.section)).entries.append(entry)
    return [group for group in groups.values() if group.entries]


def _drawn(request: HttpRequest, places: tuple[str, ...]) -> list[tuple[MenuItem, Entry]]:
    shown: list[tuple[MenuItem, str]] = []
    for item in sorted(_items, key=lambda each: each.order):
        if item.place in places and visible(request, item):
            url = address(item.url_name, *item.args)
            if url:
                shown.append((item, url))
    here = request.path
    matching = [url for _item, url in shown if here == url or (url != "/" and here.startswith(url.rstrip("/") + "/"))]
    current = max(matching, key=len, default=None)
    drawn = []
    for item, url in shown:
        count = item.count(request) if item.count else None
        is_current = url == current and (not item.fixed or item.fixed.lstrip("?") == request.META.get("QUERY_STRING"))
        drawn.append((item, Entry(str(item.label), url + item.fixed, item.icon, is_current, count)))
    return drawn
