"""Pages of the machines' side: health, readiness, metrics, and the reading page of the API."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chorsu.foundation.api import health, problems


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process lives and answers; asks nothing of anybody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every essential check holds, else 503; each check with its answer."""
    found = health.results()
    ready = health.ready(found)
    return JsonResponse({"ready": ready, "checks": found}, status=200 if ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus's text format. Open only to METRICS_NETWORKS (this machine by default) and `metrics.see`."""
    from chorsu.foundation.api.metrics import allowed, text

    if not allowed(request):
        raise Http404
    body, content_type = text()
    return HttpResponse(body, content_type=content_type)


def root(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the reading page."""
    return redirect("api-v1:docs")


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address under /api/v1/."""
    return problems.of_plain(request, 404)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The API to read: made on the server from the OpenAPI document, with no script and nothing from elsewhere."""
    from chorsu.foundation.api.doors import house_api
    from chorsu.foundation.api.reading import chapters

    schema = house_api().get_openapi_schema(path_prefix="/api/v1/")
    return render(request, "api/docs.html", {"chapters": chapters(schema), "title": _("Programming interface")})
