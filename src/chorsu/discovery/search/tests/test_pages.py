"""The page of results, its feed and helpers, the API and the commands."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from chorsu.archive.objects.tests.makers import make_object
from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.catalogue.records.tests.makers import make_branch, make_library, make_record
from chorsu.discovery.search.actions import take_in
from chorsu.discovery.search.actions.indexing import Changed
from chorsu.discovery.search.tests.makers import index_now, make_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    library = make_library()
    made = make_shelf(library)
    make_item(made["chayon"], make_branch(library))
    scan = make_object(("Bahor keldi.",), library=library, record=made["kunlar"])
    index_now()
    take_in(Changed(records={one.pk for one in made.values()}, objects={scan.pk}))
    return made


def test_dilnoza_sees_marked_titles_what_to_read_and_where_it_stands(client, shelf):
    page = client.get("/search", {"q": "o'tkan kunlar"}, headers={"accept-language": "en"}).content.decode()
    assert "<mark>Oʻtkan kunlar</mark>" in page
    assert "<mark>Ўткан кунлар</mark>" in page
    assert 'href="/read/' in page
    assert 'lang="uz-Cyrl"' in page
    page = client.get("/search", {"q": "чаён"}).content.decode()
    assert "<mark>Mehrobdan" not in page
    assert "<mark>chayon</mark>" in page


def test_the_filters_work_as_a_plain_form_and_can_be_taken_back(client, shelf):
    page = client.get("/search", {"q": "", "language": ["vi", "ru"], "from": "1950"}).content.decode()
    assert page.count('<li class="hit">') == 2
    assert 'name="language" value="vi" id=' in page
    assert page.count(" checked") == 2
    assert page.count('class="chip"') >= 3
    assert 'name="from"' in page
    assert "1950" in page


def test_htmx_gets_only_the_results(client, shelf):
    part = client.get("/search", {"q": "kunlar"}, headers={"hx-request": "true", "hx-target": "results"})
    text = part.content.decode()
    assert "<html" not in text
    assert text.count('<li class="hit">') == 2
    assert "HX-Request" in part["Vary"]


STRANGE = (
    "q=",
    "q=hechqanday+sozsiz",
    "q=%00",
    "q=" + "%28" * 3000,
    "q=kunlar&page=99",
    "q=kunlar&language=xx",
    "page=x&from=y&sort=z&per_page=-1",
    "q=%22&works=1",
)


@pytest.mark.parametrize("query", STRANGE)
def test_every_page_of_results_can_be_drawn(client, shelf, query):
    response = client.get(f"/search?{query}")
    assert response.status_code == 200
    assert b'id="results"' in response.content


def test_a_query_is_shown_as_text_not_as_markup(client, shelf):
    page = client.get("/search", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    make_record(title="<b>Xavf</b> & kitob", author="")
    index_now()
    page = client.get("/search", {"q": "xavf"}).content.decode()
    assert "&lt;b&gt;<mark>Xavf</mark>&lt;/b&gt;" in page


def test_an_empty_result_offers_next_steps(client, shelf):
    page = client.get("/search", {"q": "qqqqwwww"}).content.decode()
    assert "/search/advanced" in page
    assert "availability=online" in page
    page = client.get("/search", {"q": "kunlar", "language": "vi"}).content.decode()
    assert 'href="/search?q=kunlar"' in page


def test_a_page_takes_a_fixed_number_of_queries(client, shelf, django_assert_max_num_queries):
    client.get("/search", {"q": "kunlar"})
    with django_assert_max_num_queries(14):
        client.get("/search", {"q": "kunlar"})
    for number in range(12):
        make_item(make_record(title=f"Kunlar {number}", author=""), make_branch())
    index_now()
    client.get("/search", {"q": "kunlar"})
    with django_assert_max_num_queries(14):
        client.get("/search", {"q": "kunlar"})


def test_the_api_answers_in_the_agreed_shape(client, shelf):
    said = client.get("/api/v1/search", {"q": "чаён"}).json()
    assert {"total", "results", "facets"} <= said.keys()
    assert said["total"] == 1
    (one,) = said["results"]
    wanted = {"id", "title", "creators", "year", "languages", "formats", "availability", "highlights"}
    assert wanted <= one.keys()
    assert one["id"] == shelf["chayon"].pid
    assert (one["title"], one["creators"], one["year"], one["languages"]) == (
        "Mehrobdan chayon", ["Qodiriy, Abdulla"], 1929, ["uz"],
    )  # fmt: skip
    assert one["formats"] == ["print"]
    assert one["availability"] == {
        "status": "on-shelf", "online": False, "copies": 1, "available": 1, "libraries": ["NLUZ"],
    }  # fmt: skip
    assert one["highlights"]["title"] == "Mehrobdan <mark>chayon</mark>"
    assert {k: said["facets"]["language"][0][k] for k in ("value", "count")} == {"value": "uz", "count": 1}


def test_the_api_filters_pages_and_sorts(client, shelf):
    said = client.get("/api/v1/search?language=uz&language=vi&per_page=2&page=2&sort=oldest").json()
    assert (said["total"], len(said["results"])) == (5, 2)
    assert client.get("/api/v1/search?q=kunlar&facets=no").json()["facets"] == {}
    inside = client.get("/api/v1/search?q=bahor").json()["results"][0]
    assert inside["pages"][0]["page"] == 1
    assert "<mark>Bahor</mark>" in inside["pages"][0]["snippet"]
    assert inside["availability"]["status"] == "read-now"


def test_an_api_answer_takes_few_queries(client, shelf, django_assert_max_num_queries):
    client.get("/api/v1/search?q=kunlar")
    with django_assert_max_num_queries(8):
        client.get("/api/v1/search?q=chayon")


def test_the_commands_print_json(shelf):
    out = StringIO()
    call_command("search", "ўткан", "кунлар", "--json", stdout=out)
    assert json.loads(out.getvalue())["total"] == 2
    out = StringIO()
    call_command("index", "rebuild", "--json", stdout=out)
    assert json.loads(out.getvalue())["records"] == 6
    out = StringIO()
    call_command("index", "status", "--json", stdout=out)
    assert json.loads(out.getvalue())["records"] == 6


def test_suggestions_feed_description_and_advanced_form(client, shelf):
    found = client.get("/search/suggest", {"q": "меҳроб"}).json()["suggestions"]
    assert found[0]["text"] == "Mehrobdan chayon"
    assert client.get("/api/v1/search/suggest", {"q": "mehr"}).json()[0]["url"] == f"/records/{shelf['chayon'].pid}"
    feed = client.get("/search.rss", {"q": "kunlar"})
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert feed.content.decode().count("<item>") == 2
    assert b"{searchTerms}" in client.get("/opensearch.xml").content
    assert client.get("/search/advanced").status_code == 200
    empty = client.get("/search/advanced", {"words": ""})
    assert empty.status_code == 200
    asked = client.get("/search/advanced", {"title": "kunlar", "without": "boshqa", "since": "1970", "language": "uz"})
    assert asked.status_code == 302
    page = client.get(asked["Location"]).content.decode()
    assert page.count('<li class="hit">') == 1
    wrong = client.get("/search/advanced", {"title": "a", "since": "2000", "until": "1990"})
    assert b"lies before the first" in wrong.content or wrong.status_code == 200


def test_an_author_chosen_as_a_filter_is_named_on_its_chip(client, shelf):
    said = client.get("/api/v1/search?q=").json()["facets"]["author"]
    chosen = next(one for one in said if one["label"] == "Qodiriy, Abdulla")
    page = client.get("/search", {"author": chosen["value"]}).content.decode()
    assert page.count('<li class="hit">') == chosen["count"] == 3
    assert "Qodiriy, Abdulla<svg" in page
