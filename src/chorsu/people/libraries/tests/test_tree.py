"""The tree of organisations: adding, moving, closing, finding."""

import pytest

from chorsu.foundation.audit.models import Entry
from chorsu.foundation.events.models import OutboxEvent
from chorsu.people.libraries import actions, queries
from chorsu.people.libraries.errors import BadOrganisation, CodeTaken, NotEmpty, UnknownLibrary, WrongPlaceInTree
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.tests.makers import make_branch, make_library, make_network, make_organisation

pytestmark = pytest.mark.django_db


def test_a_library_is_added_with_its_path_a_trail_and_an_event():
    network = make_network()
    library = actions.add_organisation(
        "NLUZ", "library", {"uz": "Milliy kutubxona", "ru": "Национальная библиотека"}, parent=network, isil="UZ-NLU"
    )
    assert library.path == f"/{network.pk}/{library.pk}/"
    assert queries.by_code("nluz") == library
    assert Entry.objects.get(verb="libraries.added").target == "organisation:NLUZ"
    assert OutboxEvent.objects.get(name="libraries.organisation-changed").payload == {
        "organisation": library.pk,
        "change": "added",
    }


def test_two_organisations_cannot_have_one_code_whatever_its_capitals():
    make_library("NLUZ")
    with pytest.raises(CodeTaken):
        actions.add_organisation("nluz", "library", {"uz": "Boshqa"}, parent=make_network())
    assert Organisation.objects.filter(code__iexact="nluz").count() == 1


def test_a_description_with_faults_names_all_of_them_at_once():
    with pytest.raises(BadOrganisation) as caught:
        actions.add_organisation(
            "X", "library", {}, parent=make_network(), isil="not an isil!", timezone="Mars/Base", latitude=200.0
        )
    assert set(caught.value.codes) == {
        "libraries.no-name",
        "libraries.bad-isil",
        "libraries.bad-zone",
        "libraries.bad-position",
    }


def test_a_branch_stands_under_a_library_and_nowhere_else():
    with pytest.raises(WrongPlaceInTree):
        actions.add_organisation("B", "branch", {"uz": "Filial"}, parent=make_network())
    assert not Organisation.objects.filter(code="B").exists()


def test_moving_a_region_takes_everything_under_it_along():
    network = make_network()
    uz, vn = (make_organisation(code, "country", network) for code in ("UZ", "VN"))
    region = make_organisation("R", "region", uz)
    library = make_library("L", region)
    branch = make_branch("B", library)
    other = make_library("R2", uz)
    actions.move_organisation(region, vn)
    for row in (region, library, branch):
        row.refresh_from_db()
    assert branch.path == f"/{network.pk}/{vn.pk}/{region.pk}/{library.pk}/{branch.pk}/"
    assert set(queries.subtree(vn)) == {vn, region, library, branch}
    assert set(queries.subtree(uz)) == {uz, other}
    assert [row.code for row in queries.ancestors(branch)] == ["NET", "VN", "R", "L"]


def test_an_organisation_cannot_move_under_itself():
    outer = make_organisation("OUT", "region", make_network())
    inner = make_organisation("IN", "region", outer)
    with pytest.raises(WrongPlaceInTree) as caught:
        actions.move_organisation(outer, inner)
    assert "libraries.loop" in caught.value.codes
    outer.refresh_from_db()
    assert outer.parent == make_network()


def test_a_prefix_of_an_id_is_not_a_subtree():
    network = make_network()
    rows = [make_library(f"L{number}", network) for number in range(12)]
    first = rows[0]
    assert list(queries.subtree(first)) == [first]


def test_a_library_with_branches_closes_only_with_them():
    library = make_library()
    branch = make_branch("B1", library)
    with pytest.raises(NotEmpty):
        actions.close_organisation(library)
    actions.close_organisation(library, with_parts=True)
    branch.refresh_from_db()
    assert not branch.active
    assert not queries.all_libraries().exists()
    actions.reopen_organisation(library)
    assert queries.all_libraries().get() == library


def test_an_unknown_code_is_refused_with_a_next_step():
    with pytest.raises(UnknownLibrary) as caught:
        queries.by_code("NOWHERE")
    assert "NOWHERE" in caught.value.sentence
    assert caught.value.advice


def test_a_library_is_found_by_a_name_typed_in_the_other_script():
    library = actions.add_organisation(
        "NAV", "library", {"uz": "Navoiy kutubxonasi"}, parent=make_network(), place="Toshkent"
    )
    for words in ("navoiy", "Навоий", "kutubxonasi toshkent"):
        assert list(queries.find(words, kind="library")) == [library], words
    assert not queries.find("samarqand").exists()


def test_a_desk_belongs_to_the_library_above_it():
    library = make_library()
    desk = make_organisation("D", "desk", make_branch("B", library))
    assert queries.library_of(desk) == library
    assert queries.library_of(library) == library


def test_a_missing_cyrillic_name_is_written_from_the_latin_one(settings):
    from django.utils.translation import override

    library = make_library("N", names={"uz": "Milliy kutubxona"})
    with override("uz-cyrl"):
        assert library.name == "Миллий кутубхона"
        assert library.name_lang == "uz-cyrl"
    with override("vi"):
        assert library.name == "Milliy kutubxona"
        assert library.name_lang == "uz"
