"""Readers' own pages: what they agree to, their data, being forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.kernel.errors import ChorsuError
from chorsu.people.patrons import actions, queries
from chorsu.people.patrons.errors import UnknownPatron
from chorsu.people.patrons.models import Patron


@require_POST
@login_required
def consents(request: HttpRequest) -> HttpResponse:
    """Keep the reader's answers; only those that changed are written down."""
    patron = _own(request)
    for kind, now in (("history", patron.keep_history), ("network-wide", patron.network_wide)):
        given = request.POST.get(kind) == "yes"
        if given != now:
            actions.record_consent(patron, kind, given, by=request.user)
    messages.success(request, gettext("Your choice has been kept."))
    return redirect("account")


@require_safe
@never_cache
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything kept about the reader, as a file."""
    data = actions.export_data(_own(request), by=request.user)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@require_POST
@login_required
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask to be forgotten."""
    try:
        actions.ask_erasure(_own(request), by=request.user)
        messages.success(request, gettext("Your library has been asked to forget you. It will answer."))
    except ChorsuError as error:
        messages.error(request, gettext(error.text))
    return redirect("account")


def _own(request: HttpRequest) -> Patron:
    patron = queries.of_account(request.user)
    if patron is None:
        raise UnknownPatron()
    return patron
