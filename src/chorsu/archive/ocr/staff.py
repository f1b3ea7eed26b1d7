"""Staff: recognise pages again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from chorsu.archive.objects import queries
from chorsu.archive.ocr import actions
from chorsu.people.accounts.staffing import staff_page


@require_POST
@staff_page("archive.edit")
def recognise(request: HttpRequest, pid: str) -> HttpResponse:
    """Recognise one page (`page`) or all pages again, in the background."""
    found = queries.by_pid(pid)
    numbers = [int(value) for value in request.POST.getlist("page") if value.isascii() and value.isdigit()][:1000]
    if request.POST.getlist("page") and not numbers:
        messages.error(request, gettext("Choose a page."))
        return redirect("staff_object", found.pid)
    actions.recognise_again(found, request.user, numbers or None)
    count = len(numbers) or found.page_count
    messages.success(
        request,
        ngettext("%(count)s page will be recognised again.", "%(count)s pages will be recognised again.", count)
        % {"count": count},
    )
    return redirect("staff_object", found.pid)
