"""Who calls: a signed-in browser (its session, CSRF token required for changes) or a bearer token (RFC 6750)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from chorsu.foundation.api.throttling import count_bad_token
from chorsu.kernel.errors import ChorsuError, gettext_noop

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
TokenResolver = Callable[[str], Any]
_resolve: TokenResolver = lambda token: None  # noqa: E731 - replaced by the accounts room


class TokenRefused(ChorsuError):
    """A token nobody issued, or one that ended."""

    code = "token"
    status = 401
    text = gettext_noop("This token is not valid.")
    advice = gettext_noop("It may have ended or been withdrawn. Make a new one on the page of your account.")


class CsrfRefused(ChorsuError):
    """A change with a session but without the CSRF token."""

    code = "csrf"
    status = 403
    text = gettext_noop("This change was not sent from our own pages.")
    advice = gettext_noop("Load the page again, or use a token instead of the browser's session.")


def register_token_resolver(resolve: TokenResolver) -> None:
    """Make `resolve(token) -> account or None` the answer to whose a token is; called by the accounts room."""
    global _resolve
    _resolve = resolve


def caller(request: HttpRequest) -> Any:
    """The account that calls, or AnonymousUser; kept on `request.account`. Raises TokenRefused, CsrfRefused.

    A token, when there is one, decides alone: a bad token is never taken for a visitor.
    """
    known = getattr(request, "account", None)
    if known is not None:
        return known
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        account = _resolve(token.strip()) if token.strip() else None
        if account is None or not getattr(account, "is_active", True):
            count_bad_token(request)
            raise TokenRefused()
        request.by_token = True
        request.user = account  # rooms that look at request.user see the same person
    else:
        account = getattr(request, "user", None) or AnonymousUser()
        if account.is_authenticated and request.method not in SAFE and check_csrf(request) is not None:
            raise CsrfRefused()
        request.by_token = False
    request.account = account
    return account


class Door(AuthBase):
    """The caller must be known: session or token."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "A token made on the page of your account, or the browser's session."

    def __call__(self, request: HttpRequest) -> Any | None:
        account = caller(request)
        return account if account.is_authenticated else None


class OpenDoor:
    """Anybody may call; whoever does is known as far as they show themselves."""

    def __call__(self, request: HttpRequest) -> Any:
        return caller(request)


signed_in = Door()
anyone = OpenDoor()
