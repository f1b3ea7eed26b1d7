"""`chorsu scheduler`: starts scheduled jobs. Several may run; each slot is started once."""

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Keeps the schedule."""

    help = "Start scheduled jobs until stopped (SIGTERM or Ctrl-C)."

    def handle(self, **options):
        from chorsu.foundation.jobs.worker import keep_schedule

        keep_schedule()
