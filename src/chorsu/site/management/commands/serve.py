"""`chorsu serve`: the whole installation on one machine, in one command: pages, workers and schedule."""

import json
import os
import socket
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from chorsu.foundation.jobs.supervising import Child, Supervisor


class Command(BaseCommand):
    """Brings the tables and static files up to date, then keeps all processes running."""

    help = "Serve everything from this machine: pages, API, background work and schedule. Ctrl-C stops all of it."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--processes", type=int, default=1, help="web processes")
        parser.add_argument("--workers", type=int, default=settings.WORKER_PROCESSES, help="processes that run jobs")

    def handle(self, *, host, port, processes, workers, **options):
        from chorsu.site.management.commands.worker import children

        self._port_is_free(host, port)
        prepare(self.stdout)
        web = ["web", "--host", host, "--port", str(port), "--processes", str(processes)]
        everybody = [Child("The web server", web), *children(workers), Child("The scheduler", ["scheduler"])]
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - only compared
        self.stdout.write(self.style.SUCCESS(f"Chorsu is at http://{shown}:{port}/ — Ctrl-C stops it."))
        self.stdout.flush()
        Supervisor(everybody).run()
        self.stdout.write("Stopped.")

    def _port_is_free(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: chorsu serve --port {port + 1}",
                    returncode=2,
                ) from error


def prepare(out) -> None:
    """Bring tables and static files up to date, when they are not."""
    from chorsu.foundation.api.health import unapplied

    waiting = unapplied()
    if waiting:
        out.write(f"Bringing the tables up to date ({len(waiting)} steps) …")
        call_command("migrate", interactive=False, verbosity=0)
    if not settings.DEBUG and static_is_old():
        out.write("Collecting the static files …")
        call_command("collectstatic", interactive=False, verbosity=0)


def static_is_old() -> bool:
    """Whether a static file is missing from STATIC_ROOT, or changed since it was collected."""
    from django.contrib.staticfiles.finders import get_finders

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    try:
        known = json.loads(manifest.read_text())["paths"]
        collected = manifest.stat().st_mtime
    except (OSError, ValueError, KeyError):
        return True
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name.replace("\\", "/") not in known or os.path.getmtime(storage.path(name)) > collected:
                return True
    return False
