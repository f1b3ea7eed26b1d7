"""Pages of managers: categories of readers, and readers who ask to be forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate
from chorsu.people.accounts.queries import may, places, visible
from chorsu.people.accounts.staffing import complain, staff_page
from chorsu.people.libraries.queries import library_of
from chorsu.people.patrons import actions
from chorsu.people.patrons.forms import CategoryForm
from chorsu.people.patrons.models import ErasureRequest, PatronCategory


@never_cache
@staff_page("patrons.categories")
def categories(request: HttpRequest) -> HttpResponse:
    """The categories of the library of one's desk with those from above; add, retire and take back."""
    network = may(request.user, "network.manage")
    if request.desk is None and not network:
        return redirect("staff_desk")
    library = library_of(request.desk) if request.desk is not None and not network else None
    form = CategoryForm(request.POST if "code" in request.POST else None)
    rows = PatronCategory.objects.filter(Q(library=None) | visible(request.user, "patrons.categories", "library"))
    if library is not None:
        rows = rows | PatronCategory.objects.filter(library_id__in=library.path_ids)
    number = request.POST.get("category", "")
    if request.method == "POST" and number.isdecimal() and len(number) < 18:
        category = get_object_or_404(PatronCategory.objects.select_related("library"), pk=int(number))
        actions.edit_category(category, active=not category.active, by=request.user)
        messages.success(request, gettext("The change has been kept."))
        return redirect("staff_categories")
    if request.method == "POST" and form.is_valid():
        try:
            actions.create_category(names=form.names, library=library, by=request.user, **form.cleaned_data)
            messages.success(request, gettext("The category has been made."))
            return redirect("staff_categories")
        except ChorsuError as error:
            complain(form, error, {"patrons.bad-category": "code"})
    mine = {place.path for place in places(request.user, "patrons.categories")}
    page = paginate(rows.select_related("library").distinct().order_by("code", "pk"), request.GET.get("page"), 30)
    for row in page:
        path = row.library.path if row.library_id else ""
        row.changeable = any(path.startswith(top) for top in mine) if path else network
    return render(request, "patrons/categories.html", {"page": page, "form": form, "library": library})


@never_cache
@staff_page("patrons.erase")
def erasures(request: HttpRequest) -> HttpResponse:
    """Readers who ask to be forgotten: forget, or answer why not yet."""
    rows = ErasureRequest.objects.filter(visible(request.user, "patrons.erase", "patron__home_library"), settled=None)
    rows = rows.select_related("patron__home_library")
    number = request.POST.get("request", "")
    if request.method == "POST" and number.isdecimal() and len(number) < 18:
        asked = get_object_or_404(rows, pk=int(number))
        because = request.POST.get("because", "").strip()
        try:
            if because:
                actions.refuse_erasure(asked, because, by=request.user)
                messages.success(request, gettext("The reader will see the answer."))
            else:
                actions.erase(asked.patron, by=request.user)
                messages.success(request, gettext("The reader is forgotten."))
        except ChorsuError as error:
            reasons = " ".join(gettext(reason.text) % reason.params for reason in error.reasons)
            messages.error(request, f"{gettext(error.text)} {reasons}".strip())
        return redirect("staff_erasures")
    page = paginate(rows.order_by("requested", "pk"), request.GET.get("page"), 30)
    return render(request, "patrons/erasures.html", {"page": page})
