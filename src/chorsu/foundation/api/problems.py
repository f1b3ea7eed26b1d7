"""Turns every failure at the JSON doors into one shape: problem details (RFC 9457), in the caller's language."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_request, gettext
from django.utils.translation import override as speaking
from ninja.errors import HttpError, Throttled, ValidationError

from chorsu.kernel.errors import ChorsuError, Forbidden, NotFound, gettext_noop

log = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"

# What to say for plain HTTP refusals: code, title and the next step.
PLAIN: dict[int, tuple[str, str, str]] = {
    400: (
        "bad-request",
        gettext_noop("The request cannot be understood."),
        gettext_noop("Check that the body is well-formed JSON."),
    ),
    401: (
        "sign-in",
        gettext_noop("Sign in first."),
        gettext_noop("Send a token in the header “Authorization: Bearer …”, or sign in with the browser."),
    ),
    403: (Forbidden.code, Forbidden.text, Forbidden.advice),
    404: (NotFound.code, gettext_noop("There is nothing at this address."), gettext_noop("See /api/v1/docs.")),
    405: (
        "method",
        gettext_noop("This address does not take that method."),
        gettext_noop("The header “Allow” names the methods it takes."),
    ),
    413: ("too-large", gettext_noop("This is too large."), gettext_noop("Send it in smaller parts.")),
    415: ("media-type", gettext_noop("This kind of content is not taken here."), ""),
    429: (
        "too-many",
        gettext_noop("Too many requests."),
        gettext_noop("Wait as many seconds as the header “Retry-After” says."),
    ),
    500: (
        "fault",
        gettext_noop("The system made a mistake."),
        gettext_noop("It has been noted. Try again later; if it stays, tell the administrator the time."),
    ),
}
INVALID = gettext_noop("What was sent cannot be used.")
INVALID_ADVICE = gettext_noop("Correct the values listed under “errors” and send it again.")


def problem(
    status: int,
    title: str,
    *,
    code: str,
    detail: str = "",
    advice: str = "",
    reasons: list[dict[str, Any]] | None = None,
    errors: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """A problem document; the texts come translated. `type` is a URN of the code: it names, it does not link."""
    body: dict[str, Any] = {
        "type": f"urn:chorsu:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail or title,
        "advice": advice,
        "reasons": reasons or [],
    }
    if errors is not None:
        body["errors"] = errors
    response = HttpResponse(json.dumps(body, ensure_ascii=False, default=str), CONTENT_TYPE, status)
    for name, value in (headers or {}).items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = get_language() or "en"
    return response


def speaker(request: HttpRequest) -> speaking:
    """The caller's language: what `Accept-Language` asks for, else what the page middleware chose."""
    asked = request.headers.get("Accept-Language")
    return speaking(get_language_from_request(request) if asked else get_language())


def _filled(template: str, params: dict[str, Any]) -> str:
    text = gettext(template) if template else ""
    return text % params if params else text


def of_chorsu(request: HttpRequest, error: ChorsuError) -> HttpResponse:
    """A refusal of our own: code, sentence, advice and every reason."""
    with speaker(request):
        reasons = [
            {
                "code": reason.code,
                "text": _filled(reason.text, reason.params),
                "advice": _filled(reason.advice, reason.params),
            }
            for reason in error.reasons
        ]
        title = _filled(error.text, error.params)
        return problem(
            error.status,
            title,
            code=error.code,
            detail=" ".join([title, *(reason["text"] for reason in reasons)]),
            advice=_filled(error.advice, error.params),
            reasons=reasons,
        )


def of_plain(
    request: HttpRequest, status: int, detail: str = "", headers: dict[str, str] | None = None
) -> HttpResponse:
    """A refusal of HTTP's own."""
    with speaker(request):
        code, title, advice = PLAIN.get(status, PLAIN[500] if status >= 500 else PLAIN[400])
        return problem(
            status,
            gettext(title),
            code=code,
            detail=detail,
            advice=gettext(advice) if advice else "",
            headers=headers,
        )


def of_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A refusal raised by the framework; 401 says how to sign in (RFC 9110 §11.6.1)."""
    if isinstance(error, Throttled):
        wait = getattr(request, "throttle_wait", None) or error.wait
        return of_plain(request, 429, headers={"Retry-After": str(wait)} if wait else None)
    headers = {"WWW-Authenticate": 'Bearer realm="chorsu"'} if error.status_code == 401 else None
    return of_plain(request, error.status_code, headers=headers)


def of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Values of the wrong shape: each with its place (`body.patron`), a code and a sentence."""
    fields = [
        {
            "field": ".".join(str(part) for part in item.get("loc", ())),
            "code": item.get("type", "invalid"),
            "text": item.get("msg", ""),
        }
        for item in error.errors
    ]
    with speaker(request):
        return problem(422, gettext(INVALID), code="invalid", advice=gettext(INVALID_ADVICE), errors=fields)


def of_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our own mistake: the log has it all, the caller gets no inside."""
    log.error("Fault at %s %s", request.method, request.path, exc_info=error)
    return of_plain(request, 500)
