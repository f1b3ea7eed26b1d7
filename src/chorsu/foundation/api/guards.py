"""The one place where every wing asks “may this account do that here?”.

The foundation knows no roles. The wing of people registers the answer (`register`); until it has, only a
superuser may anything, so a missing registration closes doors rather than opening them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from chorsu.kernel.errors import Forbidden

May = Callable[[Any, str, Any], bool]


def _only_superusers(account: Any, right: str, place: Any = None) -> bool:
    return bool(getattr(account, "is_active", False) and getattr(account, "is_superuser", False))


_may: May = _only_superusers


def register(may: May) -> None:
    """Make `may(account, right, place)` the house's answer; called once by the accounts room."""
    global _may
    _may = may


def may(account: Any, right: str, place: Any = None) -> bool:
    """True when the account holds the right at the place (an organisation), or anywhere when `place` is None."""
    if account is None or not getattr(account, "is_authenticated", False):
        return False
    return bool(_may(account, right, place))


def require(account: Any, right: str, place: Any = None) -> None:
    """Raise Forbidden unless the account holds the right."""
    if not may(account, right, place):
        raise Forbidden()


def staff_page(right: str) -> Callable:
    """A page for staff: the anonymous are sent to sign in, accounts without the right are refused (403)."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                from django.contrib.auth.views import redirect_to_login

                return redirect_to_login(request.get_full_path())
            require(request.user, right)
            return view(request, *args, **kwargs)

        guarded.right = right
        return guarded

    return decorate
