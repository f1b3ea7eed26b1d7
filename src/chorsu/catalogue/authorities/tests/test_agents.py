"""One author, many spellings, one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from chorsu.catalogue.authorities import queries
from chorsu.catalogue.authorities.models import Agent
from chorsu.catalogue.records.actions import import_records
from chorsu.catalogue.records.tests.makers import make_library
from chorsu.catalogue.records.tests.marc_makers import marc, marc_file

pytestmark = pytest.mark.django_db


def bring(folder: Path, *raws: bytes) -> None:
    import_records(marc_file(folder, *raws), make_library())


def test_an_author_in_two_scripts_is_one_agent_with_both_names(client, tmp_path: Path):
    bring(
        tmp_path,
        marc("a1", "Oʻtkan kunlar", "Qodiriy, Abdulla", 2019),
        marc("a2", "Меҳробдан чаён", "Қодирий, Абдулла", 1974),
    )
    agent = Agent.objects.get()
    assert {entry["name"] for entry in agent.names} == {"Qodiriy, Abdulla", "Қодирий, Абдулла"}
    page = client.get(agent.get_absolute_url()).content.decode()
    for said in ("Oʻtkan kunlar", "Меҳробдан чаён", "Қодирий, Абдулла"):
        assert said in page
    told = client.get(f"/api/v1/agents/{agent.pid}/records").json()
    assert told["total"] == 2


def test_namesakes_with_other_years_of_birth_stay_apart(tmp_path: Path):
    bring(
        tmp_path,
        marc("a1", "Birinchi kitob", extra=[("100", "1 $aKarimov, Aziz,$d1900-1950")]),
        marc("a2", "Ikkinchi kitob", extra=[("100", "1 $aKarimov, Aziz,$d1975-")]),
    )
    first, second = Agent.objects.order_by("birth")
    assert (first.birth, second.birth) == (1900, 1975)
    assert queries.namesakes(first) == [second]


def test_years_learned_later_go_to_the_agent_that_is_there(tmp_path: Path):
    bring(tmp_path, marc("a1", "Birinchi kitob", "Karimov, Aziz"))
    bring(tmp_path, marc("a2", "Ikkinchi kitob", extra=[("100", "1 $aKarimov, Aziz,$d1900-1950")]))
    agent = Agent.objects.get()
    assert agent.birth == 1900
    assert queries.records_of(agent).count() == 2


def test_an_unknown_agent_is_not_found(client):
    assert client.get("/agents/a1nonsense").status_code == 404
    assert client.get("/api/v1/agents/a1nonsense").status_code == 404


def test_the_page_of_a_busy_agent_needs_a_fixed_number_of_queries(
    client, tmp_path: Path, django_assert_max_num_queries
):
    bring(tmp_path, *(marc(f"a{n}", f"Kitob raqami {n}", "Karimov, Aziz", 1950 + n) for n in range(40)))
    address = Agent.objects.get().get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(16):
        assert client.get(address).status_code == 200
