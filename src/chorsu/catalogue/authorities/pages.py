"""The page of a person or organisation: all names, all works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chorsu.catalogue.authorities import queries
from chorsu.catalogue.records.elements import ROLES
from chorsu.catalogue.records.presenting import as_editions
from chorsu.foundation.ui.wording import script_lang
from chorsu.kernel.paging import paginate


@require_safe
def agent(request: HttpRequest, pid: str) -> HttpResponse:
    """Names in other scripts, namesakes, and everything the agent had a part in."""
    found = queries.by_pid(pid)
    roles = queries.roles_of(found)
    role = request.GET.get("role", "")
    role = role if role in dict(roles) else ""
    page = paginate(queries.records_of(found, role), request.GET.get("page"), per_page=24)
    context = {
        "agent": found, "page": page, "editions": as_editions(list(page)), "role": role,
        "others": [
            (entry["name"], script_lang(entry["name"], "")) for entry in found.names if entry["name"] != found.name
        ],
        "roles": [(code, ROLES.get(code, code), number) for code, number in roles],
        "namesakes": queries.namesakes(found),
    }  # fmt: skip
    return render(request, "authorities/agent.html", context)
