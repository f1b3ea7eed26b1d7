"""Staff pages: lists of both kinds, and one form each to add and change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chorsu.engagement.programmes import actions, queries
from chorsu.engagement.programmes.forms import BookForm, MarathonForm, ProgrammeForm
from chorsu.engagement.programmes.models import BookOfTheWeek, Marathon
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate
from chorsu.people.accounts.staffing import complain, staff_page
from chorsu.people.libraries.queries import library_of

RIGHT = "programmes.manage"
# Where on a form each refusal belongs.
BESIDE = {
    "programmes.already-chosen": "record",
    "programmes.no-words": "text_uz",
    "programmes.bad-length": "days",
    "programmes.has-participants": "start",
    "programmes.module-off": "library",
    "accounts.not-allowed": "library",
}


@require_safe
@staff_page(RIGHT)
def programmes(request: HttpRequest, kind: str) -> HttpResponse:
    """The list of one kind."""
    rows: Any = queries.managed_books(request.user) if kind == "books" else queries.managed_marathons(request.user)
    page = paginate(rows, request.GET.get("page"), per_page=20)
    return render(request, f"programmes/staff_{kind}.html", {"page": page, "kind": kind})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(RIGHT)
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """A new one."""
    form = _form(request, kind, None)
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, None, request.user)
        except ChorsuError as error:
            complain(form, error, BESIDE)
        else:
            messages.success(request, _("It is on the home page as soon as its day comes."))
            return redirect("programmes:staff", kind=kind)
    return _draw(request, kind, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(RIGHT)
def change(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One that is there."""
    found = queries.managed(kind, number, request.user)
    form = _form(request, kind, found)
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, found, request.user)
        except ChorsuError as error:
            complain(form, error, BESIDE)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("programmes:staff", kind=kind)
    return _draw(request, kind, form, found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(RIGHT)
def remove(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Asks, then takes it away."""
    found = queries.managed(kind, number, request.user)
    if request.method != "POST":
        return render(request, "programmes/staff_remove.html", {"kind": kind, "programme": found})
    if isinstance(found, Marathon):
        actions.remove_marathon(found, by=request.user)
    else:
        actions.remove_book(found, by=request.user)
    messages.success(request, _("It was taken away."))
    return redirect("programmes:staff", kind=kind)


def _form(request: HttpRequest, kind: str, found: BookOfTheWeek | Marathon | None) -> ProgrammeForm:
    made = BookForm if kind == "books" else MarathonForm
    desk = getattr(request, "desk", None)
    initial: dict[str, Any] = {}
    if found is not None:
        initial = {"library": found.library, "record": found.record.pid}
        initial |= {f"text_{code}": text for code, text in found.texts.items()}
        names = ("week", "recommended_by") if isinstance(found, BookOfTheWeek) else ("start", "days", "minutes")
        initial |= {name: getattr(found, name) for name in names}
    own = library_of(desk) if desk else None
    data = request.POST if request.method == "POST" else None
    return made(data, account=request.user, own=own, fixed=found is not None, initial=initial)


def _save(form: ProgrammeForm, found: BookOfTheWeek | Marathon | None, by: Any) -> None:
    said = form.cleaned_data
    if isinstance(form, BookForm):
        words = (said["record"], said["week"], form.texts, said["recommended_by"])
        if isinstance(found, BookOfTheWeek):
            actions.change_book(found, *words, by=by)
        else:
            actions.choose_book(said["library"], *words, by=by)
        return
    plan = (said["record"], said["start"], said["days"], form.texts)
    if isinstance(found, Marathon):
        actions.change_marathon(found, *plan, by=by, minutes=said["minutes"])
    else:
        actions.open_marathon(said["library"], *plan, by=by, minutes=said["minutes"])


def _draw(request: HttpRequest, kind: str, form: ProgrammeForm, found: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    back = reverse("programmes:staff", args=[kind])
    context = {"kind": kind, "form": form, "programme": found, "back": back}
    return render(request, "programmes/staff_form.html", context, status=status)
