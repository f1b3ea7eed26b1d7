"""Half a year at the desks: loans that came back, loans that are out or late, and readers who wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chorsu.catalogue.holdings.models import Item
from chorsu.lending.circulation import actions
from chorsu.lending.circulation.errors import LoanRefused
from chorsu.lending.circulation.models import Loan
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons.models import Patron
from chorsu.site.demo.chance import between
from chorsu.site.demo.timetravel import at

#: library: past loans, loans that are out, loans that are late
VOLUME = {"NLUZ": (50, 20, 6), "TSHC": (20, 9, 3), "RCHL": (12, 5, 1), "NUUL": (10, 5, 1), "FERG": (8, 3, 1), "NLV": (20, 7, 2), "HCMC": (10, 3, 1)}  # fmt: skip


@dataclass
class Desk:
    """One library on a working day: who lends, what lies on the shelves, who comes."""

    code: str
    by: Account
    items: list[Item]
    patrons: list[Patron]
    places: dict[str, Organisation]
    used: int = 0
    turn: int = 0
    refused: int = 0

    def next_item(self) -> Item:
        """A copy nobody has yet."""
        self.used += 1
        return self.items[self.used - 1]

    def next_patron(self) -> Patron:
        """Readers come by turns."""
        self.turn += 1
        return self.patrons[self.turn % len(self.patrons)]

    def branch(self, item: Item) -> Organisation:
        """Where the copy stands and is lent."""
        return next(place for place in self.places.values() if place.pk == item.branch_id)


@dataclass(order=True)
class Happening:
    """Something at a desk at a moment."""

    moment: datetime
    order: int
    what: str = field(compare=False)
    desk: Desk = field(compare=False)
    item: Item = field(compare=False)
    patron: Patron = field(compare=False)


def play(
    places: dict[str, Organisation], cast: dict[str, Account], readers: dict[str, list[Patron]], now: datetime
) -> dict[str, int]:
    """Let half a year happen, in the order of time; answers how many loans and holds there are now."""
    desks = {code: _desk(code, places, cast, readers[code], now) for code in VOLUME}
    for one in sorted(_plan(desks, now)):
        with at(one.moment):
            _do(one)
    held = _dilnoza(desks["NLUZ"], readers["NLUZ"], now) + _queues(desks, readers, now)
    return {"open": Loan.objects.count(), "holds": held, "refused": sum(desk.refused for desk in desks.values())}


def _desk(
    code: str, places: dict[str, Organisation], cast: dict[str, Account], readers: list[Patron], now: datetime
) -> Desk:
    items = (
        Item.objects.filter(
            library=places[code], access="lend", process="ready", stock="on-books", presence="present", condition="good",
            material="book", copies=1,
        )
        .select_related("record", "branch", "library")
        .order_by("pk")
    )  # fmt: skip
    by = {"NLUZ": cast["aziza"], "NLV": cast["lan"]}.get(code, cast["tam"])
    good = [one for place, one in enumerate(readers) if (one.expires is None or one.expires >= now.date()) and place not in (0, 5)]  # fmt: skip
    # Every seventh copy from the tenth on, so that the first copies stay free for whoever follows the tutorial.
    return Desk(code, by, list(items[10::3]), good, places)


def _plan(desks: dict[str, Desk], now: datetime) -> list[Happening]:
    plan: list[Happening] = []
    for code, (past, out, late) in VOLUME.items():
        desk = desks[code]
        for number in range(past + out + late):
            item, patron = desk.next_item(), desk.next_patron()
            days = (
                between(70, 175, code, number) if number < past
                else between(0, 8, code, number) if number < past + out else between(130, 150, code, number)
                if code == "NUUL" else between(34, 48, code, number)
            )  # fmt: skip
            started = now - timedelta(days=days, minutes=between(10, 420, code, number))
            plan.append(Happening(started, len(plan), "out", desk, item, patron))
            if number < past:
                back = started + timedelta(days=between(3, 24, code, number), minutes=15)
                plan.append(Happening(back, len(plan), "in", desk, item, patron))
    return plan


def _do(one: Happening) -> None:
    branch = one.desk.branch(one.item)
    if one.what == "out":
        try:
            actions.check_out(one.item, one.patron, branch, one.desk.by)
        except LoanRefused:
            one.desk.refused += 1
    elif Loan.objects.filter(item=one.item).exists():
        actions.check_in(one.item, branch, one.desk.by)


def _dilnoza(desk: Desk, readers: list[Patron], now: datetime) -> int:
    """Dilnoza reads: two past loans in her history, one renewed, one late, one fresh, a hold ready and one waiting."""
    me, branch = readers[0], desk.places["NLUZ-LEND"]
    for days, back in ((90, 78), (60, 49)):
        item = _lent_here(desk, branch)
        with at(now - timedelta(days=days)):
            actions.check_out(item, me, branch, desk.by)
        with at(now - timedelta(days=back)):
            actions.check_in(item, branch, desk.by)
    with at(now - timedelta(days=16)):
        actions.check_out(_lent_here(desk, branch), me, branch, desk.by)
    with at(now - timedelta(days=12)):
        renewed = actions.check_out(_lent_here(desk, branch), me, branch, desk.by)
    with at(now - timedelta(days=3)):
        actions.check_out(_lent_here(desk, branch), me, branch, desk.by)
    with at(now - timedelta(days=1)):
        actions.renew(renewed, desk.by)
    return 0


def _lent_here(desk: Desk, branch: Organisation) -> Item:
    while (item := desk.next_item()).branch_id != branch.pk:
        pass
    return item


def _queues(desks: dict[str, Desk], readers: dict[str, list[Patron]], now: datetime) -> int:
    """Queues for what is out; copies on the hold shelf and on their way between branches."""
    made = 0
    for code, titles, pickups in (("NLUZ", 4, ("NLUZ-LEND", "NLUZ-READ")), ("TSHC", 3, ("TSHC-YUNU", "TSHC-CHIL")), ("NLV", 2, ("NLV-LEND", "NLV-READ")), ("HCMC", 1, ("HCMC-TDUC", "HCMC-MAIN"))):  # fmt: skip
        desk = desks[code]
        loans = list(
            Loan.objects.filter(item__library=desk.places[code], due__gte=now.date())
            .exclude(patron=readers[code][0]).select_related("item__record", "item__branch", "item__library", "patron")
            .order_by("pk")
        )  # fmt: skip
        waiting = iter([one for one in desk.patrons if not Loan.objects.filter(patron=one).exists()] + desk.patrons)
        seen: set[int] = set()
        done = 0
        for loan in loans:
            if loan.item.record_id in seen or done == titles:
                continue
            seen.add(loan.item.record_id)
            queue = [readers[code][0]] if done == 0 and code in ("NLUZ", "NLV") else []
            queue += [next(waiting) for _ in range(2 if done else 1)]
            made += _hold(desk, loan, queue, done, pickups, now)
            done += 1
    return made


def _hold(desk: Desk, loan: Loan, queue: list[Patron], number: int, pickups: tuple[str, str], now: datetime) -> int:
    """The first title of a library comes back for the shelf, the second travels, for the others people wait."""
    record, item = loan.item.record, loan.item
    home = desk.branch(item)
    placed = 0
    for place, patron in enumerate(queue):
        pickup = home if number == 0 else desk.places[pickups[place % 2]]
        if number == 1 and pickup.pk == home.pk:
            pickup = desk.places[pickups[(place + 1) % 2]]
        with at(now - timedelta(hours=30 - placed - number)):
            if patron.pk == loan.patron_id or Loan.objects.filter(patron=patron, item__record=record).exists():
                continue
            actions.place_hold(record, patron, pickup, desk.by)
        placed += 1
    if number in (0, 1) and placed:
        with at(now - timedelta(hours=2)):
            actions.check_in(item, home, desk.by)
    return placed
