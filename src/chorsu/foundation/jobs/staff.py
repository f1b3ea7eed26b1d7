"""Staff pages of background work: the list, one job, and what may be done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.api.guards import staff_page
from chorsu.foundation.audit import actions as audit
from chorsu.foundation.events import queries as events
from chorsu.foundation.jobs import actions, queries
from chorsu.foundation.jobs.forms import Filter
from chorsu.kernel.paging import paginate

RIGHT = "jobs.see"


@require_safe
@staff_page(RIGHT)
def jobs(request: HttpRequest) -> HttpResponse:
    """The list, by state and kind; while something runs, htmx asks for the rows again every two seconds."""
    form = Filter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = paginate(
        queries.found(wanted.get("state", ""), wanted.get("name", "")), request.GET.get("page"), per_page=25
    )
    context = {
        "form": form,
        "page": page,
        "counts": queries.by_state(),
        "workers": queries.workers_alive(),
        "parked": events.parked().count(),
        "moving": any(job.is_open for job in page),
        "filtered": any(wanted.values()),
    }
    template = "jobs/_rows.html" if request.htmx.target == "rows" else "jobs/jobs.html"
    return render(request, template, context)


@require_safe
@staff_page(RIGHT)
def job(request: HttpRequest, number: int) -> HttpResponse:
    """One job with its progress, arguments, error and result."""
    found = queries.by_number(number)
    template = "jobs/_job.html" if request.htmx.target == "job" else "jobs/job.html"
    return render(request, template, {"job": found, "moving": found.is_open})


@require_POST
@staff_page("jobs.manage")
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a waiting or running job."""
    found = queries.by_number(number)
    actions.cancel(found, by=request.user)
    audit.record(request.user, "jobs.cancel", f"job:{found.pk}", {"name": found.name}, library=found.library_id)
    waits = found.state == found.State.RUNNING
    messages.info(request, _("The job stops at its next step.") if waits else _("The job was cancelled."))
    return redirect("jobs-job", number=number)


@require_POST
@staff_page("jobs.manage")
def retry(request: HttpRequest, number: int) -> HttpResponse:
    """Queue a failed or cancelled job again."""
    found = queries.by_number(number)
    actions.retry(found, by=request.user)
    audit.record(request.user, "jobs.retry", f"job:{found.pk}", {"name": found.name}, library=found.library_id)
    messages.success(request, _("The job waits to go on from where it stopped."))
    return redirect("jobs-job", number=number)
