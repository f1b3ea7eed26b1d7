"""Many desks at one copy, with real concurrency: PostgreSQL only, SQLite lets one writer in at a time anyway."""

import threading

import pytest
from django.db import connection, connections

from chorsu.foundation.events.models import OutboxEvent
from chorsu.lending.circulation import actions
from chorsu.lending.circulation.errors import LoanRefused
from chorsu.lending.circulation.models import Loan
from chorsu.lending.circulation.tests.makers import make_desk
from chorsu.people.patrons.tests.makers import make_patron

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_twelve_desks_at_one_copy_exactly_one_lends_it():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: this run is on SQLite")
    desk = make_desk()
    readers = [make_patron(desk.library, f"Reader{number}") for number in range(12)]
    together = threading.Barrier(len(readers))
    outcomes = []

    def lend(reader):
        try:
            together.wait()
            actions.check_out(desk.item, reader, desk.branch, desk.aziza)
            outcomes.append("lent")
        except LoanRefused as refused:
            outcomes.extend(refused.codes)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=lend, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["circulation.on-loan"] * 11 + ["lent"]
    assert Loan.objects.count() == 1
    assert OutboxEvent.objects.filter(name="circulation.loan-started").count() == 1
