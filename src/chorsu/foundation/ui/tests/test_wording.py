"""Numbers, dates and names of languages as each interface language writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils import timezone, translation

from chorsu.foundation.ui import wording
from chorsu.kernel.paging import Page


@pytest.mark.parametrize(
    ("language", "names"),
    [("uz", ("oʻzbek", "ruscha", "qoraqalpoq")), ("uz-cyrl", ("ўзбекча", "русча", "қорақалпоқча")),
     ("ru", ("узбекский", "русский", "каракалпакский")), ("vi", ("Tiếng Uzbek", "Tiếng Nga", "Tiếng Kara-Kalpak"))],
)  # fmt: skip
def test_languages_are_named_in_the_interface_language(language, names):
    with translation.override(language):
        assert tuple(wording.language_name(code) for code in ("uzb", "ru", "kaa")) == names


def test_an_unknown_language_code_is_shown_as_it_is():
    assert wording.language_name("x-klingon") == "x-klingon"
    assert wording.language_name(None) == ""


def test_a_script_is_named_beside_its_language():
    with translation.override("en"):
        assert wording.language_name("uz-Cyrl") == "Uzbek (cyrillic)"


def test_numbers_and_shares_have_the_separators_of_the_language():
    with translation.override("uz"):
        assert wording.number(3482600).replace("\xa0", " ") == "3 482 600"
    with translation.override("vi"):
        assert wording.number(3482600) == "3.482.600"
        assert wording.number("not a number") == "not a number"
    with translation.override("en"):
        assert (wording.number(0.5, 2), wording.percent(0.624), wording.file_size(12_400_000)) == (
            "0.50",
            "62%",
            "12.4 MB",
        )


def test_dates_are_said_in_the_language_and_the_zone_of_the_house():
    late = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
    with translation.override("ru"), timezone.override("Asia/Tashkent"):
        assert wording.day(date(2026, 11, 20), "long") == "20 ноября 2026\u202fг."
        assert wording.day_time(late).endswith("02:30")
        assert wording.day(late).startswith("21")
    with translation.override("en"):
        assert wording.ago(timezone.now() - timedelta(hours=3)) == "3 hours ago"


def test_hits_are_marked_and_everything_else_is_text():
    marked = wording.highlight("<mark>Oʻtkan</mark> kunlar <img src=x onerror=alert(1)> <mark>")
    assert marked == "<mark>Oʻtkan</mark> kunlar &lt;img src=x onerror=alert(1)&gt; "


def test_paging_keeps_the_rest_of_the_question():
    page = Page(items=(), number=5, per_page=20, total=2_000)
    links = wording.page_links(page, QueryDict("q=oʻtkan&page=5&lang=uz&lang=ru"))
    assert [link.get("number") for link in links] == [1, None, 3, 4, 5, 6, 7, None, 100]
    assert links[0]["url"] == "?q=o%CA%BBtkan&lang=uz&lang=ru"
    assert links[2]["url"] == "?q=o%CA%BBtkan&lang=uz&lang=ru&page=3"
    assert [link.get("number") for link in links if link.get("current")] == [5]


def test_a_wrong_field_says_so_beside_itself():
    class Form(forms.Form):
        card = forms.CharField(help_text="As printed.")

    form = Form({"card": ""})
    form.is_valid()
    with translation.override("en"):
        html = engines["django"].from_string("{% field form.card %}").render({"form": form})
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_card-help id_card-error"' in html
    assert 'id="id_card-error"' in html
    assert "This field is required." in html


def test_status_always_has_words_and_escapes_them():
    html = engines["django"].from_string('{% status "ok" text %}{% icon "search" %}').render({"text": "<9 libraries>"})
    assert '<span class="st ok">&lt;9 libraries&gt;</span>' in html
    assert 'aria-hidden="true"' in html
