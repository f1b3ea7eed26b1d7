"""Pages of the reading room: the frame around every kind of thing to read, and what I began."""

from __future__ import annotations

import io

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.archive.objects import queries as objects
from chorsu.discovery.reader import actions, queries
from chorsu.discovery.reader.doors import ask, asked_page, decision, open_object
from chorsu.discovery.reader.presenting import frame, refusal
from chorsu.kernel.paging import paginate
from chorsu.people.accounts import queries as accounts


@require_safe
def read(request: HttpRequest, pid: str) -> HttpResponse:
    """The frame with one page in it. It needs no script: the page, its text, the places found are links and HTML."""
    found = objects.by_pid(pid)
    ask(request, found, "discover")
    refused = decision(request, found, "read")
    if not refused:
        return _private(render(request, "reader/refused.html", refusal(found, refused.reason), status=403))
    found = open_object(request, pid, "read")
    if found.pid != pid:
        return redirect("read", found.pid, permanent=True)
    template = "reader/recording.html" if found.kind in {"audio", "video"} else "reader/book.html"
    return _private(render(request, template, frame(request, found)))


@require_safe
def qr(request: HttpRequest, pid: str) -> HttpResponse:
    """The address of a page as a QR code, to take it along on a telephone."""
    found = open_object(request, pid, "read")
    number = request.GET.get("page", "")
    address = request.build_absolute_uri(f"/read/{found.pid}")
    if number:
        address += f"?page={asked_page(found, number).number}"
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=3, dark="#000", light="#fff", xmldecl=False)
    return _private(HttpResponse(out.getvalue(), content_type="image/svg+xml"))


@require_safe
@never_cache
@login_required
def my_reading(request: HttpRequest) -> HttpResponse:
    """Everything the account began, with ways back and ways to forget."""
    page = paginate(queries.positions(request.user), request.GET.get("page"), 20)
    rows = queries.readable(accounts.viewer(request), page.items)
    return render(request, "reader/my_reading.html", {"page": page, "rows": rows})


@require_POST
@login_required
def forget(request: HttpRequest, pid: str) -> HttpResponse:
    """Forget the place in one book."""
    actions.forget_position(request.user, objects.by_pid(pid))
    messages.success(request, gettext("The place in this book has been forgotten."))
    return redirect("my_reading")


@require_POST
@login_required
def forget_all(request: HttpRequest) -> HttpResponse:
    """Forget everything that was begun."""
    actions.forget_all(request.user)
    messages.success(request, gettext("Nothing of what you read is remembered here any more."))
    return redirect("my_reading")


def _private(response: HttpResponse) -> HttpResponse:
    # Where somebody stopped, and whether the gate lets him in, is nobody else's.
    patch_cache_control(response, private=True, no_cache=True)
    return response
