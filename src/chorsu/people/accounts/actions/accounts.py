"""Makes accounts and says whether they may sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.accounts import queries
from chorsu.people.accounts.actions.permissions import require
from chorsu.people.accounts.errors import BadAccount, CannotGrant
from chorsu.people.accounts.events import AccountCreated
from chorsu.people.accounts.models import Account


@transaction.atomic
def create_account(
    username: str,
    password: str | None = None,
    *,
    email: str = "",
    given_name: str = "",
    family_name: str = "",
    language: str = "",
    check_password: bool = True,
    by: Any = None,
) -> Account:
    """Make an account; without a password it cannot sign in until one is set by letter.

    `check_password=False` takes a password that the policy would refuse (demo accounts). Raises BadAccount with
    every reason at once, Forbidden.
    """
    if by is not None:
        require(by, "accounts.manage")
    account = Account(
        username=username.strip(),
        email=Account.objects.normalize_email(email.strip()),
        first_name=given_name.strip(),
        last_name=family_name.strip(),
        language=language,
    )
    reasons = _faults(account, password if check_password else None)
    if reasons:
        raise BadAccount(reasons)
    if password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    if account.email:
        EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=False)
    record(by, "accounts.created", f"account:{account.username}")
    publish(AccountCreated(account.pk))
    return account


@transaction.atomic
def welcome(account: Account) -> None:
    """A reader signed up by himself: the same trail and event as when staff make the account."""
    record(None, "accounts.signed-up", f"account:{account.username}")
    publish(AccountCreated(account.pk))


@transaction.atomic
def choose_language(account: Account, language: str) -> None:
    """Keep the interface language an account wants; empty for the browser's. Raises BadAccount."""
    if language and language not in dict(settings.LANGUAGES):
        raise BadAccount([Reason("accounts.bad-language", gettext_noop("There is no such interface language."))])
    account.language = language
    account.save(update_fields=["language"])


@transaction.atomic
def set_active(account: Account, active: bool, *, by: Any) -> None:
    """Let an account sign in, or no longer. Django asks at every request, so its sessions end at once. Raises CannotGrant for somebody not below `by`."""
    require(by, "accounts.manage")
    account = Account.objects.select_for_update().get(pk=account.pk)
    if by.pk == account.pk or not queries.manages(by, account):
        raise CannotGrant()
    account.is_active = active
    account.save(update_fields=["is_active"])
    record(by, "accounts.activated" if active else "accounts.deactivated", f"account:{account.username}")


def _faults(account: Account, password: str | None) -> list[Reason]:
    reasons = []
    try:
        account.full_clean(exclude=["password"])
    except ValidationError as error:
        taken = Account.objects.filter(username=account.username).exists()
        text = gettext_noop("The name to sign in with is taken or not usable.")
        if taken or "username" in error.message_dict:
            reasons.append(Reason("accounts.bad-username", text))
        if set(error.message_dict) - {"username", "email"}:
            reasons.append(Reason("accounts.bad-values", gettext_noop("A name or a value is too long.")))
    if account.email:
        try:
            validate_email(account.email)
        except ValidationError:
            reasons.append(Reason("accounts.bad-email", gettext_noop("The e-mail address is not usable.")))
        if EmailAddress.objects.filter(email__iexact=account.email).exists():
            reasons.append(
                Reason("accounts.email-taken", gettext_noop("The e-mail address belongs to another account."))
            )
    if account.language and account.language not in dict(settings.LANGUAGES):
        reasons.append(Reason("accounts.bad-language", gettext_noop("There is no such interface language.")))
    if password is not None:
        try:
            validate_password(password, account)
        except ValidationError:
            text = gettext_noop("The password is too short, too common or too much like the name.")
            reasons.append(Reason("accounts.weak-password", text))
    return reasons
