"""The pages of the search: results, the advanced form, suggestions, the feed, the browser's search description."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from chorsu.discovery.search import queries
from chorsu.discovery.search.forms import AdvancedForm
from chorsu.discovery.search.presenting import results_context
from chorsu.discovery.search.queries import Asked
from chorsu.people.accounts.queries import viewer

FEED_ITEMS = 30


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results with facets; for htmx only the part below the search field."""
    asked = Asked.read(request.GET)
    who = viewer(request)
    found = queries.find(asked, who)
    context = results_context(asked, found, queries.show(found, who))
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    partial = htmx and not htmx.history_restore_request and htmx.target == "results"
    response = render(request, "search/_results.html" if partial else "search/results.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_safe
def advanced(request: HttpRequest) -> HttpResponse:
    """A small form for those who do not know the query language; it writes the query for them."""
    form = AdvancedForm(request.GET or None)
    if request.GET and form.is_valid():
        return HttpResponseRedirect(reverse("search:search") + form.address())
    return render(request, "search/advanced.html", {"form": form})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions for the search field as JSON."""
    found = queries.suggest(request.GET.get("q", ""))
    answer = [
        {"kind": one.kind, "text": one.text, "detail": one.detail, "url": one.url, "lang": one.lang} for one in found
    ]
    response = JsonResponse({"suggestions": answer})
    patch_cache_control(response, private=True, max_age=60)
    return response


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """The newest records of a query as RSS 2.0, for feed readers."""
    asked = replace(Asked.read(request.GET), sort="added", page=1, per_page=FEED_ITEMS)
    found = queries.find(asked, None, facets=())
    context = {"asked": asked, "hits": queries.show(found, None, editions=False), "site": settings.SITE_URL}
    return render(request, "search/feed.xml", context, content_type="application/rss+xml; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """OpenSearch 1.1 description: browsers offer the catalogue as a search engine."""
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", {"site": settings.SITE_URL}, content_type=kind)
