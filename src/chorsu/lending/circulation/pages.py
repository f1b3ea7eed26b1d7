"""What readers do with their own loans and holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chorsu.catalogue.holdings import queries as holdings
from chorsu.catalogue.records import queries as records
from chorsu.kernel.errors import ChorsuError
from chorsu.lending.circulation import actions, queries
from chorsu.lending.circulation.models import Hold, Loan
from chorsu.lending.circulation.wording import lines_of
from chorsu.people.libraries import queries as libraries
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons import queries as patrons


@login_required
@require_GET
def loans(request: HttpRequest) -> HttpResponse:
    """The reader's loans, due dates, holds and their place in the queue."""
    patron = patrons.of_account(request.user)
    if patron is None:
        return render(request, "circulation/my_loans.html", {"patron": None})
    open_loans = list(queries.loans_of(patron))
    for loan in open_loans:
        loan.days_left = (loan.due - queries.today_at(loan.branch)).days
    holds = list(queries.holds_of(patron))
    for hold in holds:
        hold.place = queries.queue_place(hold)
    history = patron.past_loans.select_related("item__record")[:20] if patron.keep_history else []
    return render(
        request,
        "circulation/my_loans.html",
        {"patron": patron, "loans": open_loans, "holds": holds, "history": history},
    )


@login_required
@require_POST
def renew(request: HttpRequest, loan: int) -> HttpResponse:
    """Renew one's own loan."""
    patron = patrons.of_account(request.user)
    row = get_object_or_404(Loan.objects.select_related("patron", "branch"), pk=loan, patron=patron)
    try:
        row = actions.renew(row, request.user)
        messages.success(request, _("Renewed. The new due date is in the list."))
    except ChorsuError as error:
        for line in lines_of(error):
            messages.error(request, f"{line.text} {line.advice}")
    return redirect("circulation:my-loans")


@login_required
@require_POST
def cancel_hold(request: HttpRequest, hold: int) -> HttpResponse:
    """Leave a queue."""
    row = get_object_or_404(
        Hold.objects.select_related("patron", "pickup"), pk=hold, patron=patrons.of_account(request.user)
    )
    actions.cancel_hold(row, request.user)
    messages.success(request, _("The hold is cancelled."))
    return redirect("circulation:my-loans")


@login_required
@require_http_methods(["GET", "POST"])
def place_hold(request: HttpRequest, pid: str) -> HttpResponse:
    """Choose a pick-up place and join the queue."""
    record = records.visible(pid)
    patron = patrons.of_account(request.user)
    entries = holdings.availability([record.pk])[record.pk]
    places = Organisation.objects.filter(pk__in=[entry.branch for entry in entries], active=True)
    lines = ()
    if request.method == "POST" and patron is not None:
        pickup = get_object_or_404(
            places, pk=request.POST.get("pickup") if request.POST.get("pickup", "").isdigit() else 0
        )
        try:
            actions.place_hold(record, patron, pickup, request.user)
            messages.success(request, _("You are in the queue. We tell you when a copy is ready."))
            return redirect("circulation:my-loans")
        except ChorsuError as error:
            lines = lines_of(error)
    for place in places:
        place.house = libraries.library_of(place) or place
    at = request.GET.get("at", "")
    chosen = int(at) if at.isdecimal() and len(at) < 18 else 0
    context = {
        "record": record, "patron": patron, "places": places, "lines": lines,
        "chosen": chosen if any(place.pk == chosen for place in places) else 0,
    }  # fmt: skip
    return render(request, "circulation/place_hold.html", context, status=409 if lines else 200)
