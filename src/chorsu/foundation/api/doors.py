"""What a room's `api.py` needs: `Router`, `anyone`, `require`, `paged`, `problem`; and how the routers are mounted.

    router = Router(tags=["Loans"])

    @router.post("/loans", response={201: LoanOut})
    def check_out(request, body: LoanIn): …

Operations ask for a signed-in caller unless they say `auth=None` (anybody; `request.account` is set all the same).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import ninja
from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Query, Schema
from ninja.constants import NOT_SET
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from chorsu.foundation.api import guards, problems
from chorsu.foundation.api.auth import anyone, caller, register_token_resolver, signed_in
from chorsu.foundation.api.problems import problem
from chorsu.foundation.api.throttling import ByCaller
from chorsu.kernel.errors import ChorsuError

T = TypeVar("T")
LARGEST_PAGE = 100
_mounted: dict[str, Sequence[ninja.Router]] = {}
_built: NinjaAPI | None = None


class Router(ninja.Router):
    """A room's operations. `auth=None` opens an operation to anybody without forgetting who calls."""

    def add_api_operation(self, path: str, methods: list[str], view_func: Callable, *, auth: Any = NOT_SET, **kwargs):
        return super().add_api_operation(path, methods, view_func, auth=anyone if auth is None else auth, **kwargs)


class PageIn(Schema):
    """`?page=&per_page=`"""

    page: int = Field(1, ge=1, le=100_000, description="Number of the page, from 1.")
    per_page: int = Field(20, ge=1, le=LARGEST_PAGE, description="How many a page holds.")


class PageOut(Schema, Generic[T]):
    """One page of a list."""

    total: int
    page: int
    per_page: int
    results: list[T]
    next: str | None = None


def paged(request: HttpRequest, items: Any, page: PageIn, show: Callable[[Any], Any] | None = None) -> dict[str, Any]:
    """One page of a queryset or sequence as `PageOut`; also sets the Link header (RFC 8288) on the answer.

    @router.get("/loans", response=PageOut[LoanOut])
    def loans(request, page: Query[PageIn]):
        return paged(request, queries.open_loans(), page)
    """
    total = items.count() if hasattr(items, "order_by") else len(items)
    start = (page.page - 1) * page.per_page
    found = list(items[start : start + page.per_page])
    more = start + len(found) < total and bool(found)
    following = _address(request, page.page + 1) if more else None
    links = [(following, "next")] if following else []
    if page.page > 1:
        links.append((_address(request, page.page - 1), "prev"))
    request.api_links = links
    return {
        "total": total,
        "page": page.page,
        "per_page": page.per_page,
        "results": [show(item) for item in found] if show else found,
        "next": following,
    }


def _address(request: HttpRequest, number: int) -> str:
    values = request.GET.copy()
    values["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{urlencode(list(_pairs(values)))}")


def _pairs(values: Any) -> Iterable[tuple[str, str]]:
    for key, several in values.lists():
        for value in several:
            yield key, value


def require(request: HttpRequest, right: str, place: Any = None) -> Any:
    """The calling account, when it holds the right; raises Forbidden (403)."""
    guards.require(request.account, right, place)
    return request.account


class Api(NinjaAPI):
    """NinjaAPI with our Link header."""

    def create_response(self, request, data, *, status=None, temporal_response=None):
        response = super().create_response(request, data, status=status, temporal_response=temporal_response)
        for target, relation in getattr(request, "api_links", ()):
            own = f'<{target}>; rel="{relation}"'
            response["Link"] = f"{response['Link']}, {own}" if "Link" in response else own
        return response


def build(routers: Iterable[tuple[str, Any]], namespace: str = "api-v1") -> Api:
    """An API of these routers; the house has one, tests may build their own."""
    api = Api(
        title="Chorsu",
        version="1.0.0",
        description="One shape for every list, every error and every caller. Errors are application/problem+json.",
        servers=[{"url": settings.SITE_URL}],
        urls_namespace=namespace,
        openapi_url="/openapi.json",
        docs_url=None,
        auth=signed_in,
        throttle=ByCaller(),
    )
    api.add_exception_handler(ChorsuError, problems.of_chorsu)
    api.add_exception_handler(ValidationError, problems.of_validation)
    api.add_exception_handler(Http404, lambda request, error: problems.of_plain(request, 404))
    api.add_exception_handler(HttpError, problems.of_http)
    api.add_exception_handler(Exception, problems.of_fault)
    for _, router in routers:
        api.add_router("", router)
    return api


def mount(routers: Iterable[tuple[str, Any]]) -> None:
    """Give the house its routers: pairs of a room's label and the `router` (or `routers`) of its `api.py`.

    Called once by the wiring when all rooms are loaded; calling again replaces what was mounted under a label.
    """
    global _built
    for label, router in routers:
        several = router if isinstance(router, (list, tuple)) else [router]
        if _mounted.get(label) != several:
            _mounted[label], _built = several, None


def house_api() -> Api:
    """The API of everything mounted, built at its first use."""
    global _built
    if _built is None:
        _built = build((label, router) for label, several in _mounted.items() for router in several)
    return _built


__all__ = [
    "PageIn",
    "PageOut",
    "Query",
    "Router",
    "Schema",
    "anyone",
    "build",
    "caller",
    "house_api",
    "mount",
    "paged",
    "problem",
    "register_token_resolver",
    "require",
    "signed_in",
]
