"""What every template knows: the `shell` around the page. All of it is worked out only when a template asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from chorsu.foundation.ui import menus
from chorsu.foundation.ui.languages import SHORT, html_tag

THEMES = ("auto", "light", "dark")
CONTRASTS = ("normal", "more")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the switch."""

    code: str
    tag: str
    short: str
    name: str
    current: bool


class Shell:
    """The parts of the page around the page, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def lang(self) -> str:
        """The page's language as an HTML tag."""
        return html_tag()

    @cached_property
    def languages(self) -> list[Tongue]:
        now = get_language()
        return [
            Tongue(code, html_tag(code), SHORT.get(code, code), name, code == now) for code, name in settings.LANGUAGES
        ]

    @cached_property
    def theme(self) -> str:
        """`light`, `dark`, or empty for the device's own."""
        value = self.request.COOKIES.get("theme", "")
        return value if value in {"light", "dark"} else ""

    @cached_property
    def contrast(self) -> str:
        """`more`, or empty for the device's own."""
        return "more" if self.request.COOKIES.get("contrast") == "more" else ""

    @property
    def here(self) -> str:
        """Where a switch returns to; a form that was posted to has no page of its own to return to."""
        return self.request.get_full_path() if self.request.method in {"GET", "HEAD"} else "/"

    @cached_property
    def nav(self) -> list[menus.Entry]:
        return menus.entries(self.request, "reader")

    @cached_property
    def tabs(self) -> list[menus.Entry]:
        return menus.entries(self.request, "tabs")

    @cached_property
    def foot(self) -> list[menus.Section]:
        return menus.sections(self.request, "foot")

    @cached_property
    def staff(self) -> list[menus.Section]:
        return menus.sections(self.request, "staff", "admin")

    @cached_property
    def top(self) -> list[menus.Entry]:
        """Buttons of the top bar, such as the reader's own shelf."""
        return menus.entries(self.request, "top")

    @cached_property
    def me(self) -> list[menus.Entry]:
        """The account's own pages, in the menu of those who are signed in."""
        return menus.entries(self.request, "me")

    @cached_property
    def works_here(self) -> bool:
        """Whether the staff pages have anything for this account."""
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated and menus.any_visible(self.request, "staff", "admin"))

    @property
    def sign_in(self) -> str:
        return menus.address("account_login")

    @property
    def sign_out(self) -> str:
        return menus.address("account_logout")


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"shell": Shell(request)}
