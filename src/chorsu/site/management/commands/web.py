"""`chorsu web`: the pages and the API, served by granian (WSGI, blocking threads)."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Serves pages and API."""

    help = "Serve the pages and the API until stopped (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--processes", type=int, default=1, help="web processes")
        parser.add_argument("--threads", type=int, default=4, help="requests at once in each process")

    def handle(self, *, host, port, processes, threads, **options):
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        from chorsu.foundation.jobs.supervising import die_with_parent

        die_with_parent()
        os.environ["CHORSU_SUPERVISED"] = str(os.getpid())  # for the request processes below this one
        if processes > 1:
            figures = Path(settings.DATA_DIR) / "run" / f"metrics-{port}"
            shutil.rmtree(figures, ignore_errors=True)
            figures.mkdir(parents=True)
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(figures)
        Granian(
            "chorsu.site.management.commands._wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=threads,
            backlog=1024,
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
        ).serve()
