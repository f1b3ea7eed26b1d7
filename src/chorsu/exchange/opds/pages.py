"""The catalogues for reading apps: /opds/v2/ in JSON and /opds/v1.2/ in Atom, the same feeds in both."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from chorsu.exchange.opds import atom_feeds, feeds, json_feeds, making, rules
from chorsu.exchange.opds.errors import CatalogueNotReady, UnknownFeed
from chorsu.people.accounts import queries as accounts

# What of the viewer decides on the feed: the session, and from where he asks.
LISTS = ("new", "search")


@require_safe
def json_feed(request: HttpRequest, name: str = "") -> HttpResponse:
    """A feed as OPDS 2.0."""
    found = _feed(request, f"{making.site()}/opds/v2/", name, rules.JSON, rules.JSON)
    body = json.dumps(json_feeds.feed(found), ensure_ascii=False)
    return _answer(body, rules.JSON)


@require_safe
def atom_feed(request: HttpRequest, name: str = "") -> HttpResponse:
    """A feed as OPDS 1.2."""
    base = f"{making.site()}/opds/v1.2/"
    if name == "opensearch.xml":
        return _answer(atom_feeds.search_description(base), rules.OPEN_SEARCH)
    found = _feed(request, base, name, rules.NAVIGATION, rules.ACQUISITION)
    mime = rules.ACQUISITION if found.wanted is not None else rules.NAVIGATION
    return _answer(atom_feeds.feed(found), mime)


def _feed(request: HttpRequest, base: str, name: str, navigation: str, acquisition: str) -> feeds.Feed:
    viewer = accounts.viewer(request)
    if name == "":
        return feeds.root(base, navigation, acquisition)
    if name == "languages":
        found = feeds.by_language(base, acquisition, viewer)
    elif name in LISTS:
        found = feeds.listed(base, name, rules.Wanted.read(request.GET), acquisition, viewer)
    else:
        raise UnknownFeed
    if found is None:
        raise CatalogueNotReady
    return found


def _answer(body: str | bytes, mime: str) -> HttpResponse:
    response = HttpResponse(body, content_type=mime)
    # What is in a feed depends on who asks.
    patch_cache_control(response, private=True, no_cache=True)
    response["Access-Control-Allow-Origin"] = "*"
    return response
