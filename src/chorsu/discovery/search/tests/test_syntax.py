"""The query language, and that nothing breaks it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.discovery.search.highlight import highlight, snippet
from chorsu.discovery.search.planning import Marks, plan
from chorsu.discovery.search.syntax import Both, Either, Quoted, Without, Word, Years, parse

SIGNS = list('()"“”«»:-*|&<>. \t\n\0ʻў') + ["OR ", "AND ", "author:", "year:1990..", "isbn:", "class:8(", "kitob"]
ODD = st.lists(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=120).map("".join)


@given(ODD)
@settings(max_examples=300, deadline=None)
def test_any_text_makes_a_tree_a_plan_and_marks(text):
    parsed = parse(text)
    made = plan(parsed.tree)
    plan(parsed.tree, relaxed=True)
    marked = highlight(text, made.marks)
    assert marked.count("<mark>") == marked.count("</mark>")
    snippet(text, made.marks)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("navoiy", Word("navoiy")),
        ("kitob*", Word("kitob", prefix=True)),
        ('muallif:"Abdulla Qodiriy"', Quoted("Abdulla Qodiriy", "author")),
        ("tác-giả:nguyễn", Word("nguyễn", "author")),
        ("название:дни", Word("дни", "title")),
        ("yil:1990-2000", Years(1990, 2000)),
        ("year:2000..1990", Years(1990, 2000)),
        ("author:(a OR b)", Either((Word("a", "author"), Word("b", "author")))),
        ("a -b", Both((Word("a"), Without(Word("b"))))),
        ("a -(b c)", Both((Word("a"), Without(Both((Word("b"), Word("c"))))))),
        ("kutub-xona", Word("kutub-xona")),
        ("(bbk:84(5Ў)6) a", Both((Word("84(5Ў)6", "class"), Word("a")))),
        ("TO BE OR NOT TO BE", Both(tuple(Word(one) for one in ["TO", "BE", "OR", "NOT", "TO", "BE"]))),
        ("http://example.org", Both((Word("http"), Word("//example.org")))),
        ("AND OR", None),
    ],
)
def test_what_is_typed_is_understood(text, tree):
    assert parse(text).tree == tree


def test_ten_thousand_characters_are_read_in_no_time():
    began = time.perf_counter()
    for text in ("(" * 10_000, '"' * 10_000, "a:" * 5_000, "-" * 10_000, "x" * 10_000, "a OR " * 2_000):
        parse(text)
    assert time.perf_counter() - began < 1


def test_found_words_are_marked_in_the_script_they_stand_in():
    marks = Marks(frozenset({"otkan", "kunlar"}))
    assert (
        highlight("Ўткан, кунлар & O‘tkan", marks)
        == "<mark>Ўткан</mark>, <mark>кунлар</mark> &amp; <mark>O‘tkan</mark>"
    )


def test_a_snippet_shows_the_place_with_most_of_the_words():
    far = "soʻz " * 200 + "ўткан асрда ёзилган ўткан кунлар романи" + " soʻz" * 200
    said = snippet(far, Marks(frozenset({"otkan", "kunlar"})))
    assert "<mark>ўткан кунлар</mark>" in said
    assert said.startswith("…")
    assert said.endswith("…")
    assert len(said) < 400
    assert snippet("hech narsa", Marks(frozenset({"kunlar"}))) == ""
