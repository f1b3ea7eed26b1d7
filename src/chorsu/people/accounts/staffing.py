"""The door of staff pages: sign-in, right, second factor where the library asks for it, and the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from chorsu.people.accounts import queries
from chorsu.people.accounts.actions import require


def staff_page(right: str = "staff.work") -> Callable:
    """Let only accounts in that hold `right` somewhere; the page gets `request.desk`, where they work now.

    The page itself still asks for the right at the organisation it shows.
    """

    def decorate(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(page)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(request.user, right)
            request.desk = queries.desk_of(request)
            return page(request, *args, **kwargs)

        guarded.right = right
        return guarded

    return decorate
