"""The door of staff pages: sign-in, right, second factor where the library asks for it, and the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from chorsu.kernel.errors import ChorsuError
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
            missing = second_factor_missing(request)
            if missing is not None:
                return missing
            require(request.user, right)
            request.desk = queries.desk_of(request)
            return page(request, *args, **kwargs)

        guarded.right = right
        return guarded

    return decorate


def second_factor_missing(request: HttpRequest) -> HttpResponse | None:
    """Where the library asks its staff for a second factor: the way to set one up, until the account has one."""
    if not queries.lacks_second_factor(request.user):
        return None
    messages.warning(request, gettext("Your library asks its staff for a second factor. Set it up to go on."))
    return redirect("mfa_index")


def complain(form: forms.Form, error: ChorsuError, fields: Mapping[str, str] | None = None) -> None:
    """Put an action's refusal on the form it came from: each reason beside the field named for its code."""
    said = [(error.code, error.text, error.params)] if not error.reasons else []
    said += [(reason.code, reason.text, reason.params) for reason in error.reasons]
    for code, text, params in said:
        sentence = gettext(text) % params if params else gettext(text)
        form.add_error((fields or {}).get(code), sentence)
