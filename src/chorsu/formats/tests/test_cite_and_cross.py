"""A reader takes a citation away, and another system takes the record in its own scheme."""

import io

import pytest

from chorsu.formats import citations, crosswalks, iso2709, marc21, unimarc, views
from chorsu.formats.description import (  # fmt: skip
    Agent,
    Classification,
    Description,
    Edition,
    Identifier,
    Link,
    Physical,
    Publication,
    Series,
    Title,
)
from chorsu.formats.tests import makers

BOOK = Description(
    kind="book", year=2014, languages=["uz"], country="UZ", control="7", scripts=["Cyrl", "Latn"],
    titles=[Title(text="Ўткан кунлар", rest="роман", responsibility="Абдулла Қодирий", script="Cyrl", also=[Title(text="Oʻtkan kunlar", rest="roman", script="Latn")])],
    agents=[Agent(name="Қодирий, Абдулла", roles=["aut"], main=True), Agent(name="Reese, Mark", roles=["trl"])],
    editions=[Edition(text="2-нашри")], publications=[Publication(place="Тошкент", publisher="Шарқ", date="2014")],
    physical=[Physical(extent="384 б.", details="расм", size="21 см")], series=[Series(title="Жаҳон адабиёти", number="3")],
    identifiers=[Identifier(scheme="isbn", value="9789943001237")],
    classes=[Classification(scheme="bbk", value="84(5Ўзб)", edition="rubbk")],
)  # fmt: skip
ARTICLE = Description(
    kind="article", year=1999, languages=["ru"], titles=[Title(text="Memory & 100% of {sets}")],
    agents=[Agent(name="Nguyễn, Du", roles=["aut"], main=True), Agent(name="Qodirov, Shuhrat", roles=["aut"])],
    links=[Link(relation="in", title="Yoshlik", place="1999, № 3, С. 4-9")], identifiers=[Identifier(scheme="doi", value="10.1000/x_1")],
)  # fmt: skip


def test_gost():
    assert citations.cite(BOOK, "gost") == (
        "Қодирий, А. Ўткан кунлар : роман / Абдулла Қодирий. – 2-нашри. – Тошкент : Шарқ, 2014. – 384 б. : расм ; 21 см. – (Жаҳон адабиёти ; 3). – ISBN 978-9943-00-123-7."
    )
    assert (
        citations.cite(ARTICLE, "gost") == "Nguyễn, D. Memory & 100% of {sets} // Yoshlik. – 1999. – 1999, № 3, С. 4-9."
    )


def test_apa():
    assert citations.cite(BOOK, "apa") == "Қодирий, А. (2014). Ўткан кунлар: роман (2-нашри). Шарқ."
    assert (
        citations.cite(ARTICLE, "apa")
        == "Nguyễn, D., & Qodirov, Sh. (1999). Memory & 100% of {sets}. Yoshlik, 1999, № 3, С. 4-9. https://doi.org/10.1000/x_1"
    )


def test_bibtex_escapes_what_latex_would_swallow():
    text = citations.cite(ARTICLE, "bibtex")
    assert text.startswith("@article{nguyen1999,\n")
    assert r"  title = {{Memory \& 100\% of \{sets\}}}," in text
    assert "  author = {Nguyễn, Du and Qodirov, Shuhrat}," in text
    assert citations.cite(BOOK, "bibtex").startswith("@book{qodiriy2014,\n")


def test_ris_keeps_one_value_on_a_line():
    lines = citations.cite(BOOK, "ris").split("\r\n")
    assert lines[0] == "TY  - BOOK"
    assert lines[-2:] == ["ER  - ", ""]
    assert {
        "AU  - Қодирий, Абдулла",
        "A4  - Reese, Mark",
        "TI  - Ўткан кунлар: роман",
        "PY  - 2014",
        "SN  - 9789943001237",
    } <= set(lines)
    article = citations.cite(ARTICLE, "ris")
    assert "SP  - 4\r\nEP  - 9\r\n" in article
    broken = Description(titles=[Title(text="One\r\nTY  - BOOK")])
    assert citations.cite(broken, "ris").count("\r\nTY") == 0


def test_an_unknown_style_is_refused_with_the_ones_there_are():
    with pytest.raises(citations.UnknownStyle, match="mla"):
        citations.cite(BOOK, "mla")


@pytest.mark.parametrize("style", sorted(citations.STYLES))
def test_an_empty_description_can_be_cited(style):
    assert isinstance(citations.cite(Description(), style), str)


def test_dublin_core_has_the_writings_of_both_scripts():
    rows = crosswalks.to_dublin_core(BOOK)
    assert [value for element, value, _ in rows if element == "title"] == [
        "Ўткан кунлар : роман",
        "Oʻtkan kunlar : roman",
    ]
    assert ("creator", "Қодирий, Абдулла", "") in rows
    assert ("contributor", "Reese, Mark", "") in rows
    assert {
        ("identifier", "urn:isbn:9789943001237", ""),
        ("date", "2014", ""),
        ("type", "Text", ""),
        ("language", "uz", ""),
    } <= set(rows)


def test_a_description_comes_back_from_the_marc21_made_of_it():
    record = crosswalks.to_marc21(BOOK)
    found = next(iter(iso2709.read(io.BytesIO(iso2709.write(record)))))
    got = marc21.describe(found.record).description
    for name in (
        "kind",
        "year",
        "languages",
        "country",
        "control",
        "agents",
        "publications",
        "physical",
        "series",
        "classes",
    ):
        assert getattr(got, name) == getattr(BOOK, name), name
    assert (got.title.text, got.title.rest, got.title.responsibility) == ("Ўткан кунлар", "роман", "Абдулла Қодирий")
    assert [(other.text, other.rest, other.script) for other in got.title.also] == [("Oʻtkan kunlar", "roman", "Latn")]


def test_a_unimarc_record_crosses_over_to_marc21():
    first = unimarc.describe(makers.unimarc(isbn="978-9943-00-123-7", subjects=["Роман"])).description
    again = marc21.describe(crosswalks.to_marc21(first)).description
    assert (again.title.text, again.year, again.languages, again.country) == (
        first.title.text,
        first.year,
        first.languages,
        first.country,
    )
    assert [a.name for a in again.agents] == [a.name for a in first.agents]
    assert {(i.scheme, i.value) for i in again.identifiers} >= {(i.scheme, i.value) for i in first.identifiers}
    assert [s.text for s in again.subjects] == ["Роман"]


def test_the_marc_view_shows_every_field_and_no_invisible_sign():
    record = makers.marc21("\x98The \x9cdays", control="7")
    lines = views.as_lines(record)
    assert len(lines) == len(record.all) + 1
    assert str(lines[0]).startswith("LDR    00000nam")
    assert "245 10 $a ‹The ›days" in [str(line) for line in lines]
    assert "001    7" in [str(line) for line in lines]
