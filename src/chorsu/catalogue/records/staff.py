"""Staff pages: imports with dry run, progress, error sheet and undo; a small list of records."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chorsu.catalogue.records import actions, queries, slots, wording
from chorsu.catalogue.records.forms import ImportForm, RecordFilter
from chorsu.catalogue.records.importing import sheets
from chorsu.catalogue.records.models import Batch, Record
from chorsu.foundation.jobs.models import Job
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.queries import visible_libraries
from chorsu.people.accounts.staffing import complain, staff_page

IMPORT = "records.import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _libraries(request: HttpRequest) -> QuerySet:
    return visible_libraries(request.user, IMPORT)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """The list of imports and the form for a new one, which begins with a look at the file."""
    libraries = _libraries(request)
    form = ImportForm(request.POST or None, request.FILES or None, libraries=libraries)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            batch = actions.start_import(
                told["file"], told["library"], told["format"], told["encoding"], dry_run=True, by=request.user
            )
            return redirect("import", number=batch.pk)
        except ChorsuError as error:
            complain(form, error)
    rows = Batch.objects.filter(library__in=libraries).select_related("library", "by")
    page = paginate(rows, request.GET.get("page"), per_page=20)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "records/imports.html", {"form": form, "page": page}, status=status)


@require_safe
@staff_page(IMPORT)
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One import: its counts, sample, problems, and what can be done with it."""
    found = _batch(request, number)
    job = Job.objects.filter(pk=found.job).first() if found.job else None
    moving = found.state in (Batch.State.RUNNING, Batch.State.UNDOING) and job is not None and job.is_open
    problems = paginate(found.problems.all(), request.GET.get("page"), per_page=25)
    context = {
        "batch": found, "job": job, "moving": moving, "problems": problems, "trouble": wording.trouble(found),
        "reasons": [(problem, wording.reason(problem)) for problem in problems],
    }  # fmt: skip
    template = "records/_batch.html" if request.headers.get("HX-Target") == "batch" else "records/batch.html"
    return render(request, template, context)


@require_POST
@staff_page(IMPORT)
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Import for good what the look has shown."""
    found = _batch(request, number)
    if found.state != Batch.State.CHECKED:
        raise Http404
    made = actions.continue_import(found, by=request.user)
    messages.success(request, _("The import has begun."))
    return redirect("import", number=made.pk)


@require_POST
@staff_page(IMPORT)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Undo an import in the background."""
    found = _batch(request, number)
    actions.start_undo(found, by=request.user)
    messages.success(request, _("The import is being undone."))
    return redirect("import", number=found.pk)


@require_safe
@staff_page(IMPORT)
def problems(request: HttpRequest, number: int, extension: str) -> HttpResponse | StreamingHttpResponse:
    """The error sheet as CSV or XLSX."""
    found = _batch(request, number)
    response: HttpResponse | StreamingHttpResponse
    if extension == "csv":
        response = StreamingHttpResponse(sheets.csv_lines(found), content_type="text/csv; charset=utf-8")
    elif extension == "xlsx":
        response = HttpResponse(sheets.xlsx(found), content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="import-{found.pk}-problems.{extension}"'
    return response


def _batch(request: HttpRequest, number: int) -> Batch:
    found = get_object_or_404(Batch.objects.select_related("library", "by"), pk=number)
    require(request.user, IMPORT, found.library)
    return found


@require_safe
@staff_page("records.see")
def records(request: HttpRequest) -> HttpResponse:
    """Records by title, ISBN or number, with their state."""
    form = RecordFilter(request.GET)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = queries.find_for_staff(told.get("q", ""), told.get("status", ""))
    page = paginate(rows, request.GET.get("page"), per_page=25)
    said = slots.statuses([record.pk for record in page])
    lines = [(record, said[record.pk]) for record in page]
    return render(request, "records/staff_records.html", {"form": form, "page": page, "lines": lines})


@require_POST
@staff_page("records.edit")
def suppress(request: HttpRequest, pid: str) -> HttpResponse:
    """Hide a record from readers."""
    actions.suppress(queries.by_pid(pid), by=request.user, reason=request.POST.get("reason", "")[:300])
    messages.success(request, _("Readers no longer see the record."))
    return redirect(f"/staff/records/?q={pid}")


@require_POST
@staff_page("records.edit")
def show(request: HttpRequest, pid: str) -> HttpResponse:
    """Show a hidden record again."""
    record: Record = queries.by_pid(pid)
    actions.show(record, by=request.user)
    messages.success(request, _("Readers see the record again."))
    return redirect(f"/staff/records/?q={pid}")
