"""Pages of one's own account: overview, language, tokens."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chorsu.people.accounts import actions, queries, sections
from chorsu.people.accounts.forms import LanguageForm, TokenForm
from chorsu.people.accounts.models import AppToken

# The cookie of the language switch (foundation.ui.languages.COOKIE).
LANGUAGE_COOKIE = "language"


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What is mine: loans, holds, card, language, security, privacy; each room draws its own part."""
    context = {
        "sections": sections.drawn(request),
        "language_form": LanguageForm(initial={"language": request.user.language}),
        "has_second_factor": queries.has_second_factor(request.user),
        "works": queries.is_staff(request.user),
    }
    return render(request, "accounts/overview.html", context)


@require_POST
@login_required
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language of the account, and show it from the next page on."""
    form = LanguageForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        actions.choose_language(request.user, chosen)
        messages.success(request, gettext("The language has been kept."))
        response = redirect("account")
        if chosen:
            response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS)
        else:
            response.delete_cookie(LANGUAGE_COOKIE)
        return response
    messages.error(request, gettext("There is no such interface language."))
    return redirect("account")


@never_cache
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of an account; a new one is shown in this answer only."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, secret = actions.issue_token(request.user, form.cleaned_data["name"], days=form.cleaned_data["days"])
        form = TokenForm()
    rows = AppToken.objects.filter(account=request.user, revoked=None)[:100]
    context = {"form": form, "secret": secret, "tokens": rows, "now": timezone.now()}
    return render(request, "accounts/tokens.html", context)


@require_POST
@login_required
def revoke_token(request: HttpRequest, number: int) -> HttpResponse:
    """Make a token useless."""
    actions.revoke_token(request.user, number)
    messages.success(request, gettext("The token is of no use any more."))
    return redirect("account_tokens")
