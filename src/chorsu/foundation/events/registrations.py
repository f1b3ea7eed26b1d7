"""What the outbox tells those who watch: how far subscribers lag, and what was put aside."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily

from chorsu.foundation.api import health, metrics
from chorsu.foundation.events import queries

LATE = 300  # seconds


def delivery() -> health.Answer:
    """Whether events arrive within five minutes. Late ones make the search old, but close no door."""
    behind, parked = queries.seconds_behind(), queries.parked().count()
    text = f"The oldest undelivered event is {behind:.0f} s old; {parked} are put aside."
    return health.Answer(behind < LATE, text, essential=False)


def gauges() -> Iterable[GaugeMetricFamily]:
    """Events waiting for each subscriber, the age of the oldest, and those put aside."""
    waiting = GaugeMetricFamily("chorsu_events_waiting", "Events a subscriber has to take.", labels=["subscriber"])
    for name, number in queries.lag().items():
        waiting.add_metric([name], number)
    yield waiting
    yield GaugeMetricFamily("chorsu_events_lag_seconds", "Age of the oldest event waiting.", queries.seconds_behind())
    yield GaugeMetricFamily("chorsu_events_parked", "Events put aside.", queries.parked().count())


health.register("events", delivery)
metrics.register(gauges)
