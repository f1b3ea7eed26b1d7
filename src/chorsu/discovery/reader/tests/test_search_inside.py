"""Words inside a book are found in any script and form, with boxes on the page."""

import pytest

from chorsu.discovery.reader import finding, queries
from chorsu.discovery.reader.tests.makers import make_book
from chorsu.formats.alto import Block, Line, PageText, Word

pytestmark = pytest.mark.django_db


def search(client, book, query):
    return client.get(f"/api/v1/objects/{book.pid}/search", {"q": query}).json()


@pytest.mark.parametrize("query", ["o'tgan kunlar", "Oʻtgan kunlar", "ўтган кунлар", "ÖTGAN KUNLAR", "otgan kun"])
def test_words_written_in_either_script_are_found_with_their_boxes(client, query):
    book = make_book()
    answer = search(client, book, query)
    assert [(hit["page"], hit["match"]) for hit in answer["hits"]] == [(2, "ўтган кунлар")]
    # The words stand third and fourth on the first line of the page; the two boxes are one.
    assert answer["hits"][0]["boxes"] == [{"x": 130, "y": 10, "w": 115, "h": 20}]
    assert (answer["hits"][0]["width"], answer["hits"][0]["height"]) == (300, 400)
    assert answer["hits"][0]["before"] == "шунинг учун"
    assert answer["phrase"] is True and answer["total"] == 1


def test_words_that_never_stand_together_are_found_on_the_page_that_has_both(client):
    answer = search(client, make_book(), "yil o'tgan kunlarda yaxshi")
    assert answer["phrase"] is False
    assert [hit["page"] for hit in answer["hits"]] == [3, 3]
    assert [hit["match"] for hit in answer["hits"]] == ["ўтган йил", "яхши кунларда"]


def test_a_word_divided_at_the_end_of_a_line_is_one_word_with_two_boxes(client):
    answer = search(client, make_book(), "kitoblari")
    assert [(hit["page"], hit["match"], len(hit["boxes"])) for hit in answer["hits"]] == [(3, "китоблари", 2)]


def test_nothing_and_nonsense_find_nothing(client):
    book = make_book()
    for query in ("", "   ", "!!! ???", '"" AND (', "zzzz", "\u0000"):
        answer = search(client, book, query)
        assert (answer["total"], answer["hits"]) == (0, [])


def test_the_page_without_a_script_shows_places_as_links_and_boxes(client):
    book = make_book()
    said = client.get(f"/read/{book.pid}", {"page": "2", "q": "o'tgan kunlar"}).content.decode()
    assert "Found in 1 place" in said
    assert "<mark>ўтган кунлар</mark>" in said
    assert "page=2&amp;q=o%27tgan+kunlar&amp;hit=1" in said
    assert '<rect class="h cur" x="130" y="10" width="115" height="20"/>' in said


def test_what_is_searched_is_never_mark_up(client):
    book = make_book()
    said = client.get(f"/read/{book.pid}", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in said


def test_new_text_of_a_page_is_found_at_once(client):
    from chorsu.archive.objects.adapters import folders, textpack
    from chorsu.archive.objects.models import Page
    from chorsu.archive.objects.tests.makers import page_text
    from chorsu.formats import alto

    book = make_book()
    assert search(client, book, "qalam")["total"] == 0
    textpack.write_loose(folders.loose_texts(book.pk), 1, alto.write(page_text("Янги қалам")))
    Page.objects.filter(object=book, number=1).update(text_version=2)
    assert [hit["page"] for hit in search(client, book, "qalam")["hits"]] == [1]


def test_a_long_list_is_cut_and_says_so():
    line = Line([Word("kitob", 10 * number, 0, 9, 9) for number in range(400)])
    hits = finding.find(PageText(4000, 10, [Block([line])]), finding.wanted("kitob"))
    assert len(hits) == 400
    inside = queries.search_inside(make_book(), "ўтган", most=1)
    assert len(inside.hits) == 1 and inside.more is True
