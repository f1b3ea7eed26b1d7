"""Finding readers: by card, by name in any script, within what the asking account may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from chorsu.language.folding import tokens
from chorsu.people.accounts.queries import may, visible
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import library_of, local_now
from chorsu.people.patrons.errors import AmbiguousCard, UnknownCard, UnknownPatron
from chorsu.people.patrons.models import Block, Card, Patron, PatronCategory


def by_card(number: str, library: Organisation | None = None) -> Patron:
    """The reader with this card; lost cards count, `blocks` and the card's `active` tell the desk.

    The same number may have been issued by several libraries: one issued in `library` (or under it) wins, then one
    issued nearest above it. Raises UnknownCard, and AmbiguousCard (with `choices`) when it must be asked.
    """
    return card(number, library).patron


def card(number: str, library: Organisation | None = None) -> Card:
    """The card itself; see `by_card`."""
    number = "".join((number or "").split())[:64]
    if not number or "\x00" in number:
        raise UnknownCard(number=number)
    found = list(
        Card.objects.filter(number=number).select_related(
            "library", "patron__category", "patron__home_library", "patron__account"
        )
    )
    if not found:
        raise UnknownCard(number=number)
    return found[0] if len(found) == 1 else _nearest(found, number, library)


def get(number: int, account: Any = None) -> Patron:
    """The reader with this id; with an account, only where that account may see readers. Raises UnknownPatron."""
    rows = Patron.objects.select_related("home_library", "category", "account")
    if account is not None:
        rows = rows.filter(_seen_by(account))
    found = rows.filter(pk=number).first()
    if found is None:
        raise UnknownPatron()
    return found


def of_account(account: Any) -> Patron | None:
    """The reader behind an account, if it has one."""
    if not getattr(account, "is_authenticated", False):
        return None
    return Patron.objects.select_related("home_library", "category").filter(account_id=account.pk).first()


def seen_by(account: Any) -> QuerySet[Patron]:
    """The readers this account may see: those of its libraries, and those who agreed to be known network-wide."""
    return Patron.objects.filter(_seen_by(account), erased=None)


def find(rows: QuerySet[Patron], words: str = "", card: str = "") -> QuerySet[Patron]:
    """Readers whose name holds every word, in whichever script it is typed, or whose card begins with it."""
    if card:
        rows = rows.filter(cards__number="".join(card.split())[:64])
    words = words.replace("\x00", " ").strip()
    if words:
        named = Q()
        for token in tokens(words)[:6]:
            named &= Q(name_key__startswith=token) | Q(name_key__contains=" " + token)
        number = "".join(words.split())[:64]
        by_number = Card.objects.filter(number=number).values("patron_id")
        rows = rows.filter((named if named else Q(pk__in=[])) | Q(pk__in=by_number))
    return rows.order_by("name_key", "pk")


def listed(rows: QuerySet[Patron]) -> QuerySet[Patron]:
    """With everything a list of readers shows, in a fixed number of queries: `open_cards`, `open_blocks`."""
    return rows.select_related("home_library", "category", "account").prefetch_related(
        Prefetch("cards", Card.objects.filter(active=True).select_related("library"), to_attr="open_cards"),
        Prefetch("blocks", Block.objects.filter(_in_force()).select_related("library"), to_attr="open_blocks"),
    )


def blocks(patron: Patron, library: Organisation | None = None) -> list[Block]:
    """The blocks in force: all, or those that bind at `library` (set at it, above it, or in the same library)."""
    rows = list(Block.objects.filter(_in_force(), patron=patron).select_related("library"))
    if library is None:
        return rows
    home = library_of(library)
    return [row for row in rows if home.path.startswith(row.library.path) or row.library.path.startswith(home.path)]


def expired(patron: Patron, on: date | None = None) -> bool:
    """Whether the registration has run out; it holds to the end of its last day."""
    day = on or local_now(patron.home_library).date()
    return patron.expires is not None and patron.expires < day


def categories(library: Organisation | None) -> QuerySet[PatronCategory]:
    """The active categories a library may use: its own, those of places above it, those of the network."""
    above = library.path_ids if library is not None else []
    return PatronCategory.objects.filter(Q(library=None) | Q(library_id__in=above), active=True)


def same_person(folded_name: str, birth_date: date | None, apart_from: int | None = None) -> QuerySet[Patron]:
    """Readers with the same folded name and date of birth: perhaps the same person."""
    if birth_date is None:
        return Patron.objects.none()
    return Patron.objects.filter(name_key=folded_name, birth_date=birth_date, erased=None).exclude(pk=apart_from)


def age(patron: Patron, on: date | None = None) -> int | None:
    """Full years, or None when the date of birth is not known."""
    if patron.birth_date is None:
        return None
    day = on or timezone.localdate()
    born = patron.birth_date
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def home_libraries(account_id: int) -> Iterable[int]:
    """The library an account's reader belongs to, with those above it up to the library (see accounts.ports)."""
    return Patron.objects.filter(account_id=account_id, erased=None).values_list("home_library_id", flat=True)


def _seen_by(account: Any) -> Q:
    seen = visible(account, "patrons.see", "home_library")
    return seen | Q(network_wide=True) if may(account, "patrons.see") else seen


def _in_force() -> Q:
    return Q(lifted=None) & (Q(until=None) | Q(until__gte=timezone.localdate()))


def _nearest(found: list[Card], number: str, library: Organisation | None) -> Card:
    if library is not None:
        home = library_of(library)
        inside = [one for one in found if one.library.path.startswith(home.path)]
        if len(inside) == 1:
            return inside[0]
        above = [one for one in found if home.path.startswith(one.library.path)]
        if not inside and above:
            return max(above, key=lambda one: len(one.library.path))
    error = AmbiguousCard(number=number, count=len(found))
    error.choices = tuple(found)
    raise error
