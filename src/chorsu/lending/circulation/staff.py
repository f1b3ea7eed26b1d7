"""The desk and the rules, as staff see them. Every button is a form, so the desk works without JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chorsu.kernel import paging
from chorsu.kernel.errors import ChorsuError
from chorsu.lending.circulation import actions, queries
from chorsu.lending.circulation.forms import RuleForm
from chorsu.lending.circulation.models import Hold, Loan, Rule
from chorsu.lending.circulation.wording import explained, outcome, scope_words, sentences
from chorsu.people.accounts import queries as accounts
from chorsu.people.accounts.staffing import staff_page
from chorsu.people.libraries import queries as libraries
from chorsu.people.patrons import queries as patrons
from chorsu.people.patrons.models import PatronCategory


@staff_page("circulation.lend")
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """One page, one input."""
    branch = request.desk
    if branch is None:
        return redirect(f"{reverse('staff_desk')}?next={request.path}")
    patron = (
        patrons.seen_by(request.user)
        .select_related("category", "home_library")
        .filter(pk=_number(request, "patron"))
        .first()
    )
    scanned = None
    if request.method == "POST":
        code = request.POST.get("code", "")[:80]
        mode = request.POST.get("mode", "auto")
        if code.strip():
            scanned = actions.scan(
                code, mode if mode in actions.MODES else "auto", patron, branch, request.user,
                override=request.POST.get("override") == "yes",
            )  # fmt: skip
            patron = scanned.patron
    context = {
        "branch": branch, "patron": patron, "scanned": scanned, "outcome": outcome(scanned) if scanned else None,
        "mode": request.POST.get("keep", "auto"), "day": queries.numbers_of_the_day(branch), "moves": queries.recent_at(branch),
        "may_override": accounts.may(request.user, "circulation.override", branch),
        "modes": _modes(), **_formulary(patron, branch),
    }  # fmt: skip
    template = "circulation/_desk.html" if request.htmx else "circulation/desk.html"
    return render(request, template, context)


def _modes() -> list[tuple[str, str, str]]:
    return [
        ("auto", _("Automatic"), "F2"), ("out", _("Check out"), "F3"), ("in", _("Check in"), "F4"),
        ("renew", _("Renew"), "F6"), ("on-site", _("Reading room"), "F7"),
    ]  # fmt: skip


def _formulary(patron, branch) -> dict:
    if patron is None:
        return {}
    today = queries.today_at(branch)
    loans = list(queries.loans_of(patron))
    for loan in loans:
        loan.days_left = (loan.due - today).days
        loan.days_late = -loan.days_left
    return {
        "card": patron.cards.filter(active=True).first(), "loans": loans, "holds": list(queries.holds_of(patron)), "today": today,
        "blocks": patrons.blocks(patron, branch),
    }  # fmt: skip


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name) or request.GET.get(name) or "0"
    return int(value) if value.isdigit() and len(value) < 18 else 0


@staff_page("circulation.lend")
@require_GET
def why(request: HttpRequest) -> HttpResponse:
    """Which rule gives which term for this reader and copy here, and what it outranks."""
    branch = request.desk
    if branch is None:
        return redirect(f"{reverse('staff_desk')}?next={request.get_full_path()}")
    patron = get_object_or_404(patrons.seen_by(request.user).select_related("category"), pk=_number(request, "patron"))
    item = queries.find_item(request.GET.get("item", "")[:80], libraries.library_of(branch) or branch)
    loan = Loan.objects.filter(item=item, patron=patron).first()
    context = {
        "patron": patron,
        "item": item,
        "branch": branch,
        "loan": loan,
        "why": explained(queries.why(item, patron, branch)),
    }
    return render(request, "circulation/why.html", context)


@staff_page("circulation.lend")
@require_GET
def holds(request: HttpRequest) -> HttpResponse:
    """The holds to be picked up here: on the shelf, on their way, waiting."""
    branch = request.desk
    if branch is None:
        return redirect(f"{reverse('staff_desk')}?next={request.path}")
    state = request.GET.get("state", "")
    rows = Hold.objects.filter(pickup__path__startswith=branch.path).select_related(
        "record", "patron", "pickup", "item"
    )
    rows = (
        rows.filter(state=state)
        if state in dict(Hold._meta.get_field("state").choices)
        else rows.filter(ended__isnull=True)
    )
    page = paging.paginate(rows.order_by("placed", "pk"), _number(request, "page") or 1, per_page=25)
    context = {"page": page, "branch": branch, "state": state, "states": Hold._meta.get_field("state").choices}
    return render(request, "circulation/holds.html", context)


@staff_page("circulation.lend")
@require_POST
def cancel_hold(request: HttpRequest, hold: int) -> HttpResponse:
    """Take a reader out of a queue."""
    actions.cancel_hold(get_object_or_404(Hold.objects.select_related("patron", "pickup"), pk=hold), request.user)
    return redirect(
        request.POST.get("next") if request.POST.get("next", "").startswith("/staff/") else "circulation:holds"
    )


@staff_page("circulation.lend")
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """What should have come back: the oldest first."""
    branch = request.desk
    if branch is None:
        return redirect(f"{reverse('staff_desk')}?next={request.path}")
    today = queries.today_at(branch)
    rows = (
        Loan.objects.filter(branch__path__startswith=branch.path, due__lt=today)
        .select_related("item__record", "patron", "branch").order_by("due", "pk")
    )  # fmt: skip
    page = paging.paginate(rows, _number(request, "page") or 1, per_page=25)
    for loan in page.items:
        loan.days_late = (today - loan.due).days
    return render(request, "circulation/overdue.html", {"page": page, "branch": branch})


@staff_page("circulation.rules")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rule table of all places this member of staff answers for, and those above it."""
    rows = Rule.objects.filter(active=True).select_related("place")
    page = paging.paginate(rows, _number(request, "page") or 1, per_page=50)
    named = {category.code: category.name for category in PatronCategory.objects.order_by("-library")}
    for rule in page.items:
        rule.who = scope_words(rule, named)
        rule.may_change = accounts.may(request.user, "circulation.rules", rule.place)
        rule.says = sentences(rule.terms)
    return render(request, "circulation/rules.html", {"page": page})


@staff_page("circulation.rules")
@require_http_methods(["GET", "POST"])
def edit_rule(request: HttpRequest, rule: int | None = None) -> HttpResponse:
    """Add or change one rule."""
    row = get_object_or_404(Rule, pk=rule, active=True) if rule else None
    form = RuleForm(request.POST or None, rule=row, account=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(request.user)
            return redirect("circulation:rules")
        except ChorsuError as error:
            form.add_error(None, _(error.text) % error.params if error.params else _(error.text))
    return render(request, "circulation/edit_rule.html", {"form": form, "rule": row, "parts": form.parts()})


@staff_page("circulation.rules")
@require_POST
def withdraw_rule(request: HttpRequest, rule: int) -> HttpResponse:
    """Stop a rule from holding."""
    actions.withdraw_rule(get_object_or_404(Rule.objects.select_related("place"), pk=rule), request.user)
    return redirect("circulation:rules")
