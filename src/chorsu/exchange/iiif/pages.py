"""The IIIF doors: manifests, descriptions of images, images. Every one through the gate, all with CORS."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chorsu.archive.objects.models import DigitalObject
from chorsu.exchange.iiif import images, manifests, queries, rules
from chorsu.exchange.iiif.errors import NothingToShow
from chorsu.kernel.errors import ChorsuError
from chorsu.people.accounts import queries as accounts

HOUR = 3600
COMPLIANCE = '<http://iiif.io/api/image/3/level2.json>;rel="profile"'


def door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answers preflights, lets every site's viewer in, and tells refusals as JSON: 401 where signing in helps."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match, Accept"
        else:
            try:
                response = view(request, *args, **kwargs)
            except ChorsuError as error:
                response = _refused(request, error)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Link, ETag"
        return response

    return guarded


@door
def manifest(request: HttpRequest, pid: str) -> HttpResponse:
    """The manifest of an object. Raises NothingToShow for e-books."""
    found = queries.opened(accounts.viewer(request), pid, "read")
    recording = queries.recording(found)
    pages = [] if recording else queries.pages_with_images(found)
    if recording is None and not pages:
        raise NothingToShow(object=pid)
    made = manifests.manifest(found, pages, recording, queries.statement(found))
    return _json(request, made, manifests.PRESENTATION, found)


@door
def described(request: HttpRequest, pid: str, number: int) -> HttpResponse:
    """info.json of a page."""
    found, page = queries.page_image(accounts.viewer(request), pid, int(number))
    response = _json(request, manifests.described(found, page), manifests.IMAGE, found)
    response["Link"] = COMPLIANCE
    return response


@door
def base(request: HttpRequest, pid: str, number: int) -> HttpResponse:
    """The address of an image service leads to its description (Image API, section 2.3)."""
    response = HttpResponse(status=303)
    response["Location"] = f"/iiif/3/{pid}-{number}/info.json"
    return response


@door
def image(
    request: HttpRequest, pid: str, number: int, region: str, size: str, rotation: str, quality: str, format: str
) -> HttpResponse:
    """A region of a page at a size, turned, in a quality and a format."""
    found, page = queries.page_image(accounts.viewer(request), pid, int(number))
    wanted = rules.read(page.width, page.height, region, size, rotation, quality, format)
    canonical = wanted.canonical(page.width, page.height)
    source = f"{page.file.sha512 if page.file else ''}/{page.frame}/{canonical}"
    etag = f'"{hashlib.sha256(source.encode()).hexdigest()[:32]}"'
    known = [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]
    if etag in known:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(images.make(page, wanted), content_type=rules.FORMATS[wanted.format])
    response["ETag"] = etag
    own = manifests.image_id(found, page.number)
    response["Link"] = f'{COMPLIANCE}, <{own}/{canonical}>;rel="canonical"'
    return _cached(response, found)


def _json(request: HttpRequest, data: dict[str, Any], context: str, found: DigitalObject) -> HttpResponse:
    linked = "application/ld+json" in request.headers.get("Accept", "")
    mime = f'application/ld+json;profile="{context}"' if linked else "application/json"
    response = HttpResponse(json.dumps(data, ensure_ascii=False), content_type=mime)
    patch_vary_headers(response, ["Accept"])
    return _cached(response, found)


def _cached(response: HttpResponse, found: DigitalObject) -> HttpResponse:
    if queries.is_public(found):
        patch_cache_control(response, public=True, max_age=HOUR)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _refused(request: HttpRequest, error: ChorsuError) -> HttpResponse:
    """The sentence, what to do next, and its code."""
    reason = error.reasons[0] if error.reasons else None
    text, advice = (reason.text, reason.advice) if reason else (error.text, error.advice)
    params = reason.params if reason else error.params
    status = error.status
    if "rights.signed-in" in error.codes and not accounts.viewer(request).signed_in:
        status = 401
    body = {
        "code": error.codes[0],
        "error": _(text) % params if params else _(text),
        "advice": (_(advice) % params if params else _(advice)) if advice else "",
    }
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json", status=status)
    if status == 401:
        # RFC 9110 wants a challenge; signing in happens on the site's own page.
        response["WWW-Authenticate"] = 'Session realm="Chorsu"'
    patch_cache_control(response, no_store=True)
    return response
