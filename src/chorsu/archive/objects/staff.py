"""Staff pages of digital objects: the list, one object with its pages, rights, withdrawal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.archive.objects import actions, queries
from chorsu.archive.objects.forms import DescribeForm, FilterForm, RightsForm, WithdrawForm
from chorsu.archive.objects.models import DigitalObject, ObjectEvent
from chorsu.archive.objects.wording import event_name, outcome_name
from chorsu.archive.rights import actions as rights_actions
from chorsu.archive.rights import queries as rights_queries
from chorsu.foundation.jobs.models import Job
from chorsu.kernel.paging import paginate
from chorsu.people.accounts import actions as accounts
from chorsu.people.accounts.queries import may, visible, visible_libraries
from chorsu.people.accounts.staffing import staff_page

TAGS = {"ready": "ok", "processing": "wait", "draft": "wait", "failed": "out", "withdrawn": "out"}


@require_safe
@never_cache
@staff_page("archive.see")
def index(request: HttpRequest) -> HttpResponse:
    """Objects of one's libraries, the newest first."""
    form = FilterForm(request.GET, libraries=visible_libraries(request.user, "archive.see"))
    rows = DigitalObject.objects.filter(visible(request.user, "archive.see", "library")).select_related("library")
    if form.is_valid():
        for name in ("state", "kind", "library"):
            if form.cleaned_data[name]:
                rows = rows.filter(**{name: form.cleaned_data[name]})
        if form.cleaned_data["q"]:
            rows = rows.filter(title__icontains=form.cleaned_data["q"])
    page = paginate(rows.order_by("-pk"), request.GET.get("page"), 25)
    classes = rights_queries.access_classes(page.items)
    found = [(one, TAGS[one.state], classes[one.pk]) for one in page.items]
    context = {"page": page, "rows": found, "form": form, "may_ingest": may(request.user, "archive.ingest")}
    return render(request, "objects/index.html", context | {"narrowed": any(request.GET.get(n) for n in form.fields)})


@require_safe
@never_cache
@staff_page("archive.see")
def detail(request: HttpRequest, pid: str) -> HttpResponse:
    """One object: its pages with thumbnails and confidence, rights, files, story."""
    found = _own(request, pid, "archive.see")
    return _show(request, found)


@never_cache
@staff_page("archive.edit")
def describe(request: HttpRequest, pid: str) -> HttpResponse:
    """Change title, record, languages."""
    found = _own(request, pid, "archive.edit")
    form = DescribeForm(request.POST or None, object=found)
    if request.method == "POST" and form.is_valid():
        actions.describe(found, request.user, **form.cleaned_data)
        messages.success(request, gettext("The description was kept."))
        return redirect("staff_object", found.pid)
    return _show(request, found, describe_form=form, opened="describe")


@never_cache
@staff_page("archive.rights")
def rights(request: HttpRequest, pid: str) -> HttpResponse:
    """Change who may read it."""
    found = _own(request, pid, "archive.rights")
    form = RightsForm(request.POST or None, initial=_conditions(found))
    if request.method == "POST" and form.is_valid():
        rights_actions.change(found.pk, found.library, request.user, pid=found.pid, **form.cleaned_data)
        messages.success(request, gettext("The rights were kept. They hold from now on."))
        return redirect("staff_object", found.pid)
    return _show(request, found, rights_form=form, opened="rights")


@require_POST
@staff_page("archive.withdraw")
def withdraw(request: HttpRequest, pid: str) -> HttpResponse:
    """Take it out of sight."""
    found = _own(request, pid, "archive.withdraw")
    form = WithdrawForm(request.POST)
    if form.is_valid():
        actions.withdraw(found, request.user, form.cleaned_data["reason"])
        messages.success(request, gettext("The object is withdrawn. Its masters stay in the store."))
    return redirect("staff_object", found.pid)


@require_POST
@staff_page("archive.withdraw")
def put_back(request: HttpRequest, pid: str) -> HttpResponse:
    """Show it again."""
    found = _own(request, pid, "archive.withdraw")
    actions.put_back(found, request.user)
    messages.success(request, gettext("The object can be read again."))
    return redirect("staff_object", found.pid)


def _own(request: HttpRequest, pid: str, right: str) -> DigitalObject:
    found = queries.by_pid(pid)
    accounts.require(request.user, right, found.library)
    return found


def _conditions(found: DigitalObject) -> dict:
    condition = rights_queries.condition_of(found)
    names = ("access", "embargo_until", "embargo_access", "statement")
    return {name: getattr(condition, name) for name in names} if condition else {"access": "closed"}


def _job_of(found: DigitalObject) -> Job | None:
    """The open job that works on the object; rooms above name it by the object's number."""
    keys = [f"ingest.prepare:{found.pk}", f"ocr.recognise:{found.pk}"]
    return Job.objects.filter(unique_key__in=keys, state__in=["queued", "running"]).order_by("-pk").first()


def _show(request: HttpRequest, found: DigitalObject, opened: str = "", **forms) -> HttpResponse:
    page = paginate(queries.pages(found), request.GET.get("page"), 48)
    allowed = {
        name: may(request.user, f"archive.{name}", found.library) for name in ("edit", "rights", "withdraw", "ingest")
    }
    context = {
        "object": found,
        "tag": TAGS[found.state],
        "job": _job_of(found),
        "access": rights_queries.access_class(found),
        "page": page,
        "files": queries.files_of(found, "access") + queries.files_of(found, "master")[:20],
        "events": [
            {"at": event.at, "what": event_name(event), "outcome": outcome_name(event), "by": event.agent}
            for event in ObjectEvent.objects.filter(object=found)[:20]
        ],
        "describe_form": forms.get("describe_form") or DescribeForm(object=found),
        "rights_form": forms.get("rights_form") or RightsForm(initial=_conditions(found)),
        "withdraw_form": WithdrawForm(),
        "may": allowed,
        "opened": opened,
    }
    return render(request, "objects/detail.html", context, status=422 if opened and request.method == "POST" else 200)
