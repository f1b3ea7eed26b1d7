"""The search key: any writing of a word finds any other."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.language.folding import fold, token_spans, tokens

SAME = [
    ["Oʻtkan kunlar", "O'tkan kunlar", "O`tkan kunlar", "Oʼtkan kunlar", "O‘tkan kunlar", "O’tkan kunlar",
     "Ötkan kunlar", "Ŏtkan kunlar", "Ótkan kunlar", "Ўткан кунлар", "ЎТКАН КУНЛАР", "Ｏ'ｔｋａｎ　ｋｕｎｌａｒ",
     "O\u200bʻtkan\u00a0kun\u00adlar", "«Oʻtkan kunlar»!"],
    ["Shahar", "Şahar", "шаҳар", "SHAHAR"],
    ["choy", "çoy", "чой"],
    ["Gʻafur", "Ğafur", "Ǵafur", "G'afur", "Ғафур"],
    ["maʼno", "ma'no", "mano", "маъно"],
    ["Truyện Kiều", "TRUYỆN KIỀU", unicodedata.normalize("NFD", "Truyện Kiều"), "truyen kieu"],
    ["Đỗ", "do", "ĐỖ"],
    ["Ёлка", "елка", "yolka", "ЁЛКА", "elka"],
    ["самолёт", "самолет", "samolyot"],
    ["Пётр", "Петр"], ["чёрный", "черный"], ["подъём", "подъем"], ["приём", "прием"],
    ["ёзувчи", "yozuvchi"], ["адабиёт", "adabiyot"], ["дунё", "dunyo"], ["йўл", "yoʻl", "yo'l"],
    ["ер", "yer"], ["поезд", "poyezd"], ["объект", "obyekt", "obʼekt"], ["съезд", "syezd"],
    ["цирк", "sirk", "tsirk"], ["функция", "funksiya", "funktsiya"], ["француз", "fransuz", "frantsuz"],
    ["фильм", "film"], ["октябрь", "oktyabr"], ["бульон", "bulyon"], ["Исҳоқ", "Isʼhoq", "Ishoq"],
    ["Қорақалпақ", "Qoraqalpaq"], ["ҳәм", "hám"], ["жаңа", "jańa"], ["үлкен", "úlken"], ["өмір", "ómir"],
    ["тоҷик", "tojik"], ["Straße", "strasse"],
]  # fmt: skip


@pytest.mark.parametrize("writings", SAME, ids=lambda writings: writings[0])
def test_every_writing_has_one_key(writings):
    assert {fold(writing) for writing in writings} == {fold(writings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xol", "hol"),
        ("йўл", "эл"),
        ("қиз", "киз"),
        ("кун", "кўн"),
        ("уч", "ўч"),
        ("students", "studens"),
        ("the", "te"),
    ],
)
def test_different_words_keep_different_keys(one, other):
    assert fold(one) != fold(other)


def test_the_keys_that_other_rooms_count_on():
    assert fold("Truyện Kiều") == "truyen kieu"
    assert fold("Ўткан кунлар") == "otkan kunlar"
    assert fold("  1984. — Москва, 2-е изд. ") == "1984 moskva 2 e izd"
    assert fold("") == fold(" —… ") == ""
    assert fold("漢字 中国") == "漢字 中国"


@settings(deadline=None)
@given(st.text(max_size=120))
def test_a_key_is_its_own_key_and_the_form_of_unicode_does_not_matter(text):
    key = fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert key == " ".join(key.split())
    assert tokens(text) == key.split()


@settings(deadline=None)
@given(st.text(alphabet="abeghkostuyчшщёецъьоаияўғ' ʻ-", max_size=40))
def test_folding_twice_changes_nothing_in_words(text):
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="OʻG'tkan кунЎё́ —.\u200b½①ệ", max_size=40))
def test_spans_tell_the_same_words_in_the_same_order(text):
    spans = token_spans(text)
    assert [span.key for span in spans] == tokens(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


def test_a_highlight_covers_the_word_as_it_stands():
    text = "Абдулла Қодирий, «Oʻtkan kunlar»"
    assert [text[start:end] for _, start, end in token_spans(text)] == ["Абдулла", "Қодирий", "Oʻtkan", "kunlar"]


def test_every_sign_parts_words_alike_in_keys_and_highlights():
    signs = (chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000)
    assert [sign for sign in signs if [span.key for span in token_spans(f"a{sign}b")] != tokens(f"a{sign}b")] == []


def test_both_alphabets_of_real_words_share_a_key(shared):
    file = shared / "data" / "derived" / "uz_translit_words_shared.tsv"
    if not file.exists():
        pytest.skip("shared data absent")
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()[1:]]
    agreeing = sum(fold(cyrillic) == fold(latin) for cyrillic, latin, _ in rows)
    assert agreeing / len(rows) >= 0.999
