"""Counts calls: visitors by address, accounts by token or session. Rates are settings (`API_RATES`).

Counted in Django's cache: with the local-memory cache each web process counts for itself, so an installation of
several processes divides the rates.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.throttling import BaseThrottle

from chorsu.kernel.addresses import client_address

# Calls per minute.
RATES = {"anonymous": 3000, "session": 6000, "token": 60_000, "bad-token": 20}


def rate(kind: str) -> int:
    """Calls a minute for this kind of caller; 0 means no limit."""
    return int(getattr(settings, "API_RATES", {}).get(kind, RATES[kind]))


def address(request: HttpRequest) -> str:
    """The caller's address, through the proxies that `CHORSU_TRUSTED_PROXIES` names."""
    return client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        getattr(settings, "TRUSTED_PROXIES", ()),
    )


def spend(kind: str, who: str) -> int | None:
    """Count one call; None when it is within the rate, else the seconds to wait."""
    allowed = rate(kind)
    if not allowed:
        return None
    now = time.time()
    window = int(now // 60)
    key = f"api:{kind}:{who}:{window}"
    cache.add(key, 0, 120)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        count = 1
    return None if count <= allowed else max(1, int((window + 1) * 60 - now) + 1)


def count_bad_token(request: HttpRequest) -> None:
    """Count a token that nobody issued; raises Throttled (429) for an address that tries many."""
    wait = spend("bad-token", address(request))
    if wait is not None:
        raise Throttled(wait)


class ByCaller(BaseThrottle):
    """One limit for visitors, one for the browser's session, one for tokens."""

    def allow_request(self, request: HttpRequest) -> bool:
        account = getattr(request, "account", None)
        if account is None or not account.is_authenticated:
            wait = spend("anonymous", address(request))
        else:
            wait = spend("token" if getattr(request, "by_token", False) else "session", str(account.pk))
        # Kept on the request: one throttle object serves all threads.
        request.throttle_wait = wait
        return wait is None

    def wait(self) -> float | None:
        """Unknown here; the problem document takes it from the request."""
        return None
