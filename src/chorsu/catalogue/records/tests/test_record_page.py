"""Dilnoza opens a record: all its elements, its sources, its libraries, its other scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.catalogue.records import actions
from chorsu.catalogue.records.models import Record, SourceVersion
from chorsu.catalogue.records.tests.makers import make_description, make_library, make_record
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db


def imported(folder: Path, raw: bytes, code: str = "NLUZ") -> Record:
    actions.import_records(marc_file(folder, raw), make_library(code))
    return Record.objects.order_by("pk").last()


def test_the_page_shows_every_element_with_the_library_that_says_it(client, tmp_path: Path):
    raw = marc(
        "a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974, isbn="9789943013094", subject="Roman",
        copies=[{"p": "UZ001", "o": "84 Q58", "b": "NLUZ"}],
        extra=[("080", "  $a821.512.133"), ("300", "  $a400 b. ;$c21 sm"), ("500", "  $aLugʻat bor"), ("520", "  $aQisqa mazmun")],
    )  # fmt: skip
    record = imported(tmp_path, raw)
    page = client.get(record.get_absolute_url())
    text = page.content.decode()
    assert page.status_code == 200
    for said in ("Oʻtkan kunlar", "Qodiriy, Abdulla", "Toshkent : Sharq, 1974", "400 b. ; 21 sm", "821.512.133",
                 "Lugʻat bor", "Qisqa mazmun", "9789943013094", "84 Q58", "ark:/99999/" + record.pid):  # fmt: skip
        assert said in text, said
    assert re.search(r'class="tag" title="[^"]+">NLUZ<', text)
    assert text.count('id="where"') == 1  # where the search hits lead to
    assert '<meta name="citation_title" content="Oʻtkan kunlar">' in text
    linked = json.loads(re.search(r'application/ld\+json">(.+?)</script>', text, re.S)[1])
    assert (linked["@type"], linked["isbn"]) == ("Book", ["9789943013094"])
    agent = re.search(r'href="(/agents/a[^"]+)"', text)[1]
    assert "Oʻtkan kunlar" in client.get(agent).content.decode()


def test_a_script_in_a_title_stays_text(client):
    record = make_record(title="</script><script>alert(1)</script>", author="")
    text = client.get(record.get_absolute_url()).content.decode()
    assert "<script>alert" not in text
    assert "</script><script>" not in text


@pytest.mark.parametrize("tail", ["", "/marc", "/history"])
def test_each_view_needs_a_fixed_small_number_of_queries(
    client, tmp_path: Path, django_assert_max_num_queries, tail: str
):
    for number, code in enumerate(("NLUZ", "FVK", "OMK")):
        imported(tmp_path, marc(f"a{number}", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974, isbn="9789943013094"), code)
    imported(tmp_path, marc("c1", "Ўткан кунлар", "Қодирий, Абдулла", 1958))
    imported(tmp_path, marc("c2", "Oʻtkan kunlar", "Qodiriy, Abdulla", 2019))
    record = Record.objects.order_by("pk").first()
    for number in range(12):
        make_item(record, make_library(f"L{number}"))
    client.get(record.get_absolute_url())
    with django_assert_max_num_queries(24):
        assert client.get(record.get_absolute_url() + tail).status_code == 200


def test_other_scripts_of_the_work_stand_beside(client, tmp_path: Path):
    imported(tmp_path, marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 2019))
    cyrillic = imported(tmp_path, marc("a2", "Ўткан кунлар", "Қодирий, Абдулла", 1974))
    latin = Record.objects.order_by("pk").first()
    text = client.get(latin.get_absolute_url()).content.decode()
    assert f'<a href="{cyrillic.get_absolute_url()}" lang="uz-Cyrl">Ўткан кунлар</a>' in text
    work = client.get(re.search(r'href="(/works/w[^"]+)"', text)[1]).content.decode()
    assert "Ўткан кунлар" in work
    assert "Oʻtkan kunlar" in work


def test_the_source_downloads_byte_for_byte(client, tmp_path: Path):
    raw = marc("a1", "Navoiy", "Oybek", 1945)
    record = imported(tmp_path, raw)
    view = client.get(record.get_absolute_url() + "/marc").content.decode()
    link = re.search(r'href="(/records/[^"]+/sources/\d+)"', view)[1]
    answer = client.get(link)
    assert answer.content == raw
    assert answer["Content-Type"] == "application/marc"
    assert "$a" in view


def test_a_merged_record_leads_to_the_one_it_became(client):
    old, kept = make_record(title="Navoiy"), make_record(title="Navoiy romani")
    actions.merge(old, kept)
    answer = client.get(old.get_absolute_url())
    assert answer.status_code == 301
    assert answer["Location"] == kept.get_absolute_url()


def test_a_withdrawn_record_says_that_it_is_gone(client, tmp_path: Path):
    raw = marc("a1", "Navoiy", "Oybek", 1945)
    record = imported(tmp_path, raw)
    imported(tmp_path, raw[:5] + b"d" + raw[6:])
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 410
    assert "Navoiy" in answer.content.decode()


def test_a_hidden_or_mistyped_record_is_not_found(client):
    record = make_record()
    actions.suppress(record)
    assert client.get(record.get_absolute_url()).status_code == 404
    assert client.get("/records/r1nonsense").status_code == 404


def test_the_citation_can_be_had_in_four_styles_and_as_files(client):
    record = make_record()
    for style in ("gost", "apa", "bibtex", "ris"):
        assert "Qodiriy" in client.get(f"{record.get_absolute_url()}?cite={style}").content.decode()
    assert client.get(f"{record.get_absolute_url()}/cite.bib").content.startswith(b"@book")
    assert client.get(f"{record.get_absolute_url()}/cite.ris").content.startswith(b"TY  - BOOK")


def test_the_json_tells_description_sources_and_availability(client):
    record = make_record()
    make_item(record, make_library("NLUZ"), barcode="UZ777")
    told = client.get(f"/api/v1/records/{record.pid}").json()
    assert (told["id"], told["title"]) == (record.pid, "Oʻtkan kunlar")
    assert told["availability"][0]["available"] == 1
    assert told["sources"][0]["library"] == "NLUZ"
    assert client.get(f"/api/v1/records/{record.pid}/marc").status_code == 200
    missing = client.get("/api/v1/records/r1nonsense")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")


def test_a_cataloguers_change_is_a_source_of_its_own_and_heard_first(client):
    library = make_library()
    record = make_record(library, title="Otkan kunlar")
    changed = actions.redescribe(record, make_description(title="Oʻtkan kunlar"), library)
    assert changed.pk == record.pk
    assert changed.title == "Oʻtkan kunlar"
    assert SourceVersion.objects.filter(source__edge__record=record).count() == 2


def test_the_lasting_name_leads_to_the_record(client):
    record = make_record()
    assert client.get(f"/ark:/99999/{record.pid}")["Location"] == record.get_absolute_url()


def test_the_drawn_cover_bears_the_title(client):
    record = make_record(title="Navoiy")
    assert client.get(f"/covers/{record.pid}.svg").status_code == 200
