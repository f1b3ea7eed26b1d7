"""Stems, sort keys, language guesses and wrong keyboards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.language.collation import sort_key
from chorsu.language.detection import language, script
from chorsu.language.folding import fold, tokens
from chorsu.language.keyboard import other_layouts
from chorsu.language.stems import any_stem, stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        "китоб kitoblar китоблари kitobning kitoblarimizda китобдаги kitobi",
        "kishi kishilar кишиларга kishining", "bola bolalar bolaga болалари", "suv suvga сувдан", "til tili tilning",
        "книга книги книгу книге", "история истории историю", "война войны войну", "словарь словари словаря",
        "book books", "story stories", "library libraries",
    ],
)  # fmt: skip
def test_forms_of_one_word_share_a_stem_without_knowing_the_language(forms):
    assert len({any_stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "word",
    [
        "shahar",
        "dollar",
        "foyda",
        "dunyo",
        "nguyen",
        "truyen",
        "kieu",
        "thuong",
        "1991",
        "漢字",
        "bahor",
        "alisher",
        "navoiy",
    ],
)
def test_a_whole_word_is_not_cut(word):
    assert any_stem(word) in (word, word.rstrip("oy"))
    assert stem(word, "vi") == word


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_token_has_one_stem(text):
    assert len(stems(text)) == len(tokens(text))
    for token in tokens(text):
        assert any_stem(token)


def in_order(words, lang):
    mixed = sorted(words, key=len)
    return sorted(mixed, key=lambda word: sort_key(word, lang))


@pytest.mark.parametrize(
    ("lang", "shelf"),
    [
        (
            "uz",
            [
                "Abror",
                "dars",
                "gul",
                "non",
                "olma",
                "ona",
                "sabr",
                "suv",
                "zar",
                "oʻrik",
                "oʻt",
                "gʻoz",
                "shahar",
                "choy",
            ],
        ),
        ("uz", ["абад", "дарё", "ёз", "жар", "яра", "ўрик", "қор", "ғоз", "ҳаво"]),
        ("ru", ["ежевика", "ёлка", "ель", "жар", "щука", "эхо", "яма"]),
        ("vi", ["ba", "bà", "bả", "bã", "bá", "bạ", "băn", "bân", "da", "đa", "em", "ê", "ơn", "ưa"]),
        ("en", ["An apple", "The Beatles", "A cat", "dog"]),
        ("", ["2 kapitan", "10 kun", "Alpomish", "Zulfiya", "Алпомиш"]),
    ],
)
def test_a_shelf_stands_in_the_order_its_readers_know(lang, shelf):
    assert in_order(shelf, lang) == shelf


def test_marks_and_case_do_not_part_what_belongs_together():
    assert sort_key("«Oʻtkan kunlar»", "uz") == sort_key("O'TKAN kunlar", "uz") == sort_key("Ötkan kunlar", "uz")
    assert sort_key("The", "en")  # a title of an article alone is not nothing


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", "uz", "ru", "vi", "en", "kaa", "xx"]))
def test_any_heading_has_a_short_key(text, lang):
    key = sort_key(text, lang)
    assert len(key) <= 240
    assert key == sort_key(text, lang)


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Oʻtkan kunlar", "uz"), ("Mehrobdan chayon", "uz"), ("Yulduzli tunlar", "uz"), ("Ўткан кунлар", "uz"),
        ("Кеча ва кундуз", "uz"), ("Преступление и наказание", "ru"), ("Мёртвые души", "ru"), ("Анна Каренина", "ru"),
        ("Truyện Kiều", "vi"), ("Dế mèn phiêu lưu ký", "vi"), ("The Old Man and the Sea", "en"),
        ("A brief history of time", "en"), ("Қарақалпақ халық қосықлары", "kaa"), ("Qaraqalpaq ádebiyatı tariyxı", "kaa"),
        ("Таърихи халқи тоҷик", "tg"), ("Қазақстан тарихының мәселелері және үкімі", "kk"),
    ],
)  # fmt: skip
def test_the_language_of_a_title_is_guessed(title, lang):
    assert language(title).lang == lang


def test_a_guess_knows_its_doubt():
    assert language("1984").confidence == 0
    assert (language("").lang, script("")) == ("", "Zyyy")
    assert language("Бу китоб ўзбек халқининг тарихи ҳақида").confidence > language("Роман").confidence


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_guessers(text):
    assert 0 <= language(text).confidence < 1
    assert len(script(text)) == 4
    assert text not in other_layouts(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yfdjbq", "навоий"), ("ujujkm", "гоголь"), ("ршыещкн", "history"), ("truyeenj kieefu", "truyện kiều"),
        ("Tieengs Vieejt", "Tiếng Việt"), ("truye65n kie62u", "truyện kiều"), ("=fdj", "ҳаво"),
    ],
)  # fmt: skip
def test_the_other_keyboard_is_offered(typed, meant):
    assert meant in other_layouts(typed)
