"""What background work tells others: its menu item, whether workers live, and its figures."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from prometheus_client.core import GaugeMetricFamily

from chorsu.foundation.api import health, metrics
from chorsu.foundation.jobs import queries
from chorsu.foundation.jobs.models import Job
from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

menus.add(
    MenuItem(place="admin", label=_("Background jobs"), url_name="jobs", right="jobs.see", section="network", order=80)
)


def workers() -> health.Answer:
    """Whether workers were heard within two minutes. Without them pages still serve, so it closes no door."""
    alive = {kind: number for kind, number in queries.workers_alive().items() if number}
    if not alive:
        text = "No worker has been heard for two minutes; run “chorsu worker”."
        return health.Answer(False, text, essential=False)
    missing = [kind for kind in ("jobs", "events") if kind not in alive]
    if missing:
        text = f"No worker for {' and '.join(missing)} has been heard for two minutes."
        return health.Answer(False, text, essential=False)
    return health.Answer(True, f"{sum(alive.values())} workers alive.", essential=False)


def gauges() -> Iterable[GaugeMetricFamily]:
    """Jobs by queue and state, the oldest that is due, workers alive."""
    by_state = GaugeMetricFamily("chorsu_jobs", "Jobs by queue and state.", labels=["queue", "state"])
    for row in Job.objects.values("queue", "state").annotate(number=Count("pk")).order_by():
        by_state.add_metric([row["queue"], row["state"]], row["number"])
    yield by_state
    yield GaugeMetricFamily("chorsu_jobs_oldest_seconds", "Age of the oldest job due.", queries.oldest_due_seconds())
    alive = GaugeMetricFamily("chorsu_workers", "Workers alive.", labels=["kind"])
    for kind, number in queries.workers_alive().items():
        alive.add_metric([kind], number)
    yield alive


health.register("workers", workers)
metrics.register(gauges)
