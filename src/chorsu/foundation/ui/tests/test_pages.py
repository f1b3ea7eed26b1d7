"""Every shell: a language switch, no inline scripts, refusals as pages with the next step."""

import re

import pytest
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.urls import include, path
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from chorsu.foundation.ui import pages
from chorsu.foundation.ui.context import Shell
from chorsu.foundation.ui.middleware import ErrorMiddleware
from chorsu.kernel.errors import Forbidden, Reason, Refused, Unavailable

pytestmark = pytest.mark.django_db


class LoanRefused(Refused):
    code = "tests.loan-refused"
    text = "%(title)s cannot be lent."


def _refuse(request: HttpRequest):
    raise LoanRefused(
        [Reason("tests.limit", "The reader has %(count)s books.", "Take one back first.", {"count": 5})], title="Xamsa"
    )


def _unavailable(request):
    raise Unavailable


def _forbid(request):
    raise Forbidden


def _break(request):
    raise RuntimeError("the disk is full")


def _say(request):
    messages.success(request, "Two copies <b>added</b>.")
    return pages.guide(request)


urlpatterns = [
    path("t/refuse", _refuse), path("t/unavailable", _unavailable), path("t/forbid", _forbid), path("t/break", _break),
    path("t/say", _say), path("", include(settings.ROOT_URLCONF)),
]  # fmt: skip
handler404, handler500 = pages.not_found, pages.server_error


def _render(source: str) -> str:
    request = RequestFactory().get("/ui/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    request.session = {}
    return engines["django"].from_string(source).render({"shell": Shell(request)}, request)


@pytest.mark.parametrize("shell", ["ui/page.html", "ui/reader.html", "ui/staff.html"])
def test_every_shell_has_the_language_switch_and_a_way_past_the_menus(shell):
    html = _render('{% extends "' + shell + '" %}')
    for code in ("uz", "uz-cyrl", "ru", "en", "vi"):
        assert f'name="language" value="{code}"' in html
    assert 'class="skip" href="#main"' in html
    assert len(re.findall(r'<main id="main"', html)) == 1


@pytest.mark.parametrize("address", ["/", "/ui/", "/nowhere", "/ui/?page=99"])
def test_no_page_has_inline_scripts_or_handlers(client, address):
    html = client.get(address).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son[a-z]+\s*=", html)
    assert "javascript:" not in html


def test_the_style_guide_and_home_are_light_and_ask_the_database_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        guide = client.get("/ui/")
    assert guide.status_code == 200
    assert len(guide.content) < 100_000


@pytest.mark.urls(__name__)
def test_a_refusal_names_every_reason_and_the_next_step(client):
    with translation.override("en"):
        answer = client.get("/t/refuse", headers={"Accept-Language": "en"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Xamsa cannot be lent." in html
    assert "The reader has 5 books." in html
    assert "Take one back first." in html
    assert "tests.loan-refused" in html


@pytest.mark.urls(__name__)
def test_for_htmx_a_refusal_is_a_message_above_the_page(client):
    answer = client.get("/t/refuse", headers={"HX-Request": "true", "Accept-Language": "en"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
    assert "Xamsa cannot be lent." in answer.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/t/unavailable", 503), ("/t/forbid", 403), ("/nowhere", 404)])
def test_each_error_keeps_its_status_and_offers_a_way_on(client, address, status):
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert 'href="/"' in answer.content.decode()


@pytest.mark.urls(__name__)
def test_when_something_breaks_the_page_needs_neither_database_nor_session(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get("/t/break", headers={"Accept-Language": "ru"})
    assert answer.status_code == 500
    assert '<html lang="ru">' in answer.content.decode()
    assert "the disk is full" not in answer.content.decode()


def test_errors_that_are_not_ours_go_on_to_django(rf):
    request = rf.get("/")
    request.htmx = HtmxDetails(request)
    assert ErrorMiddleware(lambda r: None).process_exception(request, KeyError("x")) is None


@pytest.mark.urls(__name__)
def test_a_message_is_text_not_markup(client):
    html = client.get("/t/say").content.decode()
    assert 'class="alert success" role="status"' in html
    assert "Two copies &lt;b&gt;added&lt;/b&gt;." in html


def test_a_form_without_its_token_is_told_what_to_do(rf):
    request = rf.post("/language/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    with translation.override("en"):
        answer = pages.csrf_failed(request, "CSRF cookie not set.")
    assert answer.status_code == 403
    assert "This form is out of date." in answer.content.decode()
