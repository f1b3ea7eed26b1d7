"""Covers: the same book has the same one for ever, and no title, however odd, breaks it."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.foundation.ui import covers
from chorsu.foundation.ui.covers import cover
from chorsu.foundation.ui.covers.letters import drawable, fit, width
from chorsu.foundation.ui.guide import BOOKS

SVG = "{http://www.w3.org/2000/svg}"


def test_the_same_title_and_class_give_the_same_cover_on_every_day():
    once = cover("Oʻtkan kunlar", "Abdulla Qodiriy", 2019, "uz", "82")
    again = cover("Oʻtkan kunlar", "Abdulla Qodiriy", "2019", "uz", "82")
    assert once == again
    assert cover("Ўткан кунлар", "Абдулла Қодирий", 2019, "uz", "82") != once


def test_a_shelf_of_books_is_not_one_pattern():
    drawn = {cover(*book) for book in BOOKS}
    assert len(drawn) == len(BOOKS)
    grounds = {svg.split('height="300" fill="')[1][:7] for svg in drawn}
    assert len(grounds) >= 5


@pytest.mark.parametrize("book", BOOKS)
def test_a_cover_is_well_formed_small_and_without_scripts(book):
    svg = cover(*book)
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 200 300"
    assert len(svg.encode()) <= 14_000
    assert "http://" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert not list(root.iter(f"{SVG}script"))


def test_markup_in_a_title_stays_text():
    svg = cover('<script>alert(1)</script> & "x"', "O'Brien <b>", 2001, "en", "82")
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert "O'Brien &lt;b&gt;" in svg.replace("&#x27;", "'")


def test_a_title_of_four_lines_of_law_is_cut_with_an_ellipsis_and_stays_on_the_page():
    title = (
        "Vazirlar Mahkamasining axborot-kutubxona faoliyatini takomillashtirish toʻgʻrisidagi qarorlari toʻplami " * 3
    )
    setting = fit(title, 116, 96, 25)
    assert setting.size == 11
    assert setting.height <= 96
    assert setting.lines[-1].endswith("…")
    assert all(width(line) * setting.size <= 116.01 for line in setting.lines)


def test_one_word_longer_than_the_cover_is_divided():
    setting = fit("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", 116, 96, 25)
    assert len(setting.lines) > 1
    assert all(width(line) * setting.size <= 116.01 for line in setting.lines)


@pytest.mark.parametrize(
    "words",
    ["Oʻzbekiston gʻoyasi, maʼno", "Ўзбекистон ғояси: ҳаёт ва қалам", "Đường xưa mây trắng: ngữ, ỡ, ậ", "Съезд, ёж, щука № 5",
     "Кыргыз эли өңү үмүт", "Ҷашни арӯсӣ"],
)  # fmt: skip
def test_the_letters_of_our_languages_are_drawn_not_left_to_the_machine(words):
    assert drawable(words)
    assert "textLength" not in cover(words, "", "", "uz", "82")


def test_a_title_in_letters_the_font_lacks_is_set_by_the_machine():
    svg = cover("红楼梦", "曹雪芹", 1990, "zh", "82")
    assert "红楼梦" in svg
    ET.fromstring(svg)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=60), st.sampled_from(["uz", "vi", "ru", ""]), st.text(max_size=3))
def test_nothing_that_stands_in_a_record_breaks_a_cover(title, author, lang, cls):
    ET.fromstring(cover(title, author, "1990", lang, cls))


@pytest.fixture
def shelf(monkeypatch):
    monkeypatch.setitem(
        covers._sources, "z", lambda pids: {pid: ("Navoiy", "Oybek", "1966", "uz", "82") for pid in pids if pid == "z1"}
    )


@pytest.mark.usefixtures("shelf")
def test_a_reader_fetches_a_cover_once_a_year(client):
    first = client.get(covers.url("z1", "7"))
    assert first.status_code == 200
    assert first["Content-Type"] == "image/svg+xml"
    assert "immutable" in first["Cache-Control"]
    assert "max-age=31536000" in first["Cache-Control"]
    again = client.get(covers.url("z1", "7"), headers={"If-None-Match": f"W/{first['ETag']}"})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_a_cover_nobody_knows_is_a_page_that_says_so(client):
    answer = client.get("/covers/z9.svg")
    assert answer.status_code == 404
    assert b"ui.unknown-cover" in answer.content
