"""Staff pages of readers: find, register, edit; cards, blocks, account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.foundation.ui import menus
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.paging import paginate
from chorsu.people.accounts.actions import require
from chorsu.people.accounts.queries import by_username, may
from chorsu.people.accounts.staffing import complain, staff_page
from chorsu.people.libraries.queries import library_of
from chorsu.people.patrons import actions, queries
from chorsu.people.patrons.errors import MaybeKnown
from chorsu.people.patrons.forms import (
    FIELDS_OF_REASONS,
    AccountForm,
    BlockForm,
    CardForm,
    PatronForm,
    RegisterForm,
    RenewForm,
)
from chorsu.people.patrons.models import Block, Patron


@require_safe
@never_cache
@staff_page("patrons.see")
def index(request: HttpRequest) -> HttpResponse:
    """Find readers by card or by name in any script."""
    words = request.GET.get("q", "")[:100]
    rows = queries.find(queries.seen_by(request.user), words)
    page = paginate(queries.listed(rows), request.GET.get("page"), 30)
    return render(
        request, "patrons/index.html", {"page": page, "q": words, "may_edit": may(request.user, "patrons.edit")}
    )


@require_safe
@never_cache
@staff_page("patrons.see")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One reader with cards, blocks, guardians."""
    patron = queries.get(number, request.user)
    return render(request, "patrons/detail.html", _about(request, patron))


@never_cache
@staff_page("patrons.edit")
def register(request: HttpRequest) -> HttpResponse:
    """Register a reader at the library of one's desk."""
    if request.desk is None:
        return redirect("staff_desk")
    library = library_of(request.desk)
    require(request.user, "patrons.edit", library)
    form = RegisterForm(request.POST or None, library=library)
    known: list[Patron] = []
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        card, guardian_card = values.pop("card"), values.pop("guardian_card")
        values.pop("consent")
        try:
            guardian = queries.by_card(guardian_card, library) if guardian_card else None
            patron = actions.register(
                library,
                card=card,
                guardian=guardian,
                consents={"data": actions.TEXTS},
                by=request.user,
                **values,
            )
            messages.success(request, gettext("%(name)s is registered.") % {"name": patron.name})
            return redirect("staff_patron", number=patron.pk)
        except MaybeKnown as error:
            known = list(queries.listed(queries.seen_by(request.user).filter(pk__in=error.patrons)))
            elsewhere = len(error.patrons) - len(known)
            form.data = form.data.copy()
            form.data["known_apart"] = "on"
            context = {"form": form, "library": library, "known": known, "elsewhere": elsewhere, "asked": True}
            return render(request, "patrons/register.html", context, status=409)
        except ChorsuError as error:
            complain(form, error, {**FIELDS_OF_REASONS, "patrons.unknown-card": "guardian_card"})
    has_categories = form.fields["category"].queryset.exists()
    context = {"form": form, "library": library, "has_categories": has_categories}
    return render(request, "patrons/register.html", context)


@never_cache
@staff_page("patrons.edit")
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change what is known of a reader."""
    patron = queries.get(number, request.user)
    require(request.user, "patrons.edit", patron.home_library)
    form = PatronForm(request.POST or None, library=patron.home_library, patron=patron)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_patron(patron, by=request.user, **form.cleaned_data)
            messages.success(request, gettext("The changes have been kept."))
            return redirect("staff_patron", number=patron.pk)
        except ChorsuError as error:
            complain(form, error, FIELDS_OF_REASONS)
    return render(request, "patrons/edit.html", {"form": form, "patron": patron})


@require_POST
@never_cache
@staff_page("patrons.edit")
def change(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """One change from the reader's page: renew, card, block, unblock, account. Faults are shown on that page."""
    patron = queries.get(int(number), request.user)
    form = {"renew": RenewForm, "card": CardForm, "block": BlockForm, "account": AccountForm}.get(what)
    bound = form(request.POST) if form else None
    try:
        if bound is None or bound.is_valid():
            said = _do(request, patron, what, bound.cleaned_data if bound else {})
            messages.success(request, said)
            return redirect("staff_patron", number=patron.pk)
    except ChorsuError as error:
        if bound is None:
            raise
        complain(
            bound, error, {**FIELDS_OF_REASONS, "accounts.unknown": "username", "patrons.account-taken": "username"}
        )
    return render(request, "patrons/detail.html", _about(request, patron, {what: bound}), status=422)


@transaction.atomic
def _do(request: HttpRequest, patron: Patron, what: str, values: dict[str, Any]) -> str:
    by = request.user
    if what == "renew":
        actions.renew_registration(patron, until=values["until"], by=by)
        return gettext("The registration holds on.")
    if what == "card":
        old = patron.cards.filter(active=True).first()
        if old is None:
            actions.add_card(patron, values["card"], by=by)
        else:
            actions.replace_card(old, values["card"], lost=values["lost"], by=by)
        return gettext("The new card can be used.")
    if what == "block":
        library = library_of(request.desk) if request.desk else patron.home_library
        actions.block(patron, values["reason"], library=library, until=values["until"], by=by)
        return gettext("The reader is blocked.")
    if what == "unblock":
        number = request.POST.get("block", "")
        rows = Block.objects.filter(patron=patron).select_related("library", "patron__home_library")
        block = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
        if block is not None:
            actions.unblock(block, by=by)
        return gettext("The block is lifted.")
    if what == "account":
        actions.link_account(patron, by_username(values["username"].strip()), by=by)
        return gettext("The reader can sign in with this account.")
    actions.unlink_account(patron, by=by)
    return gettext("The reader and the account are parted.")


def _desk(request: HttpRequest, patron: Patron) -> str:
    """The lending desk with this reader open, where there is a desk and the account may lend."""
    address = menus.address("circulation:desk") if may(request.user, "circulation.lend") else ""
    return f"{address}?patron={patron.pk}" if address else ""


def _about(request: HttpRequest, patron: Patron, bound: dict[str, Any] | None = None) -> dict[str, Any]:
    bound = bound or {}
    return {
        "patron": patron,
        "age": queries.age(patron),
        "expired": queries.expired(patron),
        "cards": list(patron.cards.select_related("library")[:50]),
        "blocks": queries.blocks(patron),
        "guardians": list(patron.guardians.select_related("guardian")[:10]),
        "wards": list(patron.wards.select_related("patron")[:20]),
        "may_edit": may(request.user, "patrons.edit", patron.home_library),
        "desk_url": _desk(request, patron),
        "renew_form": bound.get("renew") or RenewForm(),
        "card_form": bound.get("card") or CardForm(),
        "block_form": bound.get("block") or BlockForm(),
        "account_form": bound.get("account") or AccountForm(),
        "opened": next(iter(bound), ""),
    }
