"""Dilnoza adds the library to her reading app: what it lists, what it may open, what stays unseen."""

import json

import pytest
from lxml import etree

from chorsu.archive.objects.models import DigitalObject, File, Representation
from chorsu.archive.objects.tests.makers import make_library, make_object
from chorsu.archive.rights.models import Condition
from chorsu.catalogue.records.tests.makers import make_record
from chorsu.discovery.search.tests.makers import index_now
from chorsu.exchange.opds import rules
from chorsu.exchange.opds.tests.schemas import Schemas
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db
NS = {
    "a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/", "os": "http://a9.com/-/spec/opensearch/1.1/",
    "opds": "http://opds-spec.org/2010/catalog",
}  # fmt: skip


def make_book(title, kind="epub", name="access/book.epub", mime="application/epub+zip", access="public", **fields):
    """A record with a digital object of one file."""
    library = make_library()
    record = make_record(library, title=title, **fields)
    made = DigitalObject.objects.create(
        library=library, record=record, kind=kind, state="ready", title=title, version=1
    )  # fmt: skip
    Condition.objects.create(object=made.pk, library=library, access=access)
    under = Representation.objects.create(object=made, kind=name.partition("/")[0])
    File.objects.create(representation=under, name=name, path=name, mime=mime, size=1, sha512="0")
    return made


@pytest.fixture
def shelf():
    made = {
        "epub": make_book("Oʻtkan kunlar", subjects=[]),
        "pdf": make_book("Mehrobdan chayon", "pdf", "master/document.pdf", "application/pdf"),
        "vi": make_book("Truyện Kiều", languages=["vi"], author="Nguyễn Du"),
        "signed": make_book("Kecha va kunduz", access="signed-in"),
        "closed": make_book("Yopiq kitob", access="closed"),
    }
    scan = make_record(make_library(), title="Minvushiye dni")
    made["scan"] = make_object(record=scan, title="Minuvshiye dni")
    made["print"] = make_record(make_library(), title="Faqat bosma")
    index_now()
    return made


def v2(client, name=""):
    answer = client.get(f"/opds/v2/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/opds+json"
    return json.loads(answer.content)


def v1(client, name=""):
    answer = client.get(f"/opds/v1.2/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml;profile=opds-catalog;kind=")
    return etree.fromstring(answer.content)


def titles(feed):
    return {one["metadata"]["title"] for one in feed.get("publications", ())}


OPEN = {"Oʻtkan kunlar", "Mehrobdan chayon", "Truyện Kiều", "Minvushiye dni"}


def test_the_start_leads_to_new_arrivals_languages_and_search(client):
    feed = v2(client)
    assert [link["href"].rpartition("/v2/")[2] for link in feed["navigation"]] == ["new", "languages"]
    search = next(link for link in feed["links"] if link["rel"] == "search")
    assert search["templated"] and search["href"].endswith("/opds/v2/search{?query}")
    atom = v1(client)
    assert atom.xpath("string(a:link[@rel='search']/@type)", namespaces=NS) == rules.OPEN_SEARCH
    described = client.get("/opds/v1.2/opensearch.xml")
    assert described["Content-Type"] == rules.OPEN_SEARCH
    assert b"{searchTerms}" in described.content


def test_a_visitor_is_shown_only_what_he_may_read(client, shelf):
    assert titles(v2(client, "new")) == OPEN
    atom = v1(client, "new")
    assert set(atom.xpath("a:entry/a:title/text()", namespaces=NS)) == OPEN


def test_a_signed_in_reader_is_shown_more(client, shelf):
    client.force_login(make_account("dilnoza"))
    assert titles(v2(client, "new")) == OPEN | {"Kecha va kunduz"}


def test_an_object_closed_after_indexing_is_not_listed(client, shelf):
    Condition.objects.filter(pk=shelf["epub"].pk).update(access="closed")
    assert "Oʻtkan kunlar" not in titles(v2(client, "new"))


def test_an_epub_can_be_taken_and_a_scan_is_opened_in_the_reader(client, shelf):
    feed = {one["metadata"]["title"]: one for one in v2(client, "new")["publications"]}
    taken = {link["type"]: link for link in feed["Oʻtkan kunlar"]["links"]}
    epub = taken["application/epub+zip"]
    assert epub["rel"] == "http://opds-spec.org/acquisition/open-access"
    assert epub["href"].endswith(f"/files/{shelf['epub'].pid}/access/book.epub")
    scan = feed["Minvushiye dni"]
    ways = [link for link in scan["links"] if link["rel"].startswith("http://opds-spec.org/acquisition")]
    assert [link["href"].rpartition("/read/")[2] for link in ways] == [shelf["scan"].pid]
    assert [image["type"] for image in scan["images"]] == ["image/jpeg", "image/svg+xml"]
    assert client.get(scan["images"][0]["href"].partition("8000")[2]).status_code == 200
    atom = v1(client, "new")
    href = atom.xpath("string(//a:link[@type='application/epub+zip'][1]/@href)", namespaces=NS)
    assert "/files/" in href


def test_what_may_be_read_only_inside_the_library_is_not_offered_as_a_file(client, shelf, monkeypatch):
    from chorsu.archive.rights import queries as rights
    from chorsu.archive.rights.rules import NO_DOWNLOAD, Decision

    gate = rights.decide_many

    def inside(viewer, objects, action):
        found = gate(viewer, objects, action)
        return dict.fromkeys(found, Decision(False, NO_DOWNLOAD)) if action == "download" else found

    monkeypatch.setattr(rights, "decide_many", inside)
    links = [link for one in v2(client, "new")["publications"] for link in one["links"]]
    assert not [link for link in links if "/files/" in link["href"]]
    assert [link for link in links if "/read/" in link["href"]]


def test_languages_lead_to_their_books(client, shelf):
    feed = v2(client, "languages")
    found = {link["title"]: link for link in feed["navigation"]}
    vietnamese = found["Vietnamese"] if "Vietnamese" in found else next(
        link for link in found.values() if link["href"].endswith("language=vi")
    )  # fmt: skip
    assert vietnamese["properties"]["numberOfItems"] == 1
    assert titles(v2(client, "new?language=vi")) == {"Truyện Kiều"}
    assert titles(v2(client, "new?language=ko")) == set()


def test_a_search_finds_in_the_other_script(client, shelf):
    assert titles(v2(client, "search?query=Ўткан кунлар")) == {"Oʻtkan kunlar"}
    atom = v1(client, "search?query=Ўткан кунлар")
    assert atom.xpath("a:entry/a:title/text()", namespaces=NS) == ["Oʻtkan kunlar"]


def test_a_long_list_is_turned_page_by_page(client, shelf, monkeypatch):
    for module in ("rules", "queries"):
        monkeypatch.setattr(f"chorsu.exchange.opds.{module}.PER_PAGE", 3)
    first = v2(client, "new")
    links = {link["rel"]: link["href"] for link in first["links"]}
    assert (first["metadata"]["numberOfItems"], first["metadata"]["itemsPerPage"]) == (4, 3)
    assert links["next"].endswith("/opds/v2/new?page=2") and "previous" not in links
    second = v2(client, "new?page=2")
    links = {link["rel"]: link["href"] for link in second["links"]}
    assert links["previous"].endswith("/opds/v2/new") and "next" not in links
    assert titles(first) | titles(second) == OPEN
    assert v1(client, "new?page=2").xpath("string(os:totalResults)", namespaces=NS) == "4"


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "language=%00", "query=%00", "query=((("]
)
def test_a_strange_address_is_answered_all_the_same(client, shelf, query):
    for path in ("/opds/v2/search?", "/opds/v1.2/search?"):
        assert client.get(path + query).status_code == 200


def test_an_unknown_list_and_a_missing_index_are_told(client, shelf, settings, tmp_path):
    assert client.get("/opds/v2/nothing").status_code == 404
    assert client.post("/opds/v2/").status_code == 405
    from chorsu.discovery.search.adapters import place

    place.reset()
    settings.SEARCH_DIR = tmp_path / "none"
    assert client.get("/opds/v2/new").status_code == 503
    assert client.get("/opds/v1.2/languages").status_code == 503


def test_a_full_list_takes_a_fixed_number_of_queries(client, shelf, django_assert_max_num_queries):
    client.get("/opds/v2/new")
    for number in range(5):
        make_book(f"Yana {number}")
    index_now()
    with django_assert_max_num_queries(12):
        assert len(v2(client, "new")["publications"]) == 9


def test_feeds_hold_to_the_published_schema(client, shelf, shared):
    folder = shared / "schemas"
    if not (folder / "opds2").is_dir():
        pytest.skip("shared data absent")
    schemas = Schemas(folder / "opds2", folder / "webpub-manifest")
    root = schemas.load("opds2/feed.schema.json")
    for name in ("", "new", "languages", "search?query=kunlar", "search?query=nothingness"):
        assert list(schemas.problems(v2(client, name), root, root)) == []
    wrong = v2(client)
    del wrong["metadata"]["title"]
    assert list(schemas.problems(wrong, root, root))
