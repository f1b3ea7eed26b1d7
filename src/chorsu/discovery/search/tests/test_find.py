"""What readers find: in any script, with and without marks, in spite of slips, by field, by year."""

import pytest

from chorsu.archive.objects.tests.makers import make_object
from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.catalogue.records.tests.makers import make_branch, make_library, make_record
from chorsu.discovery.search import queries
from chorsu.discovery.search.queries import Asked
from chorsu.discovery.search.tests.makers import index_now, make_shelf
from chorsu.formats import description as d
from chorsu.language.folding import fold

pytestmark = pytest.mark.django_db


def titles(text, **more):
    found = queries.find(Asked(text, **more))
    return [found.rows[one].title for one in found.ids]


@pytest.fixture
def shelf():
    made = make_shelf(make_library())
    index_now()
    return made


@pytest.mark.parametrize(
    "typed", ["o'tkan kunlar", "Oʻtkan kunlar", "o‘tkan kunlar", "otkan kunlar", "ўткан кунлар", "ötkan kunlar"]
)
def test_dilnoza_finds_both_editions_in_whichever_alphabet_she_types(shelf, typed):
    assert set(titles(typed)) == {"Oʻtkan kunlar", "Ўткан кунлар"}


def test_minh_finds_kieu_without_marks_and_the_marked_writing_first(shelf):
    make_record(title="Truyen Kieu", author="", year=1999, languages=["en"])
    index_now()
    assert set(titles("truyen kieu")) == {"Truyện Kiều", "Truyen Kieu"}
    assert titles("Truyện Kiều")[0] == "Truyện Kiều"
    assert titles("truyen kieu")[0] == "Truyen Kieu"


def test_an_inflected_word_finds_the_plain_one_and_the_reverse(shelf):
    assert titles("kitob") == ["Kitoblar va kitobxonlar"]
    assert "Oʻtkan kunlar" in titles("kunlarni", literal=True)


def test_all_words_are_asked_for_and_the_order_of_fields_does_not_matter(shelf):
    assert titles("qodiriy chayon") == ["Mehrobdan chayon"]
    assert titles("Қодирий чаён") == ["Mehrobdan chayon"]
    assert titles("qodiriy 1974") == ["Ўткан кунлар"]


def test_fields_phrases_minus_either_and_years(shelf):
    assert set(titles("author:qodiriy")) == {"Oʻtkan kunlar", "Ўткан кунлар", "Mehrobdan chayon"}
    assert set(titles("муаллиф:qodiriy -kunlar")) == {"Mehrobdan chayon"}
    assert titles('"kunlar oʻtkan"', literal=True) == []
    assert set(titles("chayon OR kiều")) == {"Mehrobdan chayon", "Truyện Kiều"}
    assert set(titles("muallif:qodiriy yil:1920..1930")) == {"Oʻtkan kunlar", "Mehrobdan chayon"}
    assert titles("lang:vi") == ["Truyện Kiều"]
    assert titles("til:vietnamese") == ["Truyện Kiều"]
    assert titles("kitobx*") == ["Kitoblar va kitobxonlar"]
    assert titles("library:nluz kieu") == ["Truyện Kiều"]
    assert titles("library:NOWHERE kieu", literal=True) == []


def test_an_isbn_is_found_however_it_is_written():
    make_record(title="Kitob", isbn="9789943012349", identifiers=[d.Identifier(scheme="isbn", value="9780306406157")])
    index_now()
    for typed in ("978-0-306-40615-7", "0306406152", "isbn:0-306-40615-2", "9780306406157"):
        assert titles(typed) == ["Kitob"], typed


def test_class_marks_are_found_by_their_beginning():
    make_record(title="Adabiyot", classes=[d.Classification(scheme="bbk", value="84(5Ў)6")])
    index_now()
    assert titles("class:84(5", literal=True) == ["Adabiyot"]
    assert titles("bbk:84*") == ["Adabiyot"]
    assert titles("bbk:85", literal=True) == []


def test_when_nothing_is_found_the_corrected_words_are_searched_and_it_is_said(shelf):
    found = queries.find(Asked("qodriiy chayon"))
    assert [found.rows[one].title for one in found.ids] == ["Mehrobdan chayon"]
    assert found.corrected == "qodiriy chayon"
    cyrillic = queries.find(Asked("қодирий чайён"))
    assert cyrillic.total == 1
    assert queries.find(Asked("qodriiy chayon", literal=True)).total == 0


def test_words_typed_on_the_other_keyboard_layout_are_understood(shelf):
    found = queries.find(Asked("vbyedibt lyb"))  # минувшие дни
    assert [found.rows[one].title for one in found.ids] == ["Минувшие дни"]
    assert found.corrected.casefold() == "минувшие дни"


def test_when_no_record_holds_all_words_those_with_most_are_shown(shelf):
    found = queries.find(Asked("mehrobdan chayon velosipedlar"))
    assert found.relaxed
    assert found.rows[found.ids[0]].title == "Mehrobdan chayon"


def test_with_filters_that_leave_nothing_the_reader_learns_what_there_would_be(shelf):
    found = queries.find(Asked("kunlar", filters={"language": ("vi",)}))
    assert (found.total, found.unfiltered, found.relaxed, found.corrected) == (0, 2, False, "")


def test_facets_count_exactly_and_headings_in_two_scripts_are_one(shelf):
    library = make_library()
    branch = make_branch(library)
    make_item(shelf["chayon"], branch)
    make_object(record=shelf["kieu"], library=library)
    index_now()
    from chorsu.discovery.search.actions import take_in
    from chorsu.discovery.search.actions.indexing import Changed

    take_in(Changed(records={one.pk for one in shelf.values()}))
    found = queries.find(Asked(""))
    counts = {
        name: {str(bucket.value).partition("\x1f")[0]: bucket.count for bucket in found.facets[name]}
        for name in ("language", "script", "kind", "availability", "library", "author")
    }
    assert found.total == 6
    assert counts["language"] == {"uz": 4, "ru": 1, "vi": 1}
    assert counts["script"] == {"Latn": 4, "Cyrl": 2}
    assert counts["kind"] == {"book": 6}
    assert counts["availability"] == {"online": 1, "shelf": 1}
    assert counts["library"] == {"NLUZ": 6}
    assert counts["author"][fold("Qodiriy, Abdulla")] == 3


def test_sorting_and_paging(shelf):
    assert titles("", sort="oldest")[0] == "Oʻtkan kunlar"
    assert titles("", sort="newest")[0] == "Truyện Kiều"
    everything = titles("", sort="title")
    assert titles("", sort="title", per_page=4, page=2) == everything[4:]


def test_one_edition_of_each_work(shelf):
    from chorsu.catalogue.records.models import Work, WorkMember

    WorkMember.objects.filter(record__in=[shelf["kunlar"], shelf["кунлар"]]).delete()
    work = Work.objects.create(title="Oʻtkan kunlar")
    for name in ("kunlar", "кунлар"):
        WorkMember.objects.create(work=work, record=shelf[name], decided_by="rules 1")
    from chorsu.discovery.search.actions import take_in
    from chorsu.discovery.search.actions.indexing import Changed

    take_in(Changed(records={one.pk for one in shelf.values()}))
    assert len(titles("kunlar")) == 2
    assert len(titles("kunlar", grouped=True)) == 1
    found = queries.find(Asked("kunlar"))
    assert {hit.editions for hit in queries.show(found)} == {2}


@pytest.mark.parametrize(
    "typed",
    ["AND OR NOT", "()", "((((((", '"', '""', "-", "- -", ":", "author:", "*", "**", "\x00", "a\x00b", "\x01\x02",
     "(" * 10_000, "a " * 5_000, "x" * 10_000, '"' * 9_999, "year:", "year:abc", "year:..", "| | |", "\ud800",
     "isbn:", "class:(", "library:", "\u202e\u200b", "-(a OR b) c", "١٩٩٠", "𝔎𝔦𝔱𝔬𝔟", "OR OR OR", "a|", "NOT"],
)  # fmt: skip
def test_nothing_a_reader_can_type_is_an_error(shelf, typed):
    found = queries.find(Asked(typed))
    assert found.ready
    assert len(queries.show(found)) == len(found.ids)


def test_a_very_long_query_is_cut_and_the_reader_is_told(shelf):
    found = queries.find(Asked("kunlar " * 2000))
    assert {reason.code for reason in found.messages} == {"search.cut", "search.many-words"}
    assert {found.rows[one].title for one in found.ids} == {"Oʻtkan kunlar", "Ўткан кунлар"}


def test_suggestions_in_any_script_name_titles_and_authors(shelf):
    texts = [one.text for one in queries.suggest("ўтк")]
    assert {"Oʻtkan kunlar", "Ўткан кунлар"} <= set(texts)
    kinds = {one.kind for one in queries.suggest("qodi")}
    assert kinds == {"author", "title"}
    assert queries.suggest("q") == []
    assert queries.suggest("\x00") == []


def test_alike_records_share_an_author(shelf):
    alike = queries.similar(shelf["kunlar"].pk)
    assert shelf["chayon"].pk in {one.pk for one in alike}
    assert shelf["kunlar"].pk not in {one.pk for one in alike}
