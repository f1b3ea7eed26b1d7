"""Two middlewares of every page: which language it speaks, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chorsu.foundation.ui.languages import html_tag, wanted
from chorsu.kernel.errors import ChorsuError

Answer = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Activates the language a request wants and says it in `Content-Language`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = wanted(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", html_tag(language))
        return response


class ErrorMiddleware:
    """Turns a `ChorsuError` raised by a page into a page (for htmx: a fragment) with the same status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this when a page raised; anything but our own errors goes on to Django."""
        if not isinstance(error, ChorsuError):
            return None
        from chorsu.foundation.ui.pages import refusal

        return refusal(request, error)
