"""Who may do what where, who is asking, and from where. Every list in the house goes through one of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from chorsu.kernel import addresses
from chorsu.people.accounts import ports, rules
from chorsu.people.accounts.errors import UnknownAccount
from chorsu.people.accounts.models import Account, Membership, OnSiteNetwork
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import by_code, in_subtrees, setting, subtree
from chorsu.people.libraries.queries.cache import table
from chorsu.people.libraries.rules import path_ids

DESK_KEY = "desk"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the account (None for a visitor), organisations he belongs to, organisations whose rooms he sits in."""

    account_id: int | None
    organisations: frozenset[int] = frozenset()
    on_site: frozenset[int] = frozenset()

    @property
    def signed_in(self) -> bool:
        return self.account_id is not None


def by_username(username: str) -> Account:
    """The account with this name. Raises UnknownAccount."""
    found = Account.objects.filter(username=username).first()
    if found is None:
        raise UnknownAccount(username=username[:80])
    return found


def accounts_named(words: str) -> QuerySet[Account]:
    """Accounts whose name to sign in with, e-mail or name holds every word."""
    rows = Account.objects.all()
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(username__icontains=word)
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
        )
    return rows


def held(account: Any) -> tuple[tuple[str, str], ...]:
    """The account's roles and the paths of the places where it holds them; read once a request.

    Roles at a place that asks its staff for a second factor count only once the account has one: so no page, no API
    and no protocol goes around it.
    """
    if not _acts(account):
        return ()
    kept = account.__dict__.get("_held")
    if kept is None:
        strict = [(role, path) for role, path in roles_given(account) if _asks_second_factor(role, path)]
        lacking = set(strict) if strict and not has_second_factor(account) else set()
        kept = tuple(pair for pair in roles_given(account) if pair not in lacking)
        account.__dict__["_held"] = kept
    return kept


def roles_given(account: Any) -> tuple[tuple[str, str], ...]:
    """Every role given to the account, whether or not it counts now."""
    kept = account.__dict__.get("_given")
    if kept is None:
        rows = Membership.objects.filter(account_id=account.pk).order_by()
        kept = account.__dict__["_given"] = tuple(rows.values_list("role", "organisation__path"))
    return kept


def lacks_second_factor(account: Any) -> bool:
    """Whether some role of the account does not count because a second factor is asked for and missing."""
    return _acts(account) and len(held(account)) < len(roles_given(account))


def forget_roles(account: Any) -> None:
    """Read the roles of this account anew at the next question."""
    for name in ("_held", "_given"):
        account.__dict__.pop(name, None)


def _asks_second_factor(role: str, path: str) -> bool:
    # The policy needs the path only, so the place itself is not read.
    place = Organisation(pk=path_ids(path)[-1], path=path)
    return role in rules.STAFF_ROLES and bool(setting(place, "accounts.staff-second-factor"))


def may(account: Any, right: str, organisation: Organisation | None = None) -> bool:
    """Whether the account has the right at the organisation, or anywhere at all when it is None."""
    if not _acts(account):
        return False
    scopes = account.__dict__.get("_scopes")
    if scopes and right not in scopes:
        return False  # the token acting for the account was made for other rights only
    if account.is_superuser:
        return True
    return rules.allowed(held(account), right, organisation.path if organisation is not None else None)


def places(account: Any, right: str) -> QuerySet[Organisation]:
    """The organisations at the top of the subtrees in which the account has the right."""
    if not may(account, right):
        return Organisation.objects.none()
    if account.is_superuser:
        return Organisation.objects.filter(parent=None)
    roles = rules.roles_with(right)
    return Organisation.objects.filter(path__in=rules.top_places(path for role, path in held(account) if role in roles))


def visible(account: Any, right: str, field: str = "") -> Q:
    """A condition for lists: the organisation, or the one in `field`, lies where the account has the right."""
    return in_subtrees(places(account, right), field)


def visible_libraries(account: Any, right: str) -> QuerySet[Organisation]:
    """The active libraries in which the account has the right; those it works under when it works in a branch."""
    roots = list(places(account, right))
    above = (
        {number for root in roots for number in root.path_ids[:-1]}
        if any(root.kind not in {"network", "country", "region", "district", "library"} for root in roots)
        else set()
    )
    return Organisation.objects.filter(in_subtrees(roots) | Q(pk__in=above), kind="library", active=True)


def may_grant(account: Any, role: str, organisation: Organisation) -> bool:
    """Whether the account may give or take the role at the organisation."""
    if not may(account, "accounts.manage", organisation):
        return False
    return account.is_superuser or rules.may_grant(held(account), role, organisation.path)


def grantable(account: Any, organisation: Organisation) -> list[str]:
    """The roles the account may give at the organisation, least first."""
    return [role for role in rules.RIGHTS if may_grant(account, role, organisation)]


def manages(account: Any, other: Account) -> bool:
    """Whether every role of the other account is one that this account could give and take, so that it is below."""
    if not may(account, "accounts.manage"):
        return False
    if account.is_superuser:
        return True
    rows = Membership.objects.filter(account=other).select_related("organisation")
    roles = [(row.role, row.organisation) for row in rows]
    return not other.is_superuser and bool(roles) and all(may_grant(account, role, place) for role, place in roles)


def is_staff(account: Any) -> bool:
    """Whether the account works anywhere in the network."""
    return may(account, "staff.work")


def has_second_factor(account: Any) -> bool:
    """Whether the account has an authenticator app or a security key."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=account, type__in=kinds).exists()


def client_address(request: HttpRequest) -> str:
    """The visitor's address; proxies are believed only when `CHORSU_TRUSTED_PROXIES` names them."""
    return addresses.client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        getattr(settings, "TRUSTED_PROXIES", ()),
    )


def on_site(request: HttpRequest) -> frozenset[int]:
    """The organisations in whose networks the visitor sits."""
    kept = table("on_site")
    if "all" not in kept:
        kept["all"] = tuple(
            OnSiteNetwork.objects.filter(organisation__active=True).values_list("organisation_id", "cidr")
        )
    return rules.networks_holding(client_address(request), kept["all"])


def viewer(request: HttpRequest) -> Viewer:
    """Who is asking, worked out once a request."""
    kept = request.__dict__.get("_viewer")
    account = getattr(request, "auth", None) or getattr(request, "user", None)
    account = account if _acts(account) else None
    if kept is None or kept.account_id != (account.pk if account else None):
        own: frozenset[int] = frozenset()
        if account:
            own = frozenset(path_ids(path)[-1] for _role, path in roles_given(account)) | ports.belongings(account.pk)
        kept = request.__dict__["_viewer"] = Viewer(account.pk if account else None, own, on_site(request))
    return kept


def desks(account: Any) -> QuerySet[Organisation]:
    """The libraries and branches at which the account may work, by name."""
    kinds = [Organisation.Kind.LIBRARY, Organisation.Kind.BRANCH]
    return Organisation.objects.filter(visible(account, "staff.work"), kind__in=kinds, active=True)


def desk_of(request: HttpRequest) -> Organisation | None:
    """Where this member of staff works now: the place chosen, else the first place where he has a role."""
    if "_desk" in request.__dict__:
        return request.__dict__["_desk"]
    request.__dict__["_desk"] = desk = _desk(request)
    return desk


def _desk(request: HttpRequest) -> Organisation | None:
    account = getattr(request, "auth", None) or getattr(request, "user", None)
    if not _acts(account):
        return None
    chosen = request.session.get(DESK_KEY) if hasattr(request, "session") else None
    if chosen:
        place = Organisation.objects.filter(pk=chosen, active=True).first()
        if place is not None and may(account, "staff.work", place):
            return place
    nearest = Membership.objects.filter(
        account=account,
        role__in=rules.STAFF_ROLES,
        organisation__kind__in=["library", "branch"],
        organisation__active=True,
    ).order_by("organisation__path")
    own = nearest.select_related("organisation").first()
    return own.organisation if own else desks(account).filter(kind="library").first()


def members(organisation: Organisation) -> QuerySet[Membership]:
    """The roles held at an organisation and everywhere under it."""
    return (
        Membership.objects.filter(organisation__in=subtree(organisation))
        .select_related("account", "organisation", "granted_by")
        .order_by("organisation__path", "account__username", "role")
    )


def library_by_code_for(account: Any, right: str, code: str) -> Organisation:
    """The organisation with the code, if the account has the right there. Raises UnknownLibrary, NotAllowed."""
    from chorsu.people.accounts.actions import require

    found = by_code(code)
    require(account, right, found)
    return found


def _acts(account: Any) -> bool:
    return bool(account is not None and getattr(account, "is_authenticated", False) and account.is_active)
