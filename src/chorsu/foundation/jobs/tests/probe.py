"""Run by tests as a process of its own: migrates nothing, declares a slow job or a slow subscriber, and works.

python -m chorsu.foundation.jobs.tests.probe jobs|events|once
"""

import os
import sys
import time
from pathlib import Path


def main(part: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chorsu.site.settings")
    import django

    django.setup()
    from django.db import transaction

    from chorsu.foundation.audit import actions as audit
    from chorsu.foundation.events.subscribing import SUBSCRIBERS, subscribe
    from chorsu.foundation.events.tests.makers import BookShelved
    from chorsu.foundation.jobs import worker
    from chorsu.foundation.jobs.registry import job

    SUBSCRIBERS.clear()
    seen = Path(os.environ["CHORSU_DATA_DIR"]) / "seen"

    @job("tests.slow")
    def slow(running, steps, pause):
        for number in range(running.state.get("next", 0), steps):
            running.stopped()
            with transaction.atomic():
                audit.record(None, "tests.step", str(number))
                time.sleep(pause / 2)
                running.checkpoint({"next": number + 1})
            running.progress(number + 1, steps)
            time.sleep(pause / 2)
        return {"steps": steps}

    @subscribe(BookShelved, name="tests.slow")
    def hear(happened, meta):
        audit.record(None, "tests.heard", str(happened.book))
        with seen.open("a") as file:
            file.write(f"{happened.book}\n")
        if not (seen.parent / "go").exists():
            time.sleep(60)

    if part == "events":
        worker.deliver_events()
    elif part == "once":
        worker.run_jobs(once=True)
    else:
        worker.run_jobs()


if __name__ == "__main__":
    main(sys.argv[1])
