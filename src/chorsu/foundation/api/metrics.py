"""Figures for Prometheus: requests by the middleware, what rooms register looked up when asked.

With several web processes set PROMETHEUS_MULTIPROC_DIR (as `chorsu web --processes` does) so that any of them can
answer for all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import Metric

from chorsu.foundation.api import guards
from chorsu.foundation.api.throttling import address

REQUESTS = Counter("chorsu_requests", "Requests answered.", ["method", "view", "status"])
LATENCY = Histogram(
    "chorsu_request_seconds",
    "Time to answer a request.",
    ["method", "view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class MeteringMiddleware:
    """Counts and times every request under the name of its view: addresses hold names of readers' things, views do not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        view = (match.view_name or match.route) if match else "none"
        method = request.method if request.method in METHODS else "OTHER"
        REQUESTS.labels(method, view, str(response.status_code)).inc()
        LATENCY.labels(method, view).observe(time.perf_counter() - began)
        return response


_GAUGES: list[Callable[[], Iterable[Metric]]] = []


def register(gauges: Callable[[], Iterable[Metric]]) -> None:
    """Add figures that a room looks up when they are asked for (`registrations.py`)."""
    if gauges not in _GAUGES:
        _GAUGES.append(gauges)


class House:
    """What the rooms know."""

    def collect(self) -> Iterable[Metric]:
        """Every room's figures in turn."""
        for gauges in _GAUGES:
            yield from gauges()


def text() -> tuple[bytes, str]:
    """All figures in the text format, and its content type."""
    house = CollectorRegistry()
    house.register(House())
    requests = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import MultiProcessCollector

        requests = CollectorRegistry()
        MultiProcessCollector(requests)
    return generate_latest(requests) + generate_latest(house), CONTENT_TYPE_LATEST


def allowed(request: HttpRequest) -> bool:
    """Whether the caller may see figures: from METRICS_NETWORKS (loopback by default), or with the right metrics.see."""
    try:
        caller = ip_address(address(request))
    except ValueError:
        return False
    networks = getattr(settings, "METRICS_NETWORKS", ["127.0.0.0/8", "::1/128"])
    if any(caller in ip_network(network) for network in networks):
        # Behind a proxy on this machine everybody seems to be here: a forwarded call is none of ours.
        return "X-Forwarded-For" not in request.headers or bool(getattr(settings, "TRUSTED_PROXIES", ()))
    return guards.may(getattr(request, "user", None), "metrics.see")
