"""Tokens with which programs act for an account. The secret is shown once; we keep its digest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from chorsu.foundation.audit.actions import record
from chorsu.people.accounts.errors import TooManyTokens, UnknownToken
from chorsu.people.accounts.models import Account, AppToken

#: Every token of ours begins so: leaked ones can be found by searching.
MARK = "chorsu_"
MOST = 50
LONGEST_DAYS = 366 * 5


@transaction.atomic
def issue_token(
    account: Account, name: str, *, days: int | None = 365, scopes: Sequence[str] = (), by: Any = None
) -> tuple[AppToken, str]:
    """Make a token and answer it with the secret, which nobody can read again.

    `days=None` never expires (only from the command line). `scopes` narrows it to some rights; empty means all of
    the account's. Raises TooManyTokens.
    """
    count = AppToken.objects.filter(account=account, revoked=None).count()
    if count >= MOST:
        raise TooManyTokens(count=count)
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=min(max(days, 1), LONGEST_DAYS)) if days is not None else None
    token = AppToken.objects.create(
        account=account,
        name=" ".join(name.replace("\x00", "").split())[:80] or "token",
        prefix=prefix,
        digest=_digest(secret),
        scopes=sorted(set(scopes)),
        expires=expires,
    )
    # The key says “named”, not “token”: the trail strikes out everything called a token.
    record(by or account, "accounts.token-issued", f"account:{account.username}", {"named": token.name})
    return token, f"{MARK}{prefix}_{secret}"


@transaction.atomic
def revoke_token(account: Account, number: int, *, by: Any = None) -> None:
    """Make a token useless at once. Raises UnknownToken."""
    changed = AppToken.objects.filter(account=account, pk=number, revoked=None).update(revoked=timezone.now())
    if not changed:
        raise UnknownToken()
    record(by or account, "accounts.token-revoked", f"account:{account.username}", {"number": number})


def account_of_token(text: str) -> Account | None:
    """The active account behind a token's secret, or None. Marks the day of use, at most once an hour."""
    if not text.startswith(MARK) or len(text) > 120:
        return None
    prefix, _mark, secret = text.removeprefix(MARK).partition("_")
    token = AppToken.objects.select_related("account").filter(prefix=prefix, revoked=None).first()
    # The digest is compared in constant time also when there is no such token.
    right = secrets.compare_digest(token.digest if token else "0" * 64, _digest(secret))
    now = timezone.now()
    if token is None or not right or (token.expires and token.expires <= now) or not token.account.is_active:
        return None
    if token.last_used is None or now - token.last_used > timedelta(hours=1):
        AppToken.objects.filter(pk=token.pk).update(last_used=now)
    token.account.__dict__["_scopes"] = frozenset(token.scopes)
    return token.account


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(secret.encode()).hexdigest()
