"""Readers' pages: the list of libraries and each library's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chorsu.kernel.paging import paginate
from chorsu.people.libraries import ports, providers, queries, settings_registry
from chorsu.people.libraries.models import Group, Organisation
from chorsu.people.libraries.queries.cache import table
from chorsu.people.libraries.showing import nearest, position_from, position_of, shown, sign, week_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Find a library by name, town or group; nearest first when the visitor's place is known."""
    words = request.GET.get("q", "")[:100].replace("\x00", " ")
    place, group = request.GET.get("place", "")[:120], request.GET.get("group", "")[:32]
    rows = queries.find(words, kind="library", place=place)
    if group:
        rows = rows.filter(groups__code=group)
    asked = position_from(request.GET.get("near", ""))
    position = asked or position_of(ports.home_of(request))
    if asked:
        rows = nearest(rows, asked)
    page = paginate(rows, request.GET.get("page"), 20)
    context = {
        "page": page,
        "rows": shown(page.items, position),
        "q": words,
        "place": place,
        "group": group,
        "near": bool(asked),
        "places": _places(),
        "groups": _groups(),
    }
    return render(request, "libraries/index.html", context)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One library: where it is, when it is open, its branches, what it offers."""
    library = queries.by_code(code)
    if library.code != code:
        return redirect("library", code=library.code, permanent=True)
    above = [one for one in queries.ancestors(library) if one.kind != Organisation.Kind.NETWORK]
    branches = paginate(queries.branches(library), request.GET.get("page"), 30)
    ids = [library.pk]
    figures = [(figure.label, figure.count(ids).get(library.pk)) for figure in providers.figures()]
    state, words = sign(library)
    context = {
        "library": library,
        "above": above,
        "state": state,
        "words": words,
        "hours_known": queries.hours_known(library),
        "week": week_of(library),
        "branches": branches,
        "branch_rows": shown(branches.items),
        "modules": [module for module in settings_registry.modules() if queries.module_on(library, module.key)],
        "figures": [(label, number) for label, number in figures if number],
        "welcome": queries.setting(library, "libraries.welcome"),
        "zone": queries.timezone_of(library).key,
    }
    return render(request, "libraries/detail.html", context)


def _places() -> list[str]:
    kept = table("places")
    if "all" not in kept:
        rows = queries.all_libraries().exclude(place="").order_by("place").values_list("place", flat=True)
        kept["all"] = list(rows.distinct()[:500])
    return kept["all"]


def _groups() -> list[Group]:
    return list(Group.objects.all()[:50])
