"""The index follows the house: by events, more than once without harm, and through a rebuild."""

import pytest

from chorsu.catalogue.holdings.events import ItemsChanged
from chorsu.catalogue.holdings.tests.makers import make_item
from chorsu.catalogue.records.events import RecordsChanged
from chorsu.catalogue.records.models import Record
from chorsu.catalogue.records.tests.makers import make_branch, make_library, make_record
from chorsu.discovery.search import actions, queries, sources
from chorsu.discovery.search.actions import indexing
from chorsu.discovery.search.actions.indexing import Changed, index_now, take_in
from chorsu.discovery.search.adapters import place
from chorsu.discovery.search.errors import IndexBusy, RebuildRunning
from chorsu.discovery.search.models import Mark, Rebuild
from chorsu.discovery.search.queries import Asked
from chorsu.discovery.search.subscribers import keep_up
from chorsu.discovery.search.tests.makers import make_shelf

pytestmark = pytest.mark.django_db


def total(text="", **filters):
    return queries.find(Asked(text, filters=filters, literal=True)).total


def test_without_an_index_the_search_answers_politely():
    found = queries.find(Asked("kunlar"))
    assert (found.ready, found.total, found.messages[-1].code) == (False, 0, "search.index-absent")
    assert queries.suggest("kunlar") == []


def test_a_record_is_found_as_soon_as_its_event_was_delivered():
    make_record(title="Oʻtkan kunlar")
    assert total("kunlar") == 0
    index_now()
    assert total("kunlar") == 1


def test_the_same_event_twice_changes_nothing():
    record = make_record()
    for _ in range(3):
        keep_up([RecordsChanged([record.pk]), RecordsChanged([record.pk])])
    assert place.serving().records.count() == 1


def test_a_hidden_record_leaves_the_index_and_comes_back():
    record = make_record(title="Oʻtkan kunlar")
    index_now()
    for status, expected in ((Record.Status.SUPPRESSED, 0), (Record.Status.SHOWN, 1), (Record.Status.MERGED, 0)):
        Record.objects.filter(pk=record.pk).update(status=status)
        keep_up([RecordsChanged([record.pk])])
        assert total("kunlar") == expected


def test_copies_and_their_branch_are_followed_up_the_tree():
    record = make_record(make_library("OTHER"), title="Oʻtkan kunlar")
    index_now()
    assert total("kunlar", availability=("shelf",)) == 0
    branch = make_branch(make_library("FERG"), "FERG-1")
    make_item(record, branch)
    keep_up([ItemsChanged([record.pk])])
    assert total("kunlar", availability=("shelf",)) == 1
    assert total("kunlar", library=("FERG",)) == 1
    assert total("kunlar", library=("FERG-1",)) == 1
    assert total("kunlar", library=("NLUZ",)) == 0


def test_a_rebuild_makes_the_same_index_and_tidying_removes_the_old_one():
    make_shelf()
    index_now()
    before = place.generation()
    built = actions.rebuild()
    assert built.records == 6
    assert place.generation() == built.generation != before
    assert total() == 6
    index_now()
    assert actions.clean_up() == [before]
    assert not (place.home() / before).exists()
    assert not Rebuild.objects.exists()


def test_the_old_index_serves_while_the_new_one_is_built_and_changes_meanwhile_are_in_both(monkeypatch):
    shelf = make_shelf()
    index_now()
    seen = []

    def meanwhile():
        if not seen:
            late = make_record(title="Yangi kitob", author="")
            Record.objects.filter(pk=shelf["kieu"].pk).update(status=Record.Status.WITHDRAWN)
            index_now()
            keep_up([RecordsChanged([shelf["kieu"].pk])])
            seen.append((total("yangi"), total("kieu"), Mark.objects.count() > 0, late.pk))

    actions.rebuild(between=meanwhile)
    assert seen[0][:3] == (1, 0, True)
    assert (total("yangi"), total("kieu"), total()) == (1, 0, 6)
    index_now()
    assert Mark.objects.count() == 0
    assert (total("yangi"), total("kieu"), total()) == (1, 0, 6)


def test_a_change_in_the_last_moment_of_a_rebuild_is_taken_in_afterwards(monkeypatch):
    make_shelf()
    index_now()
    from chorsu.discovery.search.actions import rebuilding

    caught_up = rebuilding._catch_up

    def and_then_a_change(pair):
        caught_up(pair)
        record = make_record(title="Soʻnggi lahza", author="")
        take_in(Changed(records={record.pk}))

    monkeypatch.setattr(rebuilding, "_catch_up", and_then_a_change)
    actions.rebuild()
    index_now()
    assert total("lahza") == 1
    assert Mark.objects.count() == 0


def test_a_second_rebuild_at_the_same_time_is_refused_and_a_failed_one_leaves_the_old_index():
    make_shelf()
    index_now()
    before = place.generation()

    def stop():
        with pytest.raises(RebuildRunning):
            actions.rebuild()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.rebuild(between=stop)
    assert place.generation() == before
    assert total() == 6
    assert actions.clean_up() != []
    assert total() == 6


def test_an_index_begun_empty_beside_older_records_heals_itself():
    shelf = make_shelf()
    # As after an upgrade: only what changes now goes into the index of the new schema.
    take_in(Changed(records={shelf["kieu"].pk}))
    assert total() == 1
    assert actions.heal().records == 6
    assert total() == 6
    assert actions.heal() is None


def test_an_index_that_grew_with_its_records_is_not_built_again():
    make_shelf()
    index_now()
    before = place.generation()
    assert actions.heal() is None
    assert place.generation() == before
    assert not place.is_partial()


def test_an_idle_process_lets_go_of_the_writer_and_another_may_go_on(monkeypatch):
    record = make_record(title="Oʻtkan kunlar")
    index_now()
    other = place.open_pair(place.generation(), 16_000_000)
    with pytest.raises(IndexBusy):
        other.records.take()
    place.rest()
    other.records.take()
    monkeypatch.setattr(indexing, "PATIENCE", 0.1)
    with pytest.raises(IndexBusy):
        take_in(Changed(records={record.pk}))
    other.close()
    assert take_in(Changed(records={record.pk})) == 1


def test_documents_are_gathered_in_few_queries_however_many_records(django_assert_max_num_queries):
    ids = [one.pk for one in make_shelf().values()]
    sources.record_documents(ids)
    with django_assert_max_num_queries(9):
        sources.record_documents(ids)
