"""The staff page that brings something in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from chorsu.archive.ingest import actions
from chorsu.archive.ingest.forms import DepositForm
from chorsu.archive.rights.queries import default_access
from chorsu.kernel.errors import ChorsuError
from chorsu.people.accounts.queries import visible_libraries
from chorsu.people.accounts.staffing import complain, staff_page
from chorsu.people.libraries.queries import library_of


@never_cache
@staff_page("archive.ingest")
def deposit(request: HttpRequest) -> HttpResponse:
    """Upload files; a job does the rest, and its progress is on the object's page."""
    library = library_of(request.desk) if request.desk else None
    initial = {"library": library, "rights": default_access(library) if library else "public"}
    form = DepositForm(
        request.POST or None, request.FILES or None, libraries=visible_libraries(request.user, "archive.ingest"),
        initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made, _job = actions.deposit(
                values["files"], values["library"], values["title"], values["record"], values["languages"],
                values["rights"], request.user,
            )  # fmt: skip
        except ChorsuError as error:
            complain(
                form, error, {"ingest.nothing": "files", "ingest.unsafe-archive": "files", "ingest.too-large": "files"}
            )
        else:
            messages.success(request, gettext("The files are here. They are being prepared in the background."))
            return redirect("staff_object", made.pid)
    return render(request, "ingest/new.html", {"form": form}, status=422 if form.errors else 200)
