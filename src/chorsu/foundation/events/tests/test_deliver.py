"""Events reach whoever listens: kept with their cause, in order, again after a failure, aside when hopeless."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from chorsu.foundation.events import actions, queries
from chorsu.foundation.events.events import name_of
from chorsu.foundation.events.models import Cursor, OutboxEvent, ParkedEvent
from chorsu.foundation.events.subscribing import SUBSCRIBERS, subscribe
from chorsu.foundation.events.tests.makers import BookShelved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_these_subscribers(monkeypatch):
    for name in list(SUBSCRIBERS):
        monkeypatch.delitem(SUBSCRIBERS, name)
    yield
    SUBSCRIBERS.clear()


def later():
    """As if the pause after a failure were over."""
    Cursor.objects.update(retry_at=None)


def test_a_shelved_book_is_told_to_every_subscriber_in_order():
    heard, batches = [], []
    subscribe(BookShelved, name="tests.one")(lambda happened, meta: heard.append((happened.book, meta.name)))
    subscribe(BookShelved, name="tests.many", batch=2)(lambda events: batches.append([e.book for e in events]))
    actions.publish(BookShelved(1), BookShelved(2), BookShelved(3))

    actions.deliver_all()

    assert heard == [(n, "tests.book-shelved") for n in (1, 2, 3)]
    assert batches == [[1, 2], [3]]
    assert queries.lag() == {"tests.one": 0, "tests.many": 0}
    assert actions.deliver_all() == 0


def test_an_event_of_a_transaction_that_failed_is_never_told():
    heard = []
    subscribe(BookShelved, name="tests.one")(lambda happened, meta: heard.append(happened))
    with transaction.atomic():
        actions.publish(BookShelved(1))
        transaction.set_rollback(True)
    actions.deliver_all()
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match=r"transaction\.atomic"):
        actions.publish(BookShelved(1))
    assert OutboxEvent.objects.count() == 0


def test_a_subscriber_that_fails_is_tried_again_and_its_half_done_work_is_undone():
    attempts = []

    def handler(happened, meta):
        attempts.append(happened.book)
        assert actions.first_time("tests.one", str(meta.id))
        if len(attempts) == 1:
            raise OSError("the shelf fell over")

    subscribe(BookShelved, name="tests.one")(handler)
    actions.publish(BookShelved(7))
    assert actions.deliver("me") == 0
    cursor = Cursor.objects.get()
    assert cursor.failures == 1
    assert "the shelf fell over" in cursor.error
    assert cursor.retry_at > timezone.now()
    assert actions.deliver("me") == 0, "it pauses"
    later()
    assert actions.deliver("me") == 1, "the key of the first attempt was rolled back with it"
    assert attempts == [7, 7]
    assert Cursor.objects.get().failures == 0


def test_a_hopeless_event_is_parked_and_the_stream_goes_on_for_it_and_the_others():
    heard, others = [], []

    def handler(happened, meta):
        if happened.book == 13:
            raise ValueError("this book cannot be shelved")
        heard.append(happened.book)

    subscribe(BookShelved, name="tests.fails", attempts=3)(handler)
    subscribe(BookShelved, name="tests.other")(lambda happened, meta: others.append(happened.book))
    actions.publish(BookShelved(12), BookShelved(13), BookShelved(14))
    for _ in range(6):
        actions.deliver("me")
        later()

    assert heard == [12, 14]
    assert others == [12, 13, 14]
    parked = ParkedEvent.objects.get()
    assert (parked.subscriber, parked.payload["book"], parked.failures) == ("tests.fails", 13, 3)
    assert "this book cannot be shelved" in parked.error


def test_in_a_batch_only_the_bad_event_is_parked():
    heard = []

    def handler(events):
        if any(happened.book == 2 for happened in events):
            raise ValueError("no")
        heard.extend(happened.book for happened in events)

    subscribe(BookShelved, name="tests.batch", batch=10, attempts=2)(handler)
    actions.publish(*(BookShelved(n) for n in range(1, 6)))
    for _ in range(8):
        actions.deliver("me")
        later()
    assert heard == [1, 3, 4, 5]
    assert [parked.payload["book"] for parked in ParkedEvent.objects.all()] == [2]


def test_a_parked_event_can_be_sent_again_when_the_cause_is_mended():
    broken = [True]
    heard = []

    def handler(happened, meta):
        if broken[0]:
            raise ValueError("not yet")
        heard.append(happened.book)

    subscribe(BookShelved, name="tests.one", attempts=1)(handler)
    actions.publish(BookShelved(5))
    actions.deliver("me")
    parked = ParkedEvent.objects.get()
    with pytest.raises(ValueError, match="not yet"):
        actions.send_again(parked)
    assert ParkedEvent.objects.count() == 1
    broken[0] = False
    actions.send_again(parked)
    assert heard == [5]
    assert ParkedEvent.objects.count() == 0


def test_a_subscriber_served_by_another_process_is_left_alone_until_its_lease_runs_out():
    heard = []
    subscribe(BookShelved, name="tests.one")(lambda happened, meta: heard.append(happened.book))
    until = timezone.now() + timedelta(seconds=30)
    Cursor.objects.create(subscriber="tests.one", lease="another", leased_until=until)
    actions.publish(BookShelved(1))
    assert actions.deliver("me") == 0
    Cursor.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert actions.deliver("me") == 1
    assert heard == [1]


def test_old_events_are_pruned_but_none_that_somebody_waits_for():
    subscribe(BookShelved, name="tests.one")(lambda happened, meta: None)
    actions.publish(BookShelved(1))
    actions.deliver_all()
    actions.publish(BookShelved(2))
    OutboxEvent.objects.update(created=timezone.now() - timedelta(days=40))
    assert actions.prune() == 1
    assert [row.payload["book"] for row in OutboxEvent.objects.all()] == [2]


def test_an_event_written_by_an_older_release_is_still_understood():
    heard = []
    subscribe(BookShelved, name="tests.one")(lambda happened, meta: heard.append(happened))
    OutboxEvent.objects.create(name=name_of(BookShelved), payload={"book": 4, "colour": "red"}, created=timezone.now())
    actions.deliver_all()
    assert heard == [BookShelved(4, "A")]


def test_subscribers_may_publish_and_all_is_delivered():
    heard = []

    def handler(happened, meta):
        heard.append(happened.book)
        if happened.book < 3:
            actions.publish(BookShelved(happened.book + 1))

    subscribe(BookShelved, name="tests.chain")(handler)
    actions.publish(BookShelved(1))
    actions.deliver_all()
    assert heard == [1, 2, 3]


def test_a_quiet_stream_costs_no_write(django_assert_max_num_queries):
    subscribe(BookShelved, name="tests.one")(lambda happened, meta: None)
    actions.publish(BookShelved(1))
    actions.deliver_all()
    with django_assert_max_num_queries(2) as asked:
        assert actions.deliver("me") == 0
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
