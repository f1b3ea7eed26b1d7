"""The trail can only grow, and whoever tampers with it is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from chorsu.foundation.audit import actions, queries
from chorsu.foundation.audit.errors import TrailIsClosed
from chorsu.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_what_was_done_is_written_with_a_seal_over_the_entry_before():
    first = actions.record(None, "records.merge", "record:1", {"into": "record:2"}, library=7)
    second = actions.record(None, "records.split", "record:2")
    assert second.previous == first.digest
    assert Entry.objects.get(pk=first.pk).library_id == 7
    assert queries.verify() is None


def test_secrets_never_enter_the_trail():
    entry = actions.record(
        None, "accounts.token", "account:1", {"api_token": "abc", "inner": {"Password": "x"}, "n": 1}
    )
    assert entry.details == {"api_token": "•••", "inner": {"Password": "•••"}, "n": 1}


def test_an_entry_can_neither_be_changed_nor_removed_by_the_program():
    entry = actions.record(None, "x.y", "z")
    entry.verb = "other"
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="other"),
        lambda: Entry.objects.bulk_update([entry], ["verb"]),
    ):
        with pytest.raises(TrailIsClosed):
            attempt()
    assert Entry.objects.get(pk=entry.pk).verb == "x.y"


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET verb = 'other'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses(sql):
    actions.record(None, "x.y", "z")
    with pytest.raises(DatabaseError, match="only grow"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.filter(verb="x.y").exists()


def test_tampering_behind_the_triggers_is_found_at_the_first_broken_entry():
    entries = [actions.record(None, "x.y", str(number)) for number in range(4)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_change")
        else:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
        cursor.execute("UPDATE audit_entry SET target = 'forged' WHERE id = %s", [entries[1].pk])
    assert queries.verify() == entries[1]


def test_an_entry_stands_and_falls_with_what_was_done():
    before = Entry.objects.count()
    with transaction.atomic():
        actions.record(None, "x.y", "z")
        transaction.set_rollback(True)
    assert Entry.objects.count() == before
