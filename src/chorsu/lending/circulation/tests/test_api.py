"""Loans and returns over the API: the same action, the same sentences."""

import pytest

from chorsu.lending.circulation.models import Loan
from chorsu.lending.circulation.tests.makers import make_desk, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    made = make_desk()
    client.force_login(made.aziza)
    return made


def post(client, address, **body):
    return client.post(f"/api/v1/{address}", body, content_type="application/json")


def test_a_loan_is_made_and_answered_with_its_terms(client, desk):
    answer = post(client, "loans", item="118337", patron="2042", library="NLUZ")
    assert answer.status_code == 201
    loan = Loan.objects.get()
    assert answer.json()["id"] == loan.pk
    assert answer.json()["due"] == loan.due.isoformat()
    assert answer.json()["terms"]["days"] == {"value": 14, "rule": None, "name": "", "version": 0}


def test_a_refused_loan_is_a_problem_with_every_reason(client, desk):
    make_rule("tight", limit=0)
    desk.item.access = "reading-room"
    desk.item.save()
    answer = post(client, "loans", item="118337", patron="2042", library="NLUZ")
    assert answer.status_code == 409
    assert answer["Content-Type"].startswith("application/problem+json")
    problem = answer.json()
    assert problem["code"] == "circulation.loan-refused"
    assert [reason["code"] for reason in problem["reasons"]] == [
        "circulation.reading-room-only",
        "circulation.loan-limit",
    ]
    assert not Loan.objects.exists()


def test_a_return_says_where_the_copy_goes(client, desk):
    post(client, "loans", item="118337", patron="2042", library="NLUZ-1")
    answer = post(client, "returns", item="118337", library="NLUZ-1")
    assert answer.status_code == 200
    assert (answer.json()["goes"], answer.json()["to"]) == ("shelf", "NLUZ-1")
    again = post(client, "returns", item="118337", library="NLUZ-1")
    assert (again.status_code, again.json()["code"]) == (404, "circulation.not-on-loan")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"item": "nothing", "patron": "2042", "library": "NLUZ"}, 404, "circulation.unknown-item"),
        ({"item": "118337", "patron": "nobody", "library": "NLUZ"}, 404, "patrons.unknown-card"),
        ({"item": "118337", "patron": "2042", "library": "NOWHERE"}, 422, "libraries.unknown"),
    ],
)
def test_what_is_not_known_is_said_by_name(client, desk, body, status, code):
    answer = post(client, "loans", **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_without_the_right_nothing_is_lent(client, desk):
    from chorsu.people.accounts.tests.makers import make_account

    client.force_login(make_account("minh"))
    assert post(client, "loans", item="118337", patron="2042", library="NLUZ").status_code == 403
    assert not Loan.objects.exists()


def test_why_names_the_rule_of_each_term(client, desk):
    make_rule("network", days=10)
    loan = post(client, "loans", item="118337", patron="2042", library="NLUZ").json()["id"]
    why = {entry["attribute"]: entry for entry in client.get(f"/api/v1/loans/{loan}/why").json()}
    assert why["days"]["term"]["name"] == "network"
    assert why["days"]["others"][-1]["value"] == 14
