"""`chorsu worker`: runs background jobs and delivers events, each in a process of its own that is kept alive."""

from django.conf import settings
from django.core.management.base import BaseCommand

from chorsu.foundation.jobs.supervising import Child, Supervisor


class Command(BaseCommand):
    """One process that delivers events and so many that run jobs."""

    help = "Run background jobs and deliver events until stopped (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser):
        parser.add_argument("--processes", type=int, default=settings.WORKER_PROCESSES, help="processes that run jobs")
        parser.add_argument("--queues", default="", help="only these queues, separated by commas")
        parser.add_argument("--no-events", action="store_true", help="leave the events to another machine")
        parser.add_argument("--once", action="store_true", help="do what is due in this process, then end")
        parser.add_argument("--as", dest="part", choices=["jobs", "events"], help="be one part only, unsupervised")

    def handle(self, *, processes, queues, no_events, once, part, **options):
        from chorsu.foundation.jobs import worker

        wanted = [queue.strip() for queue in queues.split(",") if queue.strip()]
        if once:
            if not no_events:
                worker.deliver_events(once=True)
            worker.run_jobs(wanted, once=True)
            return
        if part == "jobs":
            worker.run_jobs(wanted)
        elif part == "events":
            worker.deliver_events()
        else:
            Supervisor(children(processes, queues, events=not no_events)).run()


def children(processes: int, queues: str = "", events: bool = True) -> list[Child]:
    """The processes of a worker."""
    found = [Child("The deliverer of events", ["worker", "--as", "events"])] if events else []
    words = ["worker", "--as", "jobs", *(["--queues", queues] if queues else [])]
    found += [Child(f"Worker {number}", list(words)) for number in range(1, processes + 1)]
    return found
