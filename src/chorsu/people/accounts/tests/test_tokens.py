"""Tokens for programs: shown once, kept as a digest, useless when revoked or run out."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from chorsu.people.accounts import actions, queries
from chorsu.people.accounts.errors import UnknownToken
from chorsu.people.accounts.models import AppToken
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.tests.makers import make_library

pytestmark = pytest.mark.django_db


def test_a_token_opens_the_account_and_its_secret_is_not_kept():
    aziza = make_account("aziza")
    token, secret = actions.issue_token(aziza, "self-check machine")
    assert actions.account_of_token(secret) == aziza
    kept = " ".join(str(value) for value in AppToken.objects.values_list().get())
    assert secret.rpartition("_")[2] not in kept
    assert AppToken.objects.get(pk=token.pk).last_used is not None


@pytest.mark.parametrize("text", ["", "chorsu_", "chorsu_abc_def", "x" * 5000, "chorsu_é_ü"])
def test_a_made_up_token_opens_nothing(text):
    make_account("aziza")
    assert actions.account_of_token(text) is None


def test_a_token_revoked_run_out_or_of_a_closed_account_opens_nothing():
    aziza = make_account("aziza")
    revoked, secret = actions.issue_token(aziza, "one")
    actions.revoke_token(aziza, revoked.pk)
    assert actions.account_of_token(secret) is None
    old, secret = actions.issue_token(aziza, "two")
    AppToken.objects.filter(pk=old.pk).update(expires=timezone.now() - timedelta(seconds=1))
    assert actions.account_of_token(secret) is None
    _token, secret = actions.issue_token(aziza, "three")
    aziza.is_active = False
    aziza.save()
    assert actions.account_of_token(secret) is None


def test_nobody_revokes_the_token_of_another():
    aziza, minh = make_account("aziza"), make_account("minh")
    token, secret = actions.issue_token(aziza, "one")
    with pytest.raises(UnknownToken):
        actions.revoke_token(minh, token.pk)
    assert actions.account_of_token(secret) == aziza


def test_a_token_made_for_one_right_gives_no_other():
    library = make_library()
    aziza = make_account("aziza", "desk", library)
    _token, secret = actions.issue_token(aziza, "loans only", scopes=["circulation.lend"])
    account = actions.account_of_token(secret)
    assert queries.may(account, "circulation.lend", library)
    assert not queries.may(account, "patrons.see", library)
    assert not queries.places(account, "patrons.see").exists()


def test_the_command_prints_a_token_and_nothing_else():
    aziza = make_account("aziza")
    out = StringIO()
    call_command("token", "aziza", stdout=out)
    assert actions.account_of_token(out.getvalue().strip()) == aziza
    with pytest.raises(CommandError, match="nobody"):
        call_command("token", "nobody")


def test_the_token_page_shows_the_secret_once(client):
    aziza = make_account("aziza")
    client.force_login(aziza)
    answer = client.post("/account/tokens/", {"name": "laptop", "days": "30"})
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    again = client.get("/account/tokens/").content.decode()
    assert secret not in again
    assert "laptop" in again
    client.post(f"/account/tokens/{AppToken.objects.get().pk}/revoke/")
    assert actions.account_of_token(secret) is None


def test_the_api_takes_the_token(client):
    library = make_library()
    _token, secret = actions.issue_token(make_account("aziza", "desk", library), "machine")
    assert client.get("/api/v1/patrons").status_code == 401
    assert client.get("/api/v1/patrons", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert client.get("/api/v1/patrons", headers={"Authorization": "Bearer chorsu_no_no"}).status_code == 401
