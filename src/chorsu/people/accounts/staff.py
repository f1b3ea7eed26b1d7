"""Staff pages: the start page, the choice of the desk, members and networks of a library."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.ui import menus
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate
from chorsu.people.accounts import actions, queries, sections
from chorsu.people.accounts.errors import UnknownAccount, UnknownRole
from chorsu.people.accounts.forms import MemberForm, NetworkForm, NewAccountForm
from chorsu.people.accounts.models import Account, Membership, OnSiteNetwork, Role
from chorsu.people.accounts.staffing import complain, staff_page
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import ancestors, find, module_on


@require_safe
@never_cache
@staff_page("staff.work")
def start(request: HttpRequest) -> HttpResponse:
    """The ways into the work that this account may go, at the desk chosen."""
    cards = []
    for card in sections.cards():
        url = menus.address(card.url_name)
        off = card.module and request.desk is not None and not module_on(request.desk, card.module)
        if url and not off and queries.may(request.user, card.right):
            count = card.count(request) if card.count else None
            cards.append({"label": card.label, "text": card.text, "icon": card.icon, "url": url, "count": count})
    several = queries.desks(request.user)[:2].count() > 1
    return render(request, "accounts/start.html", {"cards": cards, "several_desks": several})


@never_cache
@staff_page("staff.work")
def desk(request: HttpRequest) -> HttpResponse:
    """Choose the library or branch at which one works now."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("staff")
    rows = queries.desks(request.user)
    if request.method == "POST":
        number = request.POST.get("desk", "")
        place = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
        if place is not None:
            request.session[queries.DESK_KEY] = place.pk
            messages.success(request, gettext("You work at %(place)s now.") % {"place": place.name})
            return redirect(back)
        messages.error(request, gettext("Choose a place from the list."))
    words = request.GET.get("q", "")[:100]
    if words:
        rows = rows.filter(pk__in=find(words).values("pk"))
    page = paginate(rows, request.GET.get("page"), 30)
    return render(request, "accounts/desk.html", {"page": page, "next": back, "q": words})


@require_safe
@never_cache
@staff_page("accounts.manage")
def members(request: HttpRequest) -> HttpResponse:
    """Everybody who has a role in the part of the tree one manages."""
    rows = Membership.objects.filter(queries.visible(request.user, "accounts.manage", "organisation"))
    words, role = request.GET.get("q", "").strip()[:100].replace("\x00", ""), request.GET.get("role", "")
    if words:
        rows = rows.filter(account__in=queries.accounts_named(words))
    if role:
        rows = rows.filter(role=role)
    rows = rows.select_related("account", "organisation").order_by("organisation__path", "account__username", "role")
    page = paginate(rows, request.GET.get("page"), 30)
    return render(request, "accounts/members.html", {"page": page, "q": words, "role": role, "roles": Role.choices})


@never_cache
@staff_page("accounts.manage")
def members_of(request: HttpRequest, code: str) -> HttpResponse:
    """Who works at one organisation and under it; give and take roles, make accounts."""
    place = queries.library_by_code_for(request.user, "accounts.manage", code)
    roles = queries.grantable(request.user, place)
    asked = request.POST.get("form", "")
    grant = MemberForm(request.POST if asked == "grant" else None, roles=roles, prefix="grant")
    fresh = NewAccountForm(request.POST if asked == "create" else None, roles=roles, prefix="create")
    if asked == "grant" and grant.is_valid() and _grant(request, place, grant):
        return redirect("staff_members_of", code=place.code)
    if asked == "create" and fresh.is_valid() and _create(request, place, fresh):
        return redirect("staff_members_of", code=place.code)
    page = paginate(queries.members(place), request.GET.get("page"), 30)
    context = {"place": place, "above": ancestors(place), "page": page, "grant": grant, "fresh": fresh, "roles": roles}
    return render(request, "accounts/members_of.html", context)


@require_POST
@staff_page("accounts.manage")
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Take one role away."""
    place = queries.library_by_code_for(request.user, "accounts.manage", code)
    row = _row(request, place)
    actions.revoke_role(row.account, row.organisation, row.role, by=request.user)
    messages.success(request, gettext("%(name)s no longer has the role.") % {"name": row.account.name})
    return redirect("staff_members_of", code=place.code)


@require_POST
@staff_page("accounts.manage")
def set_active(request: HttpRequest, code: str) -> HttpResponse:
    """Let an account sign in again, or no longer."""
    place = queries.library_by_code_for(request.user, "accounts.manage", code)
    row = _row(request, place)
    actions.set_active(row.account, not row.account.is_active, by=request.user)
    said = (
        gettext("%(name)s may not sign in any more.")
        if row.account.is_active
        else gettext("%(name)s may sign in again.")
    )
    messages.success(request, said % {"name": row.account.name})
    return redirect("staff_members_of", code=place.code)


@never_cache
@staff_page("libraries.manage")
def networks(request: HttpRequest, code: str) -> HttpResponse:
    """The address ranges from which visitors count as being in the library."""
    place = queries.library_by_code_for(request.user, "libraries.manage", code)
    form = NetworkForm(request.POST if "cidr" in request.POST else None)
    if request.method == "POST":
        number = request.POST.get("remove", "")
        if number.isdecimal() and len(number) < 18:
            row = (
                OnSiteNetwork.objects.filter(organisation=place, pk=int(number)).select_related("organisation").first()
            )
            if row is not None:
                actions.remove_network(row, by=request.user)
            return redirect("staff_networks", code=place.code)
        if form.is_valid():
            try:
                actions.add_network(place, form.cleaned_data["cidr"], form.cleaned_data["note"], by=request.user)
                return redirect("staff_networks", code=place.code)
            except ChorsuError as error:
                complain(form, error, {"accounts.bad-network": "cidr"})
    rows = OnSiteNetwork.objects.filter(organisation=place)[:200]
    context = {"place": place, "above": ancestors(place), "form": form, "networks": rows}
    context["address"] = queries.client_address(request)
    return render(request, "accounts/networks.html", context)


def _row(request: HttpRequest, place: Organisation) -> Membership:
    number = request.POST.get("membership", "")
    row = queries.members(place).filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    if row is None:
        raise UnknownRole(role="?")
    return row


def _grant(request: HttpRequest, place: Organisation, form: MemberForm) -> bool:
    name = form.cleaned_data["username"].strip()
    try:
        account = Account.objects.filter(username=name).first() or Account.objects.filter(email__iexact=name).first()
        if account is None:
            raise UnknownAccount(username=name)
        actions.grant_role(account, place, form.cleaned_data["role"], by=request.user)
    except ChorsuError as error:
        complain(form, error, {"accounts.unknown": "username", "accounts.cannot-grant": "role"})
        return False
    messages.success(request, gettext("%(name)s has the role now.") % {"name": account.name})
    return True


def _create(request: HttpRequest, place: Organisation, form: NewAccountForm) -> bool:
    values = dict(form.cleaned_data)
    role = values.pop("role")
    try:
        with transaction.atomic():
            account = actions.create_account(values.pop("username"), values.pop("password"), by=request.user, **values)
            actions.grant_role(account, place, role, by=request.user)
    except ChorsuError as error:
        fields = {
            "accounts.bad-username": "username",
            "accounts.bad-email": "email",
            "accounts.email-taken": "email",
            "accounts.weak-password": "password",
        }
        complain(form, error, fields)
        return False
    messages.success(request, gettext("The account %(name)s has been made.") % {"name": account.username})
    return True
