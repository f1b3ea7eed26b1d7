"""What is one edition, what is one work, and the traps between."""

from __future__ import annotations

import pytest

from chorsu.catalogue.matching import rules


def told(title: str = "Urush va tinchlik", author: str = "Tolstoy, Lev", year: int | None = 1980, **more) -> dict:
    """A description as stored; `isbn`, `issn`, `part`, `publisher`, `pages` are put where they belong."""
    data: dict = {"kind": more.pop("kind", "book"), "titles": [{"kind": "main", "text": title}], "languages": ["uz"]}
    if part := more.pop("part", ""):
        data["titles"][0]["part_number"] = part
    if author:
        data["agents"] = [{"name": author, "main": True, "roles": ["aut"]}]
    if year:
        data["year"] = year
    data["publications"] = [{"publisher": more.pop("publisher", "Sharq")}]
    if pages := more.pop("pages", 0):
        data["physical"] = [{"extent": f"{pages} b."}]
    data["identifiers"] = [
        {"scheme": s, "value": more.pop(s), "valid": True} for s in ("isbn", "issn", "doi") if s in more
    ]
    return {**data, **more}


def verdict(a: dict, b: dict, by: str = "edition") -> rules.Verdict:
    return rules.compare(rules.sketch(a), rules.sketch(b), by)


def keys(data: dict, kind: str) -> set[int]:
    return {key for found, key in rules.keys(data) if found == kind}


@pytest.mark.parametrize(
    ("one", "other", "by", "reason"),
    [
        (told(isbn="9785", part="1-jild"), told(isbn="9785", part="2-jild"), "isbn", "another part of the set"),
        (told(isbn="9785"), told(isbn="9785", year=1999), "isbn", "another year: a reprint"),
        (told(), told(author="Boshqa, Muallif"), "edition", "other authors"),
        (told(kind="serial", issn="0131"), told(kind="issue", issn="0131"), "issn", "another kind of thing"),
        (told(kind="article", doi="10.1/x"), told(kind="serial", doi="10.1/x"), "doi", "another kind of thing"),
        (told(isbn="9785"), told(isbn="9785", languages=["ru"]), "isbn", "another language: a translation"),
        (told(isbn="9785"), told("Qishloq xoʻjaligi asoslari", isbn="9785"), "isbn", "the titles differ"),
        (told(isbn="97851"), told(isbn="97852"), "edition", "other ISBNs"),
        (told(publisher="Sharq"), told(publisher="Fan"), "edition", "another publisher"),
        (told(pages=300), told(pages=420), "edition", "another number of pages"),
        (
            told(editions=[{"text": "2-nashr"}]),
            told(editions=[{"text": "3-nashr"}]),
            "edition",
            "another edition statement",
        ),
        (told(year=None), told(year=None), "edition", "no year to go by"),
    ],
)
def test_what_looks_alike_but_is_not_stays_apart(one: dict, other: dict, by: str, reason: str):
    found = verdict(one, other, by)
    assert (found.same, found.reason) == (False, reason)
    assert verdict(other, one, by).same is False


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        (told(isbn="9785"), told("Urush va tinchlik : roman", isbn="9785"), "isbn"),
        (told(isbn="9785"), told(isbn="9785", author=""), "isbn"),
        (told(), told(author="Tolstoy, L. N."), "edition"),
        (told(pages=400), told("Уруш ва тинчлик", "Толстой, Лев", pages=400, scripts=["Cyrl"]), "edition"),
        (told(kind="serial", issn="0131", year=1950), told(kind="serial", issn="0131", year=1951), "issn"),
    ],
)
def test_what_is_the_same_joins_with_a_reason(one: dict, other: dict, by: str):
    found = verdict(one, other, by)
    assert found.same, found.reason
    assert found.score > 0.8


def test_an_edition_in_another_script_is_another_edition_of_one_work():
    latin, cyrillic = (
        told(scripts=["Latn"], year=1980),
        told("Уруш ва тинчлик", "Толстой, Лев", scripts=["Cyrl"], year=1980),
    )
    assert verdict(latin, cyrillic).reason == "in another script"
    assert keys(latin, "work") & keys(cyrillic, "work")


def test_a_translation_finds_its_original_by_the_original_title():
    original = told("Война и мир", "Толстой, Лев", 1869, languages=["ru"])
    translation = told()
    translation["titles"].append({"kind": "original", "text": "Война и мир"})
    assert keys(original, "work") & keys(translation, "work")


def test_a_bare_or_common_title_makes_no_work():
    assert not keys(told("Hisobot", author=""), "work")
    assert not keys(told("Fan va turmush", kind="serial"), "work")
    assert not keys(told("Lev Tolstoy"), "work")


def test_a_title_of_a_piece_inside_chains_no_works():
    album = told("Yangi asarlar")
    album["titles"].append({"kind": "variant", "text": "Tanavor"})
    assert not keys(album, "work") & keys(told("Tanavor"), "work")


def test_a_uniform_title_before_the_title_proper_does_not_hide_the_same_edition():
    plain = {
        "titles": [{"kind": "main", "text": "Минувшие дни"}],
        "agents": [{"name": "Кадыри, А.", "main": True}],
        "year": 1958,
    }
    with_uniform = {**plain, "titles": [{"kind": "uniform", "text": "Oʻtkan kunlar"}, *plain["titles"]]}
    edition = [key for key in rules.keys(plain) if key[0] == "edition"]
    assert edition == [key for key in rules.keys(with_uniform) if key[0] == "edition"]
