"""Pages of the look itself: home, switches, covers, the style guide and the error pages."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.ui import covers, menus
from chorsu.foundation.ui import home as front
from chorsu.foundation.ui.context import CONTRASTS, THEMES
from chorsu.foundation.ui.errors import UnknownCover, UnknownLanguage
from chorsu.foundation.ui.languages import COOKIE, supported
from chorsu.kernel.errors import ChorsuError

YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door, made of the blocks the rooms registered."""
    context = {
        "scopes": menus.entries(request, "scopes"),
        "figures": front.figures(),
        "niche": front.niche(request),
        "blocks": front.blocks(request, upto=50),
        "duo": front.blocks(request, "duo"),
        "aside": front.blocks(request, "aside"),
        "tail": front.blocks(request, above=50),
    }
    return render(request, "ui/home.html", context)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    # Only our own addresses: the switch must not become an open redirect.
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    return HttpResponseRedirect(target)


def _keep(response: HttpResponse, name: str, value: str) -> None:
    # Readable by scripts on purpose: the page's own switch writes the same cookie. It holds no secret.
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language in a cookie and returns to the page."""
    code = supported(request.POST.get("language"))
    if code is None:
        raise UnknownLanguage
    response = _back(request)
    _keep(response, COOKIE, code)
    return response


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keeps theme and contrast in cookies, which the server reads before it draws the next page."""
    response = _back(request)
    for name, allowed in (("theme", THEMES), ("contrast", CONTRASTS)):
        value = request.POST.get(name)
        if value and value in allowed:
            _keep(response, name, value)
    return response


@require_safe
def cover(request: HttpRequest, pid: str) -> HttpResponse:
    """The drawn cover of a thing with a public id. The version in the query changes with the drawing."""
    drawn = covers.of(pid)
    if drawn is None:
        raise UnknownCover
    # The gzip middleware marks the tag as weak (W/…) on its way out; it comes back so.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == drawn.etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(drawn.svg, content_type="image/svg+xml")
    response.headers["ETag"] = drawn.etag
    versioned = request.GET.get("v", "").partition(".")[0] == covers.VERSION
    patch_cache_control(response, public=True, max_age=YEAR if versioned else 3600, immutable=versioned)
    return response


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every component in one place, for looking and for the accessibility tests."""
    from chorsu.foundation.ui.guide import specimen

    return render(request, "ui/guide.html", specimen(request))


@require_safe
def sample_cover(request: HttpRequest, number: int) -> HttpResponse:
    """A cover of the style guide."""
    from chorsu.foundation.ui.guide import sample_cover as drawn

    svg = drawn(number)
    if svg is None:
        raise UnknownCover
    return HttpResponse(svg, content_type="image/svg+xml")


def _page(request: HttpRequest, status: int, context: dict) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return render(request, "ui/error.html", {"status": status, **context}, status=status)
    # A fragment says where it belongs: above the page's content, leaving what the person was working on as it is.
    response = render(request, "ui/_error.html", {"status": status, **context}, status=status)
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response


def refusal(request: HttpRequest, error: ChorsuError) -> HttpResponse:
    """An error of ours: the sentence is translated first and filled in afterwards."""
    context = {
        "text": _said(error.text, error.params),
        "advice": _said(error.advice, error.params),
        "reasons": [
            {"code": each.code, "text": _said(each.text, each.params), "advice": _said(each.advice, each.params)}
            for each in error.reasons
        ],
        "code": error.code,
    }
    return _page(request, error.status, context)


def _said(template: str, params: dict) -> str:
    if not template:
        return ""
    sentence = gettext(template)
    return sentence % params if params else sentence


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what arrived cannot be read."""
    text = gettext("The browser sent something this page cannot read.")
    return _page(request, 400, {"text": text, "advice": gettext("Go back and try again."), "code": "bad-request"})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this account may not."""
    return refusal(request, _forbidden())


def _forbidden() -> ChorsuError:
    from chorsu.kernel.errors import Forbidden

    return Forbidden()


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without its token: cookies are off, or the page was open since before signing in."""
    text = gettext("This form is out of date.")
    advice = gettext("Open the page again and send it once more. The browser must accept cookies of this site.")
    return _page(request, 403, {"text": text, "advice": advice, "code": "form-out-of-date"})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no page at this address."""
    text = gettext("There is no page at this address.")
    advice = gettext("Search for what you need, or start from the home page.")
    return _page(request, 404, {"text": text, "advice": advice, "code": "not-found"})


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without context processors, session or database, any of which may be what failed."""
    context = {
        "status": 500,
        "title": HTTPStatus.INTERNAL_SERVER_ERROR.phrase,
        "text": gettext("Something on our side went wrong. It has been written to the log."),
        "advice": gettext("Try again in a minute. If it happens again, tell the library what you were doing."),
        "code": "server-error",
        "lang": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }
    return HttpResponse(render_to_string("ui/plain.html", context), status=500)
