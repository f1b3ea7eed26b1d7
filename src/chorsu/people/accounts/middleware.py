"""Makes the rules of staff pages hold for every page that names a right, whichever decorator guards it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from chorsu.people.accounts import queries
from chorsu.people.accounts.staffing import second_factor_missing


class StaffMiddleware:
    """Before a page with a `right`: asks for the second factor where it must be, and sets `request.desk`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Django calls this with the page about to be shown."""
        if not getattr(view, "right", None) or not request.user.is_authenticated:
            return None
        missing = second_factor_missing(request)
        if missing is None and queries.is_staff(request.user):
            request.desk = queries.desk_of(request)  # type: ignore[attr-defined]
        return missing
