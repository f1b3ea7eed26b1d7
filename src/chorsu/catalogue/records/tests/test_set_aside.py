"""Authority, holdings and classification records are no books: Olga finds them in the error sheet, not on the shelf."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.records import wording
from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.errors import NotBibliographic
from chorsu.catalogue.records.models import Batch, Record
from chorsu.catalogue.records.tests.makers import make_library
from chorsu.catalogue.records.tests.marc_makers import SF, iso2709, marc, marc_file

pytestmark = pytest.mark.django_db


def of_type(letter: str, number: str = "n1") -> bytes:
    """A record of another kind by leader/06."""
    raw = iso2709([("001", number), ("008", "850101n| azannaabn          |a aaa      "), ("100", f"1 {SF}aQodiriy")])
    return raw[:6] + letter.encode() + raw[7:]


@pytest.mark.parametrize(("letter", "word"), [("z", "authority"), ("x", "holdings"), ("w", "classification")])
def test_what_is_no_edition_is_set_aside_with_a_next_step(tmp_path: Path, letter: str, word: str):
    path = marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945), of_type(letter))
    batch = import_records(path, make_library())
    assert (batch.read, batch.created, batch.rejected) == (2, 1, 1)
    assert Record.objects.get().title == "Navoiy"
    problem = batch.problems.get()
    assert (problem.row, problem.identifier, problem.code) == (2, "n1", "records.not-bibliographic")
    assert f"{word} record" in problem.reason
    assert "xport" in problem.reason
    assert problem.rejected


def test_a_file_of_authorities_alone_says_what_it_is(tmp_path: Path):
    path = marc_file(tmp_path, of_type("z", "n1"), of_type("z", "n2"), name="names.mrc")
    with pytest.raises(NotBibliographic) as refused:
        import_records(path, make_library())
    assert refused.value.sentence.startswith("names.mrc holds no descriptions")
    assert not Record.objects.exists()
    with pytest.raises(NotBibliographic):
        import_records(path, make_library(), dry_run=True)


@pytest.mark.parametrize("name", ["auth-subset100.mrc", "C386496MarcAuth.mrc", "authority-record.mrc"])
def test_real_authority_files_bring_no_untitled_books(shared: Path, name: str):
    path = next((shared / "data/authority").rglob(name), None)
    if path is None:
        pytest.skip(f"{name} is not beside the project")
    with pytest.raises(NotBibliographic):
        import_records(path, make_library())
    batch = Batch.objects.get()
    assert batch.read == batch.rejected > 0
    assert not Record.objects.exists()


def test_an_article_at_the_beginning_does_not_count_in_sorting(tmp_path: Path):
    raw = marc("a1", "Die Blechtrommel", "Grass", 1959, lang="ger").replace(b"10\x1faDie", b"14\x1faDie")
    slip = marc("a2", "Navoiy", "Oybek", 1945).replace(b"10\x1faNavoiy", b"14\x1faNavoiy")
    import_records(marc_file(tmp_path, raw, slip), make_library())
    sorted_ = list(Record.objects.order_by("sort_title").values_list("title", flat=True))
    assert sorted_ == ["Die Blechtrommel", "Navoiy"]
    keys = dict(Record.objects.values_list("title", "sort_title"))
    assert keys["Die Blechtrommel"].lower().startswith("b")
    assert keys["Navoiy"].lower().startswith("n")


def test_the_page_says_reasons_in_the_readers_language_where_it_can(monkeypatch, tmp_path: Path):
    path = marc_file(tmp_path, marc("a1", "Navoiy"), marc("a1", "Boburnoma"), marc("a3", "Xamsa")[:60])
    batch = import_records(path, make_library())
    words = {
        "The control number %(identifier)s comes twice in this import.": "Nazorat raqami %(identifier)s ikki marta."
    }
    monkeypatch.setattr(wording, "gettext", lambda text: words.get(text, text))
    monkeypatch.setattr(wording, "get_language", lambda: "uz")
    said = {problem.code: wording.reason(problem) for problem in batch.problems.all()}
    assert said["number-twice"] == wording.Said("Nazorat raqami a1 ikki marta.")
    untold = said[next(code for code in said if code != "number-twice")]
    assert untold.lang == "en"
    assert "byte" in untold.text
