"""What readers see of records and works."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chorsu.catalogue.records import queries
from chorsu.catalogue.records.errors import Withdrawn
from chorsu.catalogue.records.models import Record, SourceVersion
from chorsu.catalogue.records.presenting import STYLES, as_editions, citation, page_context
from chorsu.catalogue.records.verbatim import Verbatim, versions_of
from chorsu.kernel.paging import paginate
from chorsu.people.accounts.queries import may

FILES = {"bib": ("bibtex", "application/x-bibtex"), "ris": ("ris", "application/x-research-info-systems")}


def _found(request: HttpRequest, pid: str) -> Record | HttpResponse:
    """The record, or the answer that stands for it: 301 where it was merged, 410 where it was withdrawn."""
    record = queries.by_pid(pid)
    survivor = queries.surviving(record)
    if survivor.pk != record.pk:
        return redirect(request.path.replace(pid, survivor.pid, 1), permanent=True)
    if record.pid != pid:
        return redirect(request.path.replace(pid, record.pid, 1), permanent=True)
    if record.status == Record.Status.SUPPRESSED and may(request.user, "records.see", None):
        return record  # staff see what they have hidden, with a word on it
    try:
        return queries.shown(record, pid)
    except Withdrawn:
        return render(request, "records/withdrawn.html", {"record": record}, status=410)


@require_safe
def record(request: HttpRequest, pid: str) -> HttpResponse:
    """The record page."""
    found = _found(request, pid)
    if isinstance(found, HttpResponse):
        return found
    response = render(request, "records/record.html", page_context(request, found))
    response["Link"] = f'</api/v1/records/{found.pid}>; rel="alternate"; type="application/json"'
    return response


@require_safe
def marc(request: HttpRequest, pid: str) -> HttpResponse:
    """Every source record as its library sent it, field by field."""
    found = _found(request, pid)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "records/marc.html", {"record": found, "versions": versions_of(found)})


@require_safe
def history(request: HttpRequest, pid: str) -> HttpResponse:
    """Where the record comes from and what was decided about it."""
    found = _found(request, pid)
    if isinstance(found, HttpResponse):
        return found
    edges = found.edges.select_related("source__library", "by").order_by("pk")
    versions = SourceVersion.objects.filter(source__edge__record=found).select_related("source__library", "batch", "by")
    context = {
        "record": found,
        "edges": edges[:100],
        "versions": paginate(versions.defer("packed").order_by("-pk"), request.GET.get("page"), per_page=25),
        "decisions": found.decisions.select_related("other", "by")[:50],
    }
    return render(request, "records/history.html", context)


@require_safe
def source(request: HttpRequest, pid: str, number: int) -> HttpResponse:
    """One version of a source, byte for byte as it came."""
    found = _found(request, pid)
    if isinstance(found, HttpResponse):
        return found
    version = SourceVersion.objects.filter(source__edge__record=found, pk=number).select_related("source").first()
    if version is None:
        raise Http404
    view = Verbatim(version)
    response = HttpResponse(version.raw, content_type=view.content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.pid}-{version.pk}.{view.extension}"'
    return response


@require_safe
def cite(request: HttpRequest, pid: str, extension: str) -> HttpResponse:
    """The citation as a file for reference managers."""
    found = _found(request, pid)
    if isinstance(found, HttpResponse):
        return found
    if extension not in FILES:
        raise Http404
    style, content_type = FILES[extension]
    assert style in STYLES
    response = HttpResponse(citation(found, style), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.pid}.{extension}"'
    return response


@require_safe
def ark(request: HttpRequest, naan: str, name: str) -> HttpResponse:
    """The lasting name leads to the page."""
    kinds = {"r": "records", "w": "works", "a": "agents", "o": "read"}
    if name[:1] not in kinds:
        raise Http404
    return redirect(f"/{kinds[name[:1]]}/{name}")


@require_safe
def work(request: HttpRequest, pid: str) -> HttpResponse:
    """A work with all its editions, newest first."""
    found = queries.work_by_pid(pid)
    members = queries.editions_of(found).defer("description")
    page = paginate(members, request.GET.get("page"), per_page=30)
    languages = queries.languages_of(found)
    context = {
        "work": found,
        "page": page,
        "editions": as_editions(list(page)),
        "languages": languages,
        "title": found.title or _("Untitled"),
    }
    return render(request, "records/work.html", context)
