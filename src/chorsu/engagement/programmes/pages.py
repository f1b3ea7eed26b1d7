"""Readers' pages: the week's books, marathons, taking part."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chorsu.engagement.programmes import actions, queries
from chorsu.engagement.programmes.showing import card
from chorsu.kernel.paging import paginate


@require_safe
def weeks(request: HttpRequest) -> HttpResponse:
    """Books of this week and of weeks past."""
    page = paginate(queries.books(), request.GET.get("page"), per_page=12)
    return render(request, "programmes/weeks.html", {"page": page})


@require_safe
def marathons(request: HttpRequest) -> HttpResponse:
    """Marathons, those going on first."""
    page = paginate(queries.marathons(), request.GET.get("page"), per_page=12)
    return render(request, "programmes/marathons.html", {"page": page})


@require_safe
def marathon(request: HttpRequest, number: int) -> HttpResponse:
    """One marathon: its days, the reader's own day, joining and leaving."""
    found = queries.marathon(number)
    part = queries.takes_part(found, request.user)
    return render(request, "programmes/marathon.html", card(found, part))


@require_POST
def join(request: HttpRequest, number: int) -> HttpResponse:
    """Take part; a visitor signs in first and comes back to the marathon's page."""
    if not request.user.is_authenticated:
        return redirect_to_login(f"/marathons/{number}/")
    actions.join(queries.marathon(number), by=request.user)
    messages.success(request, _("You take part. Your days are counted from today, or from the first day."))
    return redirect("programmes:marathon", number=number)


@require_POST
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """Take part no more."""
    if not request.user.is_authenticated:
        return redirect_to_login(f"/marathons/{number}/")
    if actions.leave(queries.marathon(number), by=request.user):
        messages.success(request, _("You take part no more. Nothing about it is kept."))
    return redirect("programmes:marathon", number=number)
