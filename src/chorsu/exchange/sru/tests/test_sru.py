"""Another library's program asks in CQL: what it finds, in which shape, and what it is told when it asks wrongly."""

import pytest
from hypothesis import given as made_of
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree

from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.tests.makers import make_library, make_record
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file
from chorsu.discovery.search.tests.makers import index_now, make_shelf
from chorsu.exchange.sru.errors import MESSAGES, Diagnostic
from chorsu.exchange.sru.translating import translate

ONE = {"s": "http://www.loc.gov/zing/srw/", "d": "http://www.loc.gov/zing/srw/diagnostic/"}
TWO = {
    "s": "http://docs.oasis-open.org/ns/search-ws/sruResponse",
    "d": "http://docs.oasis-open.org/ns/search-ws/diagnostic",
}
MORE = {
    "m": "http://www.loc.gov/MARC21/slim", "dc": "http://purl.org/dc/elements/1.1/",
    "z": "http://explain.z3950.org/dtd/2.0/",
}  # fmt: skip


class Said:
    """An answer, to be asked by XPath."""

    def __init__(self, answer):
        assert answer.status_code == 200
        self.response = answer
        self.root = etree.fromstring(answer.content)
        two = TWO["s"] in self.root.tag
        assert answer["Content-Type"].startswith("application/sru+xml" if two else "text/xml")
        self.names = {**(TWO if two else ONE), **MORE}

    def __call__(self, path):
        return self.root.xpath(path, namespaces=self.names)

    @property
    def total(self):
        return int(self("number(/s:searchRetrieveResponse/s:numberOfRecords)"))

    @property
    def problem(self):
        uri = self("string(//s:diagnostics/d:diagnostic/d:uri)")
        return int(uri.rpartition("/")[2]) if uri else 0

    @property
    def titles(self):
        return self("//m:datafield[@tag='245']/m:subfield[@code='a']/text()")


@pytest.fixture
def ask(client):
    return lambda **given: Said(client.get("/sru", given))


@pytest.fixture
def shelf(db):
    made = make_shelf()
    index_now()
    return made


@pytest.mark.django_db
def test_a_title_in_latin_finds_the_cyrillic_edition_too(ask, shelf):
    for version in (
        {},
        {"version": "1.2", "operation": "searchRetrieve"},
        {"version": "1.1", "operation": "searchRetrieve"},
    ):
        said = ask(query='dc.title = "o\'tkan kunlar"', **version)
        assert said.total == 2
        assert len(said("//s:record")) == 2
        assert said("string(//s:record[1]/s:recordPosition)") == "1"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("dc.creator = navoiy", {"books"}),
        ("dc.creator any \"navoiy nguyen\"", {"books", "kieu"}),
        ("dc.creator all \"abdulla qodiriy\" and dc.date > 1926", {"кунлар", "chayon"}),
        ("dc.date within \"1926 1930\"", {"kunlar", "chayon"}),
        ("dc.date < 1927", {"kunlar"}),
        ("dc.language = rus or dc.language = vie", {"дни", "kieu"}),
        ("(dc.creator = qodiriy or dc.creator = navoiy) not dc.title = chayon", {"kunlar", "кунлар", "books"}),
        ("dc.title = mehrob*", {"chayon"}),
        ("cql.allRecords = 1 not dc.language = uz", {"дни", "kieu"}),
        ('> x="info:srw/cql-context-set/1/dc-v1.1" x.title = chayon', {"chayon"}),
        ("title = OR", set()),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_query_finds_just_its_records(ask, shelf, query, names):
    said = ask(query=query, recordSchema="dc", maximumRecords="50")
    found = {address.rpartition("/")[2] for address in said("//dc:identifier/text()")}
    assert (said.problem, found) == (0, {shelf[name].pid for name in names})
    assert said.total == len(names)


@pytest.mark.django_db
def test_an_isbn_is_found_however_it_is_written(ask):
    make_record(isbn="9789943011236", title="Kitob")
    index_now()
    for query in (
        "bath.isbn = 978-9943-01-123-6",
        "bath.isbn = 9943-01-123-8",
        "dc.identifier = urn:isbn:9789943011236",
    ):
        assert ask(query=query).total == 1


@pytest.mark.django_db
def test_hits_are_given_window_by_window(ask, shelf):
    whole = ask(query="cql.allRecords = 1 sortBy dc.date", maximumRecords="6", recordSchema="dc")("//dc:date/text()")
    assert whole == ["1926", "1929", "1958", "1974", "2001", "2015"]
    said = ask(query="cql.allRecords = 1 sortBy dc.date", startRecord="3", maximumRecords="4", recordSchema="dc")
    assert said("//dc:date/text()") == whole[2:]
    assert not said("//s:nextRecordPosition")
    said = ask(
        query="cql.allRecords = 1 sortBy dc.date/sort.descending",
        startRecord="2",
        maximumRecords="2",
        recordSchema="dc",
    )
    assert said("//dc:date/text()") == ["2001", "1974"]
    assert said("string(//s:nextRecordPosition)") == "4"
    counted = ask(query="cql.allRecords = 1", maximumRecords="0")
    assert counted.total == 6 and not counted("//s:record")


@pytest.mark.django_db
def test_a_marc_21_source_is_given_as_it_came(ask, tmp_path):
    path = marc_file(
        tmp_path, marc("77", "Sariq devni minib", "Toʻxtaboyev, X.", 1968, extra=[("599", "  $aonly here")])
    )
    import_records([path], make_library())
    made = make_record(title="Yozilgan qoʻlda", author="Aziza")
    index_now()
    said = ask(query="dc.title = sariq")
    assert said("string(//m:datafield[@tag='599']/m:subfield)") == "only here"
    assert said("string(//m:controlfield[@tag='001'])") == "77"
    other = ask(query=f"rec.identifier = {made.pid}", version="1.2", operation="searchRetrieve")
    assert other.titles == ["Yozilgan qoʻlda"]
    assert other("string(//s:recordIdentifier)") == made.pid


@pytest.mark.django_db
def test_records_may_come_as_escaped_text(ask, shelf):
    for given, name in (
        ({"recordXMLEscaping": "string"}, "recordXMLEscaping"),
        ({"recordPacking": "string", "version": "1.1", "operation": "searchRetrieve"}, "recordPacking"),
    ):
        said = ask(query="dc.title = chayon", **given)
        assert said(f"string(//s:record/s:{name})") == "string"
        assert "Mehrobdan chayon" in etree.fromstring(said("string(//s:recordData)")).xpath("string()")


@pytest.mark.django_db
def test_a_hidden_record_is_not_given(ask, shelf):
    type(shelf["kieu"]).objects.filter(pk=shelf["kieu"].pk).update(status="suppressed")
    said = ask(query="dc.title = kieu")
    assert not said("//m:record")
    assert said("string(//s:recordData/d:diagnostic/d:uri)") == "info:srw/diagnostic/1/65"
    assert ask(query=f"rec.identifier = {shelf['kieu'].pid}").total == 0


@pytest.mark.django_db
def test_many_records_take_as_few_queries_as_one(client, shelf, django_assert_max_num_queries):
    client.get("/sru", {"query": "kunlar"})
    with django_assert_max_num_queries(4):
        client.get("/sru", {"query": "cql.allRecords = 1", "maximumRecords": "50"})


def test_the_server_explains_itself(client, db):
    for given in ({}, {"operation": "explain", "version": "1.1"}, {"operation": "explain", "version": "1.2"}):
        said = Said(client.get("/sru", given))
        assert "title" in said("//z:index/z:map/z:name[@set='dc']/text()")
        assert "isbn" in said("//z:index/z:map/z:name[@set='bath']/text()")
        assert said("//z:schema/@name") == ["marcxml", "dc"]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({"operation": "scan", "version": "1.2"}, 4),
        ({"operation": "searchRetrieve", "version": "1.2"}, 7),
        ({"query": " "}, 7),
        ({"query": "a", "version": "3.0"}, 5),
        ({"query": "a", "version": "1.7", "operation": "searchRetrieve"}, 5),
        ({"query": "a", "startRecord": "0"}, 6),
        ({"query": "a", "startRecord": "x"}, 6),
        ({"query": "a", "maximumRecords": "-1"}, 6),
        ({"query": "a", "queryType": "sql"}, 6),
        ({"query": "a", "colour": "red"}, 8),
        ({"query": "a", "stylesheet": "x.xsl"}, 110),
        ({"query": "a", "recordSchema": "mods"}, 66),
        ({"query": "a", "recordXMLEscaping": "zip"}, 71),
        ({"query": "a and"}, 10),
        ({"query": '"'}, 10),
        ({"query": "(" * 60 + "a" + ")" * 60}, 13),
        ({"query": "a" * 5000}, 12),
        ({"query": "\0"}, 36),
        ({"query": '""'}, 27),
        ({"query": "dc.taste = sweet"}, 16),
        ({"query": '> q="urn:other" q.title = x'}, 15),
        ({"query": "dc.title > x"}, 22),
        ({"query": "dc.title <> x"}, 19),
        ({"query": "dc.title =/fuzzy x"}, 20),
        ({"query": "dc.date = soon"}, 36),
        ({"query": "a?b"}, 28),
        ({"query": "a*b"}, 28),
        ({"query": "^a"}, 31),
        ({"query": "a prox b"}, 39),
        ({"query": "a and/rel.sum b"}, 46),
        ({"query": "a sortBy dc.taste"}, 88),
        ({"query": "a sortBy dc.title dc.date"}, 84),
        ({"query": "a sortBy dc.title/sort.descending"}, 90),
        ({"query": "a", "sortKeys": "title"}, 80),
        ({"query": "kunlar", "startRecord": "99"}, 61),
        ({"query": "kunlar", "startRecord": "99999999"}, 61),
    ],
)
@pytest.mark.django_db
def test_a_wrong_question_gets_the_lists_own_number(ask, shelf, given, number):
    said = ask(**given)
    assert said.problem == number
    assert said("string(//d:diagnostic/d:message)") == MESSAGES[number]


@pytest.mark.django_db
def test_without_an_index_the_door_says_so(ask):
    assert ask(query="kitob").problem == 2


@pytest.mark.django_db
def test_a_parameter_twice_is_refused_and_post_is_answered(client, shelf):
    assert Said(client.get("/sru?query=a&query=b")).problem == 6
    assert Said(client.post("/sru", {"query": "dc.title = chayon"})).total == 1
    assert client.put("/sru").status_code == 405


pieces = st.sampled_from(
    ["and", "or", "not", "(", ")", "=", '"', "dc.title", "dc.date", "any", "kitob", "1990", "*", "-x", "OR", "a:b", "|"]
)


@settings(max_examples=200, deadline=None)
@made_of(st.lists(pieces, max_size=14).map(" ".join))
def test_what_can_be_parsed_is_searched_or_refused_with_a_number(query):
    try:
        said = translate(query)
    except Diagnostic as error:
        assert error.number in MESSAGES
    else:
        assert said.text.count("(") == said.text.count(")")


@pytest.mark.django_db
def test_answers_hold_to_the_schema(ask, shelf, shared):
    folder = shared / "schemas" / "sru"
    if not folder.is_dir():
        pytest.skip("shared data absent")
    parser = etree.XMLParser(no_network=True)

    class Local(etree.Resolver):
        """Schemas that import others by address are given the copies that lie beside."""

        def resolve(self, url, public_id, context):
            path = folder / str(url).rsplit("/", 1)[-1]
            return self.resolve_filename(str(path), context) if path.is_file() else None

    parser.resolvers.add(Local())
    schema = etree.XMLSchema(etree.parse(str(folder / "sruResponse.xsd"), parser))
    marc21 = etree.XMLSchema(etree.parse(str(shared / "schemas" / "oai-pmh" / "MARC21slim.xsd"), parser))
    for given in (
        {}, {"query": "kunlar"}, {"query": "kunlar", "recordSchema": "dc"}, {"query": "a and"},
        {"query": "nothingness"},
        {"query": "kunlar", "recordXMLEscaping": "string"}, {"query": "cql.allRecords=1", "maximumRecords": "2"},
    ):  # fmt: skip
        said = ask(**given)
        schema.assertValid(said.root)
        for record in said("//m:record"):
            marc21.assertValid(etree.fromstring(etree.tostring(record)))
