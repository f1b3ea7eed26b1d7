"""Registers readers and keeps what is known of them right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.language.folding import tokens
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import library_of, local_now
from chorsu.people.patrons import queries, rules
from chorsu.people.patrons.actions.cards import issue
from chorsu.people.patrons.actions.telling import may_edit, told
from chorsu.people.patrons.errors import AccountTaken, BadCategory, BadPatron, MaybeKnown
from chorsu.people.patrons.events import PatronRegistered
from chorsu.people.patrons.models import Consent, Guardian, Patron, PatronCategory, Sex

FIELDS = frozenset(
    {"family_name", "given_name", "patronymic", "birth_date", "sex", "email", "phone", "address", "language", "note"}
)


def name_key(family_name: str, given_name: str = "", patronymic: str = "") -> str:
    """The folded name by which readers are found and compared, whichever script it is written in."""
    return " ".join(tokens(" ".join([family_name, given_name, patronymic])))[:330]


@transaction.atomic
def register(
    home_library: Organisation,
    *,
    family_name: str,
    given_name: str = "",
    category: PatronCategory,
    card: str = "",
    expires: date | None = None,
    account: Account | None = None,
    guardian: Patron | None = None,
    consents: Mapping[str, str] | None = None,
    known_apart: bool = False,
    by: Any = None,
    **values: Any,
) -> Patron:
    """Register a reader at a library (or the library a branch belongs to), with a card when `card` has its number.

    `values`: patronymic, birth_date, sex, email, phone, address, language, note. `consents` maps a kind to the
    version of the text agreed to. `known_apart` says that somebody looked at readers of the same name and birthday
    and this is another person. Raises BadPatron (every reason at once), MaybeKnown, BadCategory, CardTaken,
    AccountTaken, Forbidden.
    """
    library = library_of(home_library)
    may_edit(by, library)
    patron = Patron(home_library=library, category=category)
    today = local_now(library).date()
    _describe(patron, {"family_name": family_name, "given_name": given_name, **values}, today)
    _check_category(patron, category, guardian, today)
    if not known_apart:
        _check_known(patron)
    patron.expires = expires or rules.months_later(today, category.card_months)
    if account is not None:
        _check_account(account)
        patron.account = account
    patron.network_wide = "network-wide" in (consents or {})
    patron.keep_history = "history" in (consents or {})
    patron.save()
    if guardian is not None:
        Guardian.objects.create(patron=patron, guardian=guardian)
    Consent.objects.bulk_create(
        Consent(patron=patron, kind=kind, given=True, text_version=version, recorded_by=by)
        for kind, version in (consents or {}).items()
    )
    if card:
        issue(patron, card, library, today)
    record(by, "patrons.registered", f"patron:{patron.pk}", library=library)
    publish(PatronRegistered(patron.pk))
    return patron


@transaction.atomic
def edit_patron(patron: Patron, *, category: PatronCategory | None = None, by: Any = None, **values: Any) -> Patron:
    """Change what is known of a reader. Raises BadPatron, BadCategory, Forbidden."""
    patron = _locked(patron)
    may_edit(by, patron.home_library)
    today = local_now(patron.home_library).date()
    changed = _describe(patron, values, today)
    if category is not None and category.pk != patron.category_id:
        guardian = patron.guardians.first()
        _check_category(patron, category, guardian, today)
        patron.category = category
        changed.append("category")
    if changed:
        patron.save()
        told(patron, "edited", "edited", by, {"changed": sorted(changed)})
    return patron


@transaction.atomic
def add_guardian(patron: Patron, guardian: Patron, relation: str = "", *, by: Any = None) -> None:
    """Let another, grown-up reader answer for this one. Raises BadPatron, Forbidden."""
    may_edit(by, patron.home_library)
    today = local_now(patron.home_library).date()
    if guardian.pk == patron.pk or rules.is_minor(guardian.birth_date, today):
        text = gettext_noop("A guardian is another, grown-up reader.")
        raise BadPatron([Reason("patrons.bad-guardian", text)])
    Guardian.objects.update_or_create(patron=patron, guardian=guardian, defaults={"relation": relation.strip()[:60]})
    told(patron, "guardian-added", "edited", by, {"guardian": guardian.pk})


@transaction.atomic
def link_account(patron: Patron, account: Account, *, by: Any = None) -> Patron:
    """Join a reader with the account he signs in with. Raises AccountTaken, Forbidden."""
    patron = _locked(patron)
    may_edit(by, patron.home_library)
    if patron.account_id == account.pk:
        return patron
    _check_account(account)
    patron.account = account
    patron.save(update_fields=["account", "changed"])
    told(patron, "account-linked", "account", by, {"account": account.pk})
    return patron


@transaction.atomic
def unlink_account(patron: Patron, *, by: Any = None) -> Patron:
    """Part a reader from the account; both stay."""
    patron = _locked(patron)
    may_edit(by, patron.home_library)
    if patron.account_id is not None:
        patron.account = None
        patron.save(update_fields=["account", "changed"])
        told(patron, "account-unlinked", "account", by)
    return patron


def _locked(patron: Patron) -> Patron:
    return Patron.objects.select_for_update(of=("self",)).select_related("home_library", "category").get(pk=patron.pk)


def _describe(patron: Patron, values: Mapping[str, Any], today: date) -> list[str]:
    unknown = set(values) - FIELDS
    if unknown:
        raise TypeError(f"A patron has no {', '.join(sorted(unknown))}.")
    tidy = {key: value if key == "birth_date" else _text(key, value) for key, value in values.items()}
    reasons = [reason for key, value in tidy.items() for reason in _faults(key, value, today)]
    if not (tidy.get("family_name", patron.family_name) or tidy.get("given_name", patron.given_name)):
        reasons.append(Reason("patrons.no-name", gettext_noop("A reader has a name.")))
    if reasons:
        raise BadPatron(reasons)
    changed = [key for key, value in tidy.items() if getattr(patron, key) != value]
    for key, value in tidy.items():
        setattr(patron, key, value)
    patron.name_key = name_key(patron.family_name, patron.given_name, patron.patronymic)
    return changed


def _text(key: str, value: Any) -> str:
    text = str(value or "").strip()
    return text if key == "note" else " ".join(text.split())


def _faults(key: str, value: Any, today: date) -> list[Reason]:
    if key == "birth_date":
        if value is not None and not rules.birth_date_is_plausible(value, today):
            return [Reason("patrons.bad-birth-date", gettext_noop("Nobody can be born on that day."))]
        return []
    longest = getattr(Patron._meta.get_field(key), "max_length", None) or 5000
    if len(value) > longest or "\x00" in value:
        params = {"count": longest}
        text = gettext_noop("A value is longer than %(count)s characters or holds signs that are no text.")
        return [Reason("patrons.too-long", text, params=params)]
    if not value:
        return []
    if key in {"family_name", "given_name", "patronymic"} and not tokens(value):
        return [Reason("patrons.bad-name", gettext_noop("A name has letters."))]
    if key == "sex" and value not in Sex.values:
        return [Reason("patrons.bad-sex", gettext_noop("Choose one of the values offered."))]
    if key == "phone" and not rules.phone_is_usable(value):
        return [Reason("patrons.bad-phone", gettext_noop("A telephone number has digits, like +998 90 123 45 67."))]
    if key == "language" and value not in dict(settings.LANGUAGES):
        return [Reason("patrons.bad-language", gettext_noop("There is no such language of letters."))]
    if key == "email":
        try:
            validate_email(value)
        except ValidationError:
            return [Reason("patrons.bad-email", gettext_noop("The e-mail address is not usable."))]
    return []


def _check_category(patron: Patron, category: PatronCategory, guardian: Any, today: date) -> None:
    if not queries.categories(patron.home_library).filter(pk=category.pk).exists():
        raise BadCategory(category=category.code)
    if category.needs_guardian and guardian is None and rules.is_minor(patron.birth_date, today):
        text = gettext_noop("A reader of this category needs a guardian.")
        raise BadPatron([Reason("patrons.no-guardian", text)])


def _check_known(patron: Patron) -> None:
    known = tuple(queries.same_person(patron.name_key, patron.birth_date).values_list("pk", flat=True)[:20])
    if known:
        error = MaybeKnown(count=len(known))
        error.patrons = known
        raise error


def _check_account(account: Account) -> None:
    if Patron.objects.filter(account=account).exists():
        raise AccountTaken(username=account.username)
