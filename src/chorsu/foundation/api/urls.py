"""Addresses of the machines' side: /api/v1/, its reading page, and what watchers of the installation ask for."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.urls.resolvers import RoutePattern

from chorsu.foundation.api import pages, problems


def _with_problems(view):
    """The framework answers a wrong method (405) in plain text; here it becomes a problem like any other."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 405 and response.get("Content-Type", "") != problems.CONTENT_TYPE:
            return problems.of_plain(request, 405, headers={"Allow": response.get("Allow", "")})
        return response

    answered.csrf_exempt = True  # the doors check CSRF themselves, for session callers only
    return answered


class _HouseApi:
    """An URLconf that is made when the first address is looked up: by then every room has been mounted."""

    @property
    def urlpatterns(self) -> list[URLPattern | URLResolver]:
        from chorsu.foundation.api.doors import house_api

        patterns = [pattern for pattern in house_api().urls[0] if getattr(pattern, "name", "") != "api-root"]
        for pattern in patterns:
            pattern.callback = _with_problems(pattern.callback)
        return [
            path("", pages.root, name="api-root"),
            path("docs", pages.docs, name="docs"),
            *patterns,
            re_path(r"^.*$", _with_problems(pages.nothing_here)),
        ]


urlpatterns = [
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("metrics", pages.metrics, name="metrics"),
    URLResolver(RoutePattern("api/v1/"), _HouseApi(), app_name="api", namespace="api-v1"),
]
