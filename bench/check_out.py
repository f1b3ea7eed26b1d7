"""Check-out through the action on PostgreSQL: eight clients at once, beside pgbench on the same server in the same run."""

import argparse
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time

from _machine import machine, percentile
from _postgresql import server

CLIENTS = 8


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chorsu bench check-out")
    parser.add_argument("--records", type=int, default=20_000, help="items in the library")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(argv)


def fill(items: int) -> None:
    """A library with a desk, readers and copies."""
    from chorsu.catalogue.holdings.models import Holding, Item
    from chorsu.catalogue.records.models import Record
    from chorsu.lending.circulation.models import Rule
    from chorsu.people.accounts.models import Account, Membership
    from chorsu.people.libraries.models import Organisation
    from chorsu.people.patrons.models import Patron, PatronCategory

    network = Organisation.objects.create(code="NET", kind="network", names={"en": "Network"})
    Organisation.objects.filter(pk=network.pk).update(path=f"/{network.pk}/")
    library = Organisation.objects.create(code="NLUZ", kind="library", parent=network, names={"en": "Library"})
    library.path = f"/{network.pk}/{library.pk}/"
    library.save()
    category = PatronCategory.objects.create(code="adult", names={"en": "Adult"})
    Patron.objects.bulk_create(
        (Patron(home_library=library, family_name=f"Reader {n}", category=category, name_key=f"reader {n}") for n in range(items // 4)),
        batch_size=2000,
    )  # fmt: skip
    record = Record.objects.create(title="Oʻtkan kunlar", description={"kind": "book"})
    holding = Holding.objects.create(record=record, branch=library)
    Item.objects.bulk_create(
        (
            Item(holding=holding, record=record, library=library, branch=library, barcode=f"B{n:08d}")
            for n in range(items)
        ),
        batch_size=2000,
    )
    for number in range(60):
        Rule.objects.create(name=f"rule {number}", place=library if number % 2 else None, category="adult" if number % 3 else "student",
                            terms={"days": 14 + number % 7, "limit": 1000})  # fmt: skip
    account = Account.objects.create(username="aziza")
    Membership.objects.create(account=account, organisation=library, role="desk")


def client(number: int, seconds: int, ready, answers) -> None:
    """One desk: lends its own share of the copies, one after another."""
    import django

    django.setup()
    from chorsu.catalogue.holdings.models import Item
    from chorsu.lending.circulation.actions import check_out
    from chorsu.people.accounts.models import Account
    from chorsu.people.libraries.models import Organisation
    from chorsu.people.patrons.models import Patron

    library = Organisation.objects.get(code="NLUZ")
    aziza = Account.objects.get(username="aziza")
    patrons = list(Patron.objects.select_related("category").order_by("pk")[number::CLIENTS][:500])
    items = Item.objects.filter(pk__gt=0).order_by("pk").values_list("barcode", flat=True)[number::CLIENTS]
    items = list(items)
    times: list[float] = []
    ready.wait()  # all desks open at the same moment
    until = time.time() + seconds
    for index, barcode in enumerate(items):
        if time.time() > until:
            break
        start = time.perf_counter()
        item = Item.objects.get(library=library, barcode=barcode)
        check_out(item, patrons[index % len(patrons)], library, aziza)
        times.append((time.perf_counter() - start) * 1000)
    answers.put(times)


def main(argv: list[str]) -> None:
    """Prints the figures: p95 of a check-out in ms; loans/s beside pgbench's transactions/s."""
    options = arguments(argv)
    with server() as (address, programs, port), tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            CHORSU_DATABASE_URL=address, CHORSU_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="chorsu.site.settings"
        )
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        pgbench = [str(programs / "pgbench"), "-h", "127.0.0.1", "-p", str(port), "-U", "chorsu"]
        subprocess.run([*pgbench, "-i", "-s", "10", "postgres"], **quiet)
        bare = subprocess.run(
            [*pgbench, "-c", str(CLIENTS), "-j", "2", "-T", str(options.seconds), "postgres"], check=True, capture_output=True, text=True
        ).stdout  # fmt: skip
        limit = float(re.search(r"tps = ([\d.]+)", bare).group(1))
        # A fresh interpreter: this one may have read the settings of another database already.
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from chorsu.site.cli import main; import sys; sys.argv = ['chorsu', 'migrate']; main()",
            ],
            **quiet,
        )
        subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); import check_out; check_out.fill({options.records})"],
            check=True, env={**os.environ, "PYTHONPATH": os.path.dirname(os.path.abspath(__file__))},
        )  # fmt: skip
        context = multiprocessing.get_context("spawn")
        answers = context.Queue()
        ready = context.Barrier(CLIENTS + 1)
        desks = [
            context.Process(target=client, args=(number, options.seconds, ready, answers)) for number in range(CLIENTS)
        ]
        for desk in desks:
            desk.start()
        ready.wait()
        started = time.time()
        times = [value for _ in desks for value in answers.get(timeout=options.seconds + 60)]
        for desk in desks:
            desk.join()
        seconds = time.time() - started
    rate = len(times) / max(seconds, 1)
    result = {
        "figure": round(rate, 1), "unit": "loans/s", "limit": round(limit, 1), "ratio": round(rate / limit, 3), "machine": machine(),
        "clients": CLIENTS, "p50_ms": round(percentile(times, 0.5), 1), "p95_ms": round(percentile(times, 0.95), 1),
        "loans": len(times), "limit_is": "pgbench TPC-B transactions/s, same server, same clients",
    }  # fmt: skip
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
