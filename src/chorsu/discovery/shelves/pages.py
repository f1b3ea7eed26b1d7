"""My shelf: the list, its exports, putting on and taking off. Everything is a form, so it works without a script."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.catalogue.records import queries as records
from chorsu.catalogue.records import slots
from chorsu.discovery.shelves import actions, queries
from chorsu.discovery.shelves.forms import NoteForm
from chorsu.formats import citations
from chorsu.kernel import clock
from chorsu.kernel.errors import Invalid, NotFound
from chorsu.kernel.paging import paginate

SORTS = {"added": _("Newest first"), "title": _("Title"), "author": _("Author"), "year": _("Year")}
EXPORTS = {"bib": ("bibtex", "application/x-bibtex"), "ris": ("ris", "application/x-research-info-systems")}


@require_safe
@never_cache
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The books on my shelf, how each can be had now, my notes."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "added"
    page = paginate(queries.shelf(request.user, sort), request.GET.get("page"), 20)
    ids = [saved.record_id for saved in page.items]
    said = slots.statuses(ids) if ids else {}
    rows = [
        {
            "saved": saved,
            "record": saved.record,
            "statuses": said.get(saved.record_id, []),
            "lang": (saved.record.languages or [""])[0],
        }
        for saved in page.items
    ]
    context = {"page": page, "rows": rows, "sort": sort, "sorts": SORTS, "undo": _undo(request)}
    return render(request, "shelves/index.html", context)


@require_POST
def put(request: HttpRequest, pid: str) -> HttpResponse:
    """Put a record on the shelf; visitors sign in first and press again on the record's page."""
    record = records.visible(pid)
    if not request.user.is_authenticated:
        messages.info(request, gettext("Sign in, then put the book on your shelf."))
        return redirect(f"/account/login/?next={record.get_absolute_url()}")
    added = parse_datetime(request.POST.get("added", "")) if request.POST.get("added") else None
    # Only what the undo button carries: an earlier moment, never one to come.
    added = added if added and added.tzinfo and added < clock.now() else None
    actions.put_on_shelf(request.user, record, request.POST.get("note"), added)
    messages.success(request, gettext("It is on your shelf."))
    return _back(request, record.get_absolute_url())


@require_POST
@login_required
def note(request: HttpRequest, pid: str) -> HttpResponse:
    """Write a note beside a book on the shelf."""
    record = records.by_pid(pid)
    queries.one(request.user, record)
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise Invalid
    actions.put_on_shelf(request.user, record, form.cleaned_data["note"])
    messages.success(request, gettext("The note has been kept."))
    return _back(request, "/account/shelf/")


@require_POST
@login_required
def take_off(request: HttpRequest, pid: str) -> HttpResponse:
    """Take a book off; the next page offers to put it back with its note."""
    record = records.by_pid(pid)
    saved = queries.one(request.user, record)
    request.session["shelf-undo"] = {
        "pid": record.pid, "title": record.title[:200], "note": saved.note, "added": saved.added.isoformat(),
    }  # fmt: skip
    actions.take_off_shelf(request.user, record)
    return _back(request, "/account/shelf/")


@require_safe
@never_cache
@login_required
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The whole shelf for a reference manager."""
    if ending not in EXPORTS:
        raise NotFound
    style, mime = EXPORTS[ending]
    response = StreamingHttpResponse(_entries(request.user, style), content_type=f"{mime}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="shelf.{ending}"'
    return response


def _entries(account, style: str) -> Iterator[str]:
    for saved in queries.with_descriptions(account):
        yield citations.cite(saved.record.described(), style).rstrip() + "\n\n"


def _undo(request: HttpRequest) -> dict[str, str] | None:
    return request.session.pop("shelf-undo", None) if "shelf-undo" in request.session else None


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = otherwise
    return redirect(target)
