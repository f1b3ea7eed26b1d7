"""The language of a page: the reader's choice first, then the account's, then the browser's."""

import pytest
from django.utils import translation

from chorsu.foundation.ui.languages import cldr, html_tag, supported

pytestmark = pytest.mark.django_db
TAGS = {"uz": "uz", "uz-cyrl": "uz-Cyrl", "ru": "ru", "en": "en", "vi": "vi"}


@pytest.mark.parametrize(("code", "tag"), TAGS.items())
def test_a_chosen_language_is_kept_and_the_page_says_it(client, code, tag):
    answer = client.post("/language/", {"language": code, "next": "/ui/?page=3"})
    assert answer.status_code == 302
    assert answer["Location"] == "/ui/?page=3"
    page = client.get("/ui/", headers={"Accept-Language": "en" if code != "en" else "ru"})
    assert f'<html lang="{tag}"' in page.content.decode()
    assert page["Content-Language"] == tag


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_to_our_own_pages_only(client, target):
    assert client.post("/language/", {"language": "ru", "next": target})["Location"] == "/"


def test_an_unknown_language_is_refused_and_nothing_is_kept(client):
    answer = client.post("/language/", {"language": "xx", "next": "/"})
    assert answer.status_code == 400
    assert "language" not in answer.cookies


@pytest.mark.parametrize(
    ("header", "tag"),
    [("uz-Cyrl-UZ,uz;q=0.8", "uz-Cyrl"), ("vi-VN,vi;q=0.9,en;q=0.5", "vi"), ("fr-FR,ru;q=0.3", "ru"), ("fr", "uz"),
     ("", "uz")],
)  # fmt: skip
def test_a_first_visit_takes_the_browsers_language_or_uzbek(client, header, tag):
    assert client.get("/", headers={"Accept-Language": header})["Content-Language"] == tag


def test_the_accounts_language_comes_before_the_browsers(client, django_user_model):
    minh = django_user_model.objects.create_user("minh", password="x", language="vi")
    client.force_login(minh, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/ui/", headers={"Accept-Language": "ru"})["Content-Language"] == "vi"
    client.cookies["language"] = "en"
    assert client.get("/ui/", headers={"Accept-Language": "ru"})["Content-Language"] == "en"


def test_codes_are_written_as_each_side_writes_them():
    assert (html_tag("uz-cyrl"), cldr("uz-cyrl"), supported("uz_Cyrl"), supported("klingon")) == (
        "uz-Cyrl", "uz_Cyrl", "uz-cyrl", None,
    )  # fmt: skip
    with translation.override("uz-cyrl"):
        assert html_tag() == "uz-Cyrl"
    assert translation.get_language_info("uz-cyrl")["name_local"] == "Ўзбекча (кирилл)"


def test_theme_and_contrast_are_drawn_by_the_server_so_nothing_flashes(client):
    client.post("/appearance/", {"theme": "dark", "next": "/"})
    client.post("/appearance/", {"contrast": "more", "next": "/"})
    assert '<html lang="uz" data-theme="dark" data-contrast="more">' in client.get("/ui/").content.decode()
    client.post("/appearance/", {"theme": "auto", "contrast": "normal"})
    assert '<html lang="uz">' in client.get("/ui/").content.decode()
    client.post("/appearance/", {"theme": "<script>"})
    assert '<html lang="uz">' in client.get("/ui/").content.decode()
