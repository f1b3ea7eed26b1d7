"""Staff pages of the audit trail: reading it and checking its seals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.api.guards import staff_page
from chorsu.foundation.audit import queries
from chorsu.foundation.audit.forms import Filter
from chorsu.kernel.paging import paginate


@require_safe
@staff_page("audit.see")
def trail(request: HttpRequest) -> HttpResponse:
    """The trail, newest first, filtered."""
    form = Filter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = paginate(queries.found(**wanted), request.GET.get("page"), per_page=50)
    return render(request, "audit/trail.html", {"form": form, "page": page, "filtered": any(wanted.values())})


@require_POST
@staff_page("audit.see")
def check(request: HttpRequest) -> HttpResponse:
    """Walk the whole trail and say whether every seal holds."""
    broken = queries.verify()
    if broken is None:
        messages.success(request, _("Every seal of the trail holds."))
    else:
        messages.error(
            request,
            _("Entry %(number)s is not as it was written. Compare with a backup, and keep this database as it is.")
            % {"number": broken.pk},
        )
    return redirect("audit")
