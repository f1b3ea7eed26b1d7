"""Uzbek in two alphabets: what a reader sees must be what an editor would have written."""

import hashlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.language.tests.pairs import BOTH_WAYS, TO_CYRILLIC_ONLY, TO_LATIN_ONLY, UNTOUCHED
from chorsu.language.transliteration import to_cyrillic, to_latin


@pytest.mark.parametrize(("cyrillic", "latin"), BOTH_WAYS + TO_LATIN_ONLY)
def test_cyrillic_becomes_latin(cyrillic, latin):
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(("cyrillic", "latin"), BOTH_WAYS + TO_CYRILLIC_ONLY)
def test_latin_becomes_cyrillic(cyrillic, latin):
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_uzbek_word_stays(text):
    assert to_cyrillic(text) == text
    assert to_latin(text) == text


@pytest.mark.parametrize("mark", "'`´ʻʼ‘’ʹ′＇")
def test_every_apostrophe_is_understood(mark):
    assert to_cyrillic(f"o{mark}zbek G{mark}ulom ma{mark}no") == "ўзбек Ғулом маъно"


def test_a_quoted_word_keeps_its_quotes():
    assert to_cyrillic("‘kitob’ va 'tong'") == "‘китоб’ ва 'тонг'"


def test_mark_up_and_addresses_inside_a_sentence_stay():
    text = '<p lang="uz">Kitob https://natlib.uz/katalog?a=b saytida &mdash; savol@natlib.uz</p>'
    assert to_cyrillic(text) == ('<p lang="uz">Китоб https://natlib.uz/katalog?a=b сайтида &mdash; savol@natlib.uz</p>')


UZBEK = st.text(alphabet="абвгдежзийклмнопрстуфхцчшъьэюяўқғҳАЎШЁ -.,0123456789 oʻgshchyeaO'ʼ’\n", max_size=60)


@settings(deadline=None)
@given(st.text(max_size=80) | UZBEK)
def test_no_text_breaks_it_and_a_second_pass_changes_nothing(text):
    latin, cyrillic = to_latin(text), to_cyrillic(text)
    assert to_latin(latin) == latin
    assert to_cyrillic(cyrillic) == cyrillic
    for out in (latin, cyrillic):
        assert re.findall(r"[0-9\s]", out) == re.findall(r"[0-9\s]", text)


def words_of(shared):
    file = shared / "data" / "derived" / "uz_translit_words_shared.tsv"
    if not file.exists():
        pytest.skip("shared data absent")
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()[1:]]
    return [(cyrillic, latin, int(count)) for cyrillic, latin, count in rows]


def share_right(rows, change, given_at, wanted_at):
    """The share of words that come out as written, by type and by running word; ‘ ’ stand for ʻ ʼ in the data."""
    hits = [(change(row[given_at]).replace("ʻ", "‘").replace("ʼ", "’") == row[wanted_at], row[2]) for row in rows]
    return sum(hit for hit, _ in hits) / len(hits), sum(n for hit, n in hits if hit) / sum(n for _, n in hits)


def test_real_words_come_out_right(shared):
    rows = words_of(shared)
    assert min(share_right(rows, to_latin, 0, 1)) >= 0.9985
    assert min(share_right(rows, to_cyrillic, 1, 0)) >= 0.9900


def test_words_that_were_not_looked_at_come_out_right_too(shared):
    held_out = [row for row in words_of(shared) if hashlib.sha256(row[0].encode()).digest()[0] % 2]
    assert min(share_right(held_out, to_latin, 0, 1)) >= 0.9985
    assert min(share_right(held_out, to_cyrillic, 1, 0)) >= 0.9900


@pytest.mark.parametrize("piece", ["a.", "a-", "a@", "<a", "%(", "{a", "sH", "o'", "aae", "aA", "а."])
def test_a_long_hostile_text_takes_no_longer_than_a_long_plain_one(piece):
    start = time.perf_counter()
    to_latin(piece * 20_000)
    to_cyrillic(piece * 20_000 + "@")
    assert time.perf_counter() - start < 6  # a pattern that looks back takes twenty seconds


def test_words_joined_by_a_dot_are_still_words():
    assert to_cyrillic("Sh.Rashidov kitobi.O'zbek") == "Ш.Рашидов китоби.Ўзбек"
    assert to_latin("Ш.Рашидов, китоби.Уз natlib.uz") == "Sh.Rashidov, kitobi.Uz natlib.uz"
