"""Pages: found in any script, shown with their number, and never to those the gate refuses."""

import pytest

from chorsu.archive.objects.tests.makers import make_object
from chorsu.archive.rights.models import Condition
from chorsu.catalogue.records.tests.makers import make_library, make_record
from chorsu.discovery.search import queries
from chorsu.discovery.search.actions import take_in
from chorsu.discovery.search.actions.indexing import Changed
from chorsu.discovery.search.queries import Asked
from chorsu.people.accounts.queries import Viewer

pytestmark = pytest.mark.django_db

READER = Viewer(1, frozenset(), frozenset())
TEXT = ("Birinchi sahifa.", "Bahor keldi, chinorlar gulladi.", "Баҳор келди, чинорлар гуллади.")


def scanned(access="public", title="Maʼruzalar matni"):
    library = make_library()
    record = make_record(library, title=title, author="")
    made = make_object(TEXT, library=library, record=record, access=access)
    take_in(Changed(records={record.pk}, objects={made.pk}))
    return record, made


@pytest.mark.parametrize("typed", ["chinorlar", "чинорлар", "chinor", '"bahor keldi"', "text:chinorlar"])
def test_a_record_is_found_by_the_text_of_its_pages_in_either_script(typed):
    record, made = scanned()
    found = queries.find(Asked(typed))
    assert found.ids == (record.pk,)
    (hit,) = queries.show(found)
    assert hit.inside.total == 2
    assert {page.number for page in hit.inside.pages} == {2, 3}
    assert all("<mark>" in page.snippet for page in hit.inside.pages)
    assert hit.inside.pages[0].url.startswith(f"/read/{made.pid}#page=")
    assert hit.read == f"/read/{made.pid}"


def test_found_in_the_title_comes_before_found_on_a_page():
    by_page, _ = scanned()
    by_title = make_record(title="Chinorlar", author="")
    take_in(Changed(records={by_title.pk}))
    assert queries.find(Asked("chinorlar")).ids == (by_title.pk, by_page.pk)


def test_pages_of_objects_for_signed_in_readers_are_not_told_to_visitors():
    record, _ = scanned("signed-in")
    assert queries.find(Asked("chinorlar")).total == 0
    found = queries.find(Asked("chinorlar"), READER)
    assert found.ids == (record.pk,)
    assert queries.show(found, READER)[0].inside.total == 2


def test_closed_objects_give_no_page_hits_to_anybody_but_their_record_is_found_by_its_title():
    record, _ = scanned("closed")
    assert queries.find(Asked("chinorlar"), READER).total == 0
    found = queries.find(Asked("maʼruzalar"), READER)
    (hit,) = queries.show(found, READER)
    assert (hit.pid, hit.inside, hit.read) == (record.pid, None, "")


def test_the_gate_has_the_last_word_where_the_index_is_late():
    record, made = scanned()
    Condition.objects.filter(pk=made.pk).update(access="closed")
    (hit,) = queries.show(queries.find(Asked("chinorlar")))
    assert (hit.pid, hit.inside, hit.read) == (record.pid, None, "")


def test_a_withdrawn_object_leaves_the_page_index():
    _, made = scanned()
    type(made).objects.filter(pk=made.pk).update(state="withdrawn")
    take_in(Changed(objects={made.pk}))
    assert queries.find(Asked("chinorlar")).total == 0


def test_recognised_pages_are_added_one_by_one():
    library = make_library()
    record = make_record(library, title="Yangi", author="")
    made = make_object(TEXT, library=library, record=record)
    take_in(Changed(records={record.pk}, pages={made.pk: {3}}))
    found = queries.find(Asked("chinorlar"))
    assert [page.number for page in queries.show(found)[0].inside.pages] == [3]
    take_in(Changed(pages={made.pk: {2, 3}}))
    (hit,) = queries.show(queries.find(Asked("chinorlar")))
    assert hit.inside.total == 2
