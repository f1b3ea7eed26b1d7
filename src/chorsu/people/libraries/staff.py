"""Staff pages of the tree: look up, add, describe, move, close; hours, closing days, settings, modules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.api import guards
from chorsu.foundation.api.guards import staff_page
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate
from chorsu.people.libraries import actions, ports, queries, rules, settings_registry
from chorsu.people.libraries.forms import (
    ClosureForm,
    HoursForm,
    MoveForm,
    NewOrganisationForm,
    OrganisationForm,
    complain,
    setting_field,
)
from chorsu.people.libraries.models import Closure, Kind, OpeningHours, Organisation

RIGHT = "libraries.manage"


@require_safe
@never_cache
@staff_page(RIGHT)
def index(request: HttpRequest) -> HttpResponse:
    """The parts of the tree one manages; with words, everything in them that matches."""
    roots = list(ports.places(request.user, RIGHT))
    words = request.GET.get("q", "")[:100].replace("\x00", " ")
    rows = Organisation.objects.filter(pk__in=[root.pk for root in roots])
    if words:
        rows = queries.find(words).filter(queries.in_subtrees(roots))
    elif len(roots) == 1:
        return redirect("staff_library", code=roots[0].code)
    page = paginate(rows, request.GET.get("page"), 30)
    return render(request, "libraries/staff_index.html", {"page": page, "q": words})


@require_safe
@never_cache
@staff_page(RIGHT)
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: what it is, what stands right under it, the ways to change it."""
    place = _place(request, code)
    page = paginate(Organisation.objects.filter(parent=place), request.GET.get("page"), 30)
    context = _about(request, place, "overview")
    context |= {"page": page, "may_add": any(rules.may_stand_under(kind, place.kind) for kind in Kind.values)}
    return render(request, "libraries/staff_overview.html", context)


@never_cache
@staff_page(RIGHT)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Add an organisation under another."""
    parent = _place(request, code)
    form = NewOrganisationForm(request.POST or None, parent=parent)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        try:
            made = actions.add_organisation(
                values.pop("code"), values.pop("kind"), values.pop("names"), parent=parent, by=request.user, **values
            )
            messages.success(request, gettext("%(name)s has been added.") % {"name": made.name})
            return redirect("staff_library", code=made.code)
        except ChorsuError as error:
            complain(form, error)
    return render(request, "libraries/staff_form.html", {**_about(request, parent, "add"), "form": form, "adds": True})


@never_cache
@staff_page(RIGHT)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Describe an organisation."""
    place = _place(request, code)
    form = OrganisationForm(request.POST or None, organisation=place)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(place, by=request.user, **form.values())
            messages.success(request, gettext("The changes have been kept."))
            return redirect("staff_library", code=place.code)
        except ChorsuError as error:
            complain(form, error)
    return render(request, "libraries/staff_form.html", {**_about(request, place, "edit"), "form": form})


@never_cache
@staff_page(RIGHT)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Hang an organisation below another, and close or reopen it: each is asked about first."""
    place = _place(request, code)
    form = MoveForm(request.POST if "parent" in request.POST else None)
    if request.method == "POST":
        try:
            if "close" in request.POST:
                actions.close_organisation(place, with_parts=request.POST.get("with_parts") == "yes", by=request.user)
                messages.success(request, gettext("%(name)s is closed.") % {"name": place.name})
                return redirect("staff_library", code=place.code)
            if "reopen" in request.POST:
                actions.reopen_organisation(place, by=request.user)
                messages.success(request, gettext("%(name)s is open again.") % {"name": place.name})
                return redirect("staff_library", code=place.code)
            if form.is_valid():
                parent = queries.by_code(form.cleaned_data["parent"])
                actions.move_organisation(place, parent, by=request.user)
                messages.success(request, gettext("%(name)s has been moved.") % {"name": place.name})
                return redirect("staff_library", code=place.code)
        except ChorsuError as error:
            form = form if form.is_bound else MoveForm({"parent": ""})
            form.errors.clear()
            complain(form, error)
    parts = queries.subtree(place).filter(active=True).exclude(pk=place.pk).count()
    return render(
        request, "libraries/staff_move.html", {**_about(request, place, "move"), "form": form, "parts": parts}
    )


@never_cache
@staff_page(RIGHT)
def hours(request: HttpRequest, code: str) -> HttpResponse:
    """The week's hours and the closing days."""
    place = _place(request, code)
    own = OpeningHours.objects.filter(organisation=place).exists()
    asked = request.POST.get("form", "")
    week_form = HoursForm(request.POST if asked == "week" else None, week=queries.week(place))
    closure_form = ClosureForm(request.POST if asked == "closure" else None)
    try:
        if asked == "above":
            actions.set_hours(place, {}, by=request.user)
            return redirect("staff_library_hours", code=place.code)
        if asked == "week" and week_form.is_valid():
            actions.set_hours(place, week_form.week, by=request.user)
            messages.success(request, gettext("The opening hours have been kept."))
            return redirect("staff_library_hours", code=place.code)
        if asked == "closure" and closure_form.is_valid():
            actions.add_closure(place, by=request.user, **closure_form.cleaned_data)
            messages.success(request, gettext("The closing days have been kept."))
            return redirect("staff_library_hours", code=place.code)
    except ChorsuError as error:
        complain(closure_form if asked == "closure" else week_form, error)
    ids = place.path_ids
    closures = paginate(
        Closure.objects.filter(organisation_id__in=ids).select_related("organisation"), request.GET.get("page")
    )
    context = _about(request, place, "hours")
    context |= {"own": own, "week_form": week_form, "closure_form": closure_form, "closures": closures}
    return render(request, "libraries/staff_hours.html", context)


@require_POST
@staff_page(RIGHT)
def remove_closure(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take closing days back."""
    place = _place(request, code)
    closure = Closure.objects.filter(pk=number, organisation=place).select_related("organisation").first()
    if closure is not None:
        actions.remove_closure(closure, by=request.user)
        messages.success(request, gettext("The closing days have been removed."))
    return redirect("staff_library_hours", code=place.code)


@never_cache
@staff_page(RIGHT)
def policy(request: HttpRequest, code: str) -> HttpResponse:
    """Settings and modules: a value of one's own, or as above."""
    place = _place(request, code)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _keep_policy(request, place)
        if not wrong:
            messages.success(request, gettext("The changes have been kept."))
            return redirect("staff_library_policy", code=place.code)
    context = {
        **_about(request, place, "policy"),
        "settings": _settings(request, place, wrong),
        "modules": _modules(place),
    }
    return render(request, "libraries/staff_policy.html", context)


def _keep_policy(request: HttpRequest, place: Organisation) -> dict[str, str]:
    """Do the one change that the form asks for; answers what was wrong, by key."""
    key, verb = request.POST.get("key", ""), request.POST.get("verb", "")
    try:
        if verb == "module-above":
            actions.clear_module(place, key, by=request.user)
        elif verb in {"module-on", "module-off"}:
            actions.set_module(place, key, verb == "module-on", by=request.user)
        elif verb == "above":
            actions.clear_setting(place, key, by=request.user)
        else:
            actions.set_setting(place, key, request.POST.get("value", ""), by=request.user)
    except ChorsuError as error:
        sentence = gettext(error.text)
        return {key: sentence % error.params if error.params else sentence}
    return {}


def _settings(request: HttpRequest, place: Organisation, wrong: dict[str, str]) -> list[dict[str, Any]]:
    rows, sources = [], {}
    for setting in settings_registry.settings():
        value, source = queries.setting_source(place, setting.key)
        field = setting_field(setting, value)
        if source not in sources and source not in {None, place.pk}:
            sources[source] = queries.get(source)
        html = field.widget.render("value", field.initial, {"id": f"s-{setting.key}"})
        rows.append(
            {
                "setting": setting,
                "widget": html,
                "own": source == place.pk,
                "source": sources.get(source),
                "wrong": wrong.get(setting.key),
                "may": guards.may(request.user, setting.right, place),
            }
        )
    return rows


def _modules(place: Organisation) -> list[dict[str, Any]]:
    rows = []
    for module in settings_registry.modules():
        on, source = queries.module_source(place, module.key)
        rows.append({"module": module, "on": on, "own": source == place.pk})
    return rows


def _place(request: HttpRequest, code: str) -> Organisation:
    place = queries.by_code(code)
    guards.require(request.user, RIGHT, place)
    return place


def _about(request: HttpRequest, place: Organisation, tab: str) -> dict[str, Any]:
    above = [(one, guards.may(request.user, RIGHT, one)) for one in queries.ancestors(place)]
    return {"place": place, "above": above, "tab": tab}
