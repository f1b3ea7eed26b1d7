"""On PostgreSQL transactions end in another order than they begin: no event may be overtaken and lost."""

import threading

import pytest
from django.db import connection, transaction

from chorsu.foundation.events import actions
from chorsu.foundation.events.subscribing import SUBSCRIBERS, subscribe
from chorsu.foundation.events.tests.makers import BookShelved

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def only_here(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL commits out of order")
    for name in list(SUBSCRIBERS):
        monkeypatch.delitem(SUBSCRIBERS, name)
    yield
    SUBSCRIBERS.clear()


def test_an_event_committed_late_is_not_skipped():
    heard = []
    subscribe(BookShelved, name="tests.order")(lambda happened, meta: heard.append(happened.book))
    written, go_on = threading.Event(), threading.Event()

    def slow_writer():
        with transaction.atomic():
            actions.publish(BookShelved(1))
            written.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    written.wait(10)
    with transaction.atomic():
        actions.publish(BookShelved(2))
    actions.deliver_all()
    assert heard == [], "the second waits while an earlier transaction is open"
    go_on.set()
    thread.join()
    actions.deliver_all()
    assert heard == [1, 2]


def test_after_a_restore_into_a_younger_cluster_no_event_is_lost():
    from chorsu.foundation.events.models import Cursor, OutboxEvent

    heard = []
    subscribe(BookShelved, name="tests.order")(lambda happened, meta: heard.append(happened.book))
    with transaction.atomic():
        actions.publish(BookShelved(1))
    actions.deliver_all()
    far = 10**15
    with transaction.atomic():
        actions.publish(BookShelved(2))
    OutboxEvent.objects.update(transaction=far)
    Cursor.objects.update(transaction=far)
    with transaction.atomic():
        actions.publish(BookShelved(3))
    assert actions.renumber() is True
    actions.deliver_all()
    assert heard == [1, 2, 3]
    assert actions.renumber() is False
