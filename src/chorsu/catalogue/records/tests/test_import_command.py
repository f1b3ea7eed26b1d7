"""`chorsu import` at the command line: its one JSON object and its exit codes."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chorsu.catalogue.records.models import Record
from chorsu.catalogue.records.tests.makers import make_library
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> dict:
    out = StringIO()
    call_command("import", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def refused(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return caught.value


def test_the_last_line_is_one_json_object(tmp_path: Path):
    make_library("NLUZ")
    path = marc_file(tmp_path, marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974))
    result = run(str(path), "--library", "NLUZ")
    assert {key: result[key] for key in ("read", "created", "updated", "unchanged", "rejected")} == {
        "read": 1, "created": 1, "updated": 0, "unchanged": 0, "rejected": 0,
    }  # fmt: skip
    assert (result["format"], result["encoding"]) == ("marc21", "utf-8")
    assert result["seconds"] > 0
    assert result["batch"]
    assert run(str(path), "--library", "NLUZ")["unchanged"] == 1


def test_good_records_come_in_beside_bad_ones_which_the_sheet_lists(tmp_path: Path):
    make_library("NLUZ")
    good, cut = marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 1974), marc("a2", "Navoiy", "Oybek", 1945)[:60]
    result = run(str(marc_file(tmp_path, good, cut)), "--library", "NLUZ")
    assert (result["created"], result["rejected"]) == (1, 1)
    with open(result["error_sheet"], encoding="utf-8-sig") as file:
        (row,) = list(csv.DictReader(file))
    assert int(row["offset"]) == len(good)
    assert row["code"]
    assert row["reason"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 this is no MARC", b"\x00" * 5000, b"02147483647nam"])
def test_a_file_without_a_record_ends_with_one(tmp_path: Path, content: bytes):
    make_library("NLUZ")
    path = tmp_path / "bad.mrc"
    path.write_bytes(content)
    assert refused(str(path), "--library", "NLUZ").returncode == 1
    assert not Record.objects.exists()


def test_a_record_that_claims_two_gigabytes_is_refused_and_the_next_one_comes_in(tmp_path: Path):
    make_library("NLUZ")
    huge = b"99999" + marc("a1", "Navoiy", "Oybek", 1945)[5:]
    result = run(str(marc_file(tmp_path, huge, marc("a2", "Boburnoma", "Bobur", 1960))), "--library", "NLUZ")
    assert result["read"] == result["created"] + result["rejected"]
    assert Record.objects.filter(title="Boburnoma").exists()


def test_an_xml_bomb_does_not_go_off(tmp_path: Path):
    make_library("NLUZ")
    path = tmp_path / "bomb.xml"
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY l0 "ha">{entities}]>'
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 i 4500</leader>'
        '<datafield tag="245" ind1=" " ind2=" "><subfield code="a">&l9;</subfield></datafield></record></collection>'
    )
    assert refused(str(path), "--library", "NLUZ").returncode == 1
    assert not Record.objects.exists()


def test_unusable_arguments_end_with_two(tmp_path: Path):
    make_library("NLUZ")
    path = str(marc_file(tmp_path, marc("a1", "Navoiy")))
    assert refused(path, "--library", "WRONG").returncode == 2
    assert refused(str(tmp_path / "absent.mrc"), "--library", "NLUZ").returncode == 2
    assert refused(path, "--library", "NLUZ", "--encoding", "klingon").returncode == 2
    assert not Record.objects.exists()


def test_a_dry_run_stores_nothing(tmp_path: Path):
    make_library("NLUZ")
    result = run(str(marc_file(tmp_path, marc("a1", "Navoiy", "Oybek", 1945))), "--library", "NLUZ", "--dry-run")
    assert result["created"] == 1
    assert not Record.objects.exists()
