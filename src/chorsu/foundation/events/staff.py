"""Staff page of events that a part of the system could not take: what, why, and sending again."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.api.guards import staff_page
from chorsu.foundation.events import actions, queries
from chorsu.foundation.events.models import ParkedEvent
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate

log = logging.getLogger(__name__)


@require_safe
@staff_page("jobs.see")
def parked(request: HttpRequest) -> HttpResponse:
    """The parked events, newest first."""
    page = paginate(queries.parked(), request.GET.get("page"), per_page=25)
    return render(request, "events/parked.html", {"page": page})


@require_POST
@staff_page("jobs.manage")
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Send one again; when it fails again it stays parked."""
    found = get_object_or_404(ParkedEvent, pk=number)
    try:
        actions.send_again(found)
    except ChorsuError:
        raise
    except Exception as error:
        log.exception("The parked event %s failed again.", found)
        messages.error(request, _("It failed again: %(error)s") % {"error": str(error)[:300]})
    else:
        messages.success(request, _("The event was delivered."))
    return redirect("events-parked")


@require_POST
@staff_page("jobs.manage")
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a parked event for good."""
    get_object_or_404(ParkedEvent, pk=number).delete()
    messages.info(request, _("The event was removed."))
    return redirect("events-parked")
