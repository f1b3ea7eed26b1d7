"""The machines' doors: who is let in, how refusals look, how lists are paged, how many calls one may make."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import Http404
from django.test import Client, override_settings
from django.urls import include, path

from chorsu.foundation.api import auth, doors, guards
from chorsu.foundation.api.doors import PageIn, PageOut, Query, Router, Schema, paged, require
from chorsu.foundation.api.urls import _with_problems
from chorsu.foundation.api.urls import urlpatterns as house
from chorsu.kernel.errors import Reason, Refused

pytestmark = pytest.mark.django_db
router = Router(tags=["Tests"])


class LoanIn(Schema):
    """A loan asked for."""

    patron: str
    copies: int


class NumberOut(Schema):
    """A number."""

    number: int


class LoanRefused(Refused):
    """The desk says no."""

    code = "tests.refused"
    text = "This account may not do that."
    advice = "Sign in with another account, or ask the manager of the library for the right."


@router.post("/t/loans")
def lend(request, body: LoanIn):
    return {"by": request.auth.get_username(), "patron": body.patron}


@router.get("/t/refused", auth=None)
def refused(request):
    raise LoanRefused([Reason("tests.limit", "The reader has %(count)s books.", "Take one back.", {"count": 5})])


@router.get("/t/whoami", auth=None)
def whoami(request):
    return {"name": request.account.get_username(), "token": request.by_token}


@router.get("/t/numbers", auth=None, response=PageOut[NumberOut])
def numbers(request, page: Query[PageIn]):
    return paged(request, range(45), page, show=lambda number: {"number": number})


@router.get("/t/secret")
def secret(request):
    require(request, "tests.see")
    return {"secret": 42}


@router.get("/t/gone", auth=None)
def gone(request):
    raise Http404


@router.get("/t/fault", auth=None)
def fault(request):
    raise RuntimeError("the inside of the house")


_patterns = doors.build([("tests", router)], namespace="api-tests").urls[0]
for _pattern in _patterns:
    _pattern.callback = _with_problems(_pattern.callback)
urlpatterns = [path("v1t/", include((_patterns, "t"))), *house, path("", include("chorsu.foundation.ui.urls"))]


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.ROOT_URLCONF = __name__
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def aziza(monkeypatch):
    account = get_user_model().objects.create_user(username="aziza", password="a long enough one")
    monkeypatch.setattr(auth, "_resolve", lambda token: account if token == "good" else None)
    return account


def problem_of(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == status
    assert {"type", "title", "status", "code", "detail", "advice", "reasons"} <= set(body)
    return body


def post(client, body, **headers):
    return client.post("/v1t/t/loans", json.dumps(body), content_type="application/json", headers=headers)


GOOD = {"patron": "Dilnoza", "copies": 1}


def test_a_stranger_is_asked_to_sign_in(client):
    response = post(client, GOOD)
    assert problem_of(response, 401)["code"] == "sign-in"
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_the_door_without_a_csrf_token(aziza):
    response = post(Client(enforce_csrf_checks=True), GOOD, authorization="Bearer good")
    assert response.json() == {"by": "aziza", "patron": "Dilnoza"}


def test_a_bad_token_is_refused_even_where_anybody_may_come(client, aziza):
    for address in ("/v1t/t/whoami", "/v1t/t/secret"):
        body = problem_of(client.get(address, headers={"authorization": "Bearer bad"}), 401)
        assert body["code"] == "token"


def test_guessing_tokens_is_slowed_down(client, aziza):
    with override_settings(API_RATES={"bad-token": 2, "anonymous": 0, "session": 0, "token": 0}):
        answers = [client.get("/v1t/t/whoami", headers={"authorization": f"Bearer {n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_a_token_of_a_closed_account_is_refused(client, aziza):
    aziza.is_active = False
    assert problem_of(client.get("/v1t/t/whoami", headers={"authorization": "Bearer good"}), 401)["code"] == "token"


def test_a_browser_session_needs_the_csrf_token_for_changes_but_not_for_reading(aziza):
    client = Client(enforce_csrf_checks=True)
    client.force_login(aziza)
    assert client.get("/v1t/t/whoami").json() == {"name": "aziza", "token": False}
    assert problem_of(post(client, GOOD), 403)["code"] == "csrf"
    client.cookies["csrftoken"] = "a" * 32
    assert post(client, GOOD, **{"X-CSRFToken": "a" * 32}).json()["by"] == "aziza"


def test_anybody_may_come_where_the_operation_says_so(client):
    assert client.get("/v1t/t/whoami").json() == {"name": "", "token": False}


def test_an_account_without_the_right_is_refused_and_with_it_let_in(client, aziza, monkeypatch):
    monkeypatch.setattr(guards, "_may", lambda account, right, place=None: False)
    client.force_login(aziza)
    assert problem_of(client.get("/v1t/t/secret"), 403)["code"] == "forbidden"
    monkeypatch.setattr(guards, "_may", lambda account, right, place=None: right == "tests.see")
    assert client.get("/v1t/t/secret").json() == {"secret": 42}


def test_a_refusal_tells_every_reason(client):
    body = problem_of(client.get("/v1t/t/refused", headers={"accept-language": "en"}), 409)
    assert body["code"] == "tests.refused"
    assert body["type"] == "urn:chorsu:problem:tests.refused"
    assert body["reasons"] == [{"code": "tests.limit", "text": "The reader has 5 books.", "advice": "Take one back."}]
    assert body["detail"].endswith("The reader has 5 books.")


def test_wrong_values_are_listed_with_their_places(client, aziza):
    client.force_login(aziza)
    body = problem_of(post(client, {"copies": "many"}), 422)
    assert body["code"] == "invalid"
    assert {item["field"] for item in body["errors"]} == {"body.body.patron", "body.body.copies"}


@pytest.mark.parametrize(("address", "status"), [("/v1t/t/gone", 404), ("/api/v1/no/such", 404)])
def test_what_is_not_there_is_a_problem_too(client, address, status):
    problem_of(client.get(address), status)


def test_a_wrong_method_is_a_problem_that_names_the_right_ones(client):
    response = client.delete("/v1t/t/numbers")
    assert problem_of(response, 405)["code"] == "method"
    assert response["Allow"] == "GET"


def test_broken_json_is_a_problem(client, aziza):
    client.force_login(aziza)
    response = client.post("/v1t/t/loans", "{", content_type="application/json")
    problem_of(response, 400)


def test_our_own_mistake_shows_nothing_of_the_inside(client, caplog):
    body = problem_of(client.get("/v1t/t/fault"), 500)
    assert "inside of the house" not in json.dumps(body)
    assert "inside of the house" in caplog.text


def test_lists_are_paged_with_a_link_to_the_next_page(client):
    response = client.get("/v1t/t/numbers?page=2&per_page=20&q=a b")
    body = response.json()
    assert (body["total"], body["page"], body["per_page"], len(body["results"])) == (45, 2, 20, 20)
    assert body["results"][0] == {"number": 20}
    assert body["next"] == "http://testserver/v1t/t/numbers?page=3&per_page=20&q=a+b"
    assert f'<{body["next"]}>; rel="next"' in response["Link"]
    assert 'rel="prev"' in response["Link"]
    last = client.get("/v1t/t/numbers?page=3&per_page=20").json()
    assert (last["next"], len(last["results"])) == (None, 5)
    problem_of(client.get("/v1t/t/numbers?per_page=1000"), 422)
    problem_of(client.get("/v1t/t/numbers?page=0"), 422)


def test_visitors_and_accounts_have_limits_of_their_own(client, aziza):
    with override_settings(API_RATES={"anonymous": 2, "session": 3, "token": 4}):
        visitor = [client.get("/v1t/t/whoami").status_code for _ in range(3)]
        by_token = [client.get("/v1t/t/whoami", headers={"authorization": "Bearer good"}).status_code for _ in range(5)]
        client.force_login(aziza)
        by_session = [client.get("/v1t/t/whoami").status_code for _ in range(4)]
        response = client.get("/v1t/t/whoami")
    assert (visitor, by_token, by_session) == ([200, 200, 429], [200] * 4 + [429], [200] * 3 + [429])
    assert problem_of(response, 429)["code"] == "too-many"
    assert 0 < int(response["Retry-After"]) <= 61


def test_another_address_is_another_visitor_and_a_forged_header_is_not_believed(client):
    with override_settings(API_RATES={"anonymous": 1}):
        assert client.get("/v1t/t/whoami").status_code == 200
        assert client.get("/v1t/t/whoami", headers={"x-forwarded-for": "8.8.8.8"}).status_code == 429
        assert client.get("/v1t/t/whoami", REMOTE_ADDR="10.0.0.9").status_code == 200
    with override_settings(API_RATES={"anonymous": 1}, TRUSTED_PROXIES=["127.0.0.1/32"]):
        assert client.get("/v1t/t/whoami", headers={"x-forwarded-for": "6.6.6.6, 9.9.9.9"}).status_code == 200
        assert client.get("/v1t/t/whoami", headers={"x-forwarded-for": "7.7.7.7, 9.9.9.9"}).status_code == 429
