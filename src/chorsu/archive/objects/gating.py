"""The gate before every address that serves anything of an object: `@gated("page")` loads the object and asks.

Gated views are listed in `GATED`; a test walks all addresses of the room and proves that each one asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control

from chorsu.archive.objects import queries
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.rights import queries as rights
from chorsu.archive.rights.errors import AccessRefused
from chorsu.people.accounts import queries as accounts

GATED: dict[str, str] = {}
WEEK, HOUR = 7 * 86400, 3600


def gated(action: str) -> Callable:
    """The view takes `(request, object, …)` where the address has a `pid`; `action` is what the gate is asked."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, pid: str, *args, **kwargs) -> HttpResponse:
            found = queries.by_pid(pid)
            ask(request, found, action)
            return with_caching(view(request, found, *args, **kwargs), found)

        guarded.gated = action
        GATED[f"{view.__module__}.{view.__name__}"] = action
        return guarded

    return decorate


def ask(request: HttpRequest, found: DigitalObject, action: str) -> None:
    """Raise AccessRefused, with the gate's reason, unless the viewer of this request may do that."""
    decision = rights.decide(accounts.viewer(request), found, action)
    if not decision:
        raise AccessRefused([decision.reason] if decision.reason else None)


def with_caching(response: HttpResponse, found: DigitalObject) -> HttpResponse:
    """Caches on the way may keep what is public; everything else stays with the reader and is asked for again."""
    if response.status_code >= 400:
        patch_cache_control(response, no_store=True)
    elif rights.access_class(found) == "public":
        patch_cache_control(response, public=True, max_age=HOUR)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def tag(*parts: object) -> str:
    """An entity tag of values that change whenever the bytes do."""
    text = "\x1f".join(str(part) for part in parts)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """304 when the reader's copy is still good (RFC 9110, 13.1.2)."""
    known = [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]
    if etag in known or "*" in known:
        response = HttpResponseNotModified()
        response["ETag"] = etag
        return response
    return None
