"""The one gate: every page, file, text, snippet, feed and API asks here before it shows anything of an object."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chorsu.archive.rights import rules
from chorsu.archive.rights.models import Condition
from chorsu.archive.rights.rules import Asker, Decision, Terms
from chorsu.kernel import clock
from chorsu.people.accounts import queries as accounts
from chorsu.people.accounts.models import Account
from chorsu.people.libraries import queries as libraries
from chorsu.people.libraries.models import Organisation

# Whoever holds this right at the holding library sees its objects whatever the conditions.
STAFF_RIGHT = "archive.access"


def decide(viewer, object, action: str) -> Decision:
    """Whether `viewer` (`accounts.queries.viewer(request)`, or None for nobody known) may do `action` with `object`.

    `object` is a digital object or its number; `action` is discover, read, page, text, download or snippet.
    """
    condition = condition_of(object)
    if condition is None:
        terms, library = _default_terms(object)
    else:
        terms, library = terms_of(condition), condition.library
    decision = rules.decide(_asker(viewer, [library] if library else []), terms, action, _today(library))
    if not decision and _is_staff(viewer, library):
        return rules.GRANTED
    return decision


def decide_many(viewer, objects: Iterable, action: str) -> dict[int, Decision]:
    """The gate for a list, in two queries and one a refused library: object number → decision."""
    numbers = [_number(one) for one in objects]
    conditions = Condition.objects.select_related("library").in_bulk(numbers)
    asker = _asker(viewer, {condition.library for condition in conditions.values()})
    days, staff, found = {}, {}, {}
    for number in numbers:
        condition = conditions.get(number)
        if condition is None:
            found[number] = decide(viewer, number, action)
            continue
        library = condition.library
        today = days.setdefault(library.pk, _today(library))
        decision = rules.decide(asker, terms_of(condition), action, today)
        if not decision:
            if library.pk not in staff:
                staff[library.pk] = _is_staff(viewer, library)
            decision = rules.GRANTED if staff[library.pk] else decision
        found[number] = decision
    return found


def access_class(object) -> str:
    """public, signed-in, on-site or closed: what holds today, for badges and the index."""
    return access_classes([object])[_number(object)]


def access_classes(objects: Iterable) -> dict[int, str]:
    """Object number → the class that holds today; unknown objects are closed."""
    numbers = [_number(one) for one in objects]
    found = dict.fromkeys(numbers, rules.CLOSED)
    days: dict[int, date] = {}
    for condition in Condition.objects.select_related("library").filter(pk__in=numbers):
        today = days.setdefault(condition.library_id, _today(condition.library))
        found[condition.pk] = rules.access_on(terms_of(condition), today)
    return found


def condition_of(object) -> Condition | None:
    """The row of conditions of an object, None when none was set."""
    return Condition.objects.select_related("library").filter(pk=_number(object)).first()


def terms_of(condition: Condition) -> Terms:
    """A row as plain values."""
    return Terms(
        condition.library_id,
        condition.access,
        condition.embargo_until,
        condition.embargo_access,
        condition.withdrawn,
    )


def default_access(library: Organisation) -> str:
    """What the library's setting `archive.access` says for objects without conditions of their own; else closed."""
    chosen = libraries.setting(library, "archive.access")
    return chosen if chosen in rules.CLASSES else rules.CLOSED


def _default_terms(object) -> tuple[Terms, Organisation | None]:
    library = getattr(object, "library", None)
    if library is None:
        return Terms(0), None
    return Terms(library.pk, default_access(library)), library


def _today(library: Organisation | None) -> date:
    zone = getattr(library, "timezone", "") or "Asia/Tashkent"
    return clock.today(zone)


def _asker(viewer, holders: Iterable[Organisation]) -> Asker:
    """The viewer as plain values; who sits in a branch's reading room sits in the library."""
    if viewer is None:
        return Asker()
    inside = frozenset(viewer.on_site or ())
    if inside and any(holder.pk not in inside for holder in holders):
        paths = list(Organisation.objects.filter(pk__in=inside).values_list("path", flat=True))
        inside |= {holder.pk for holder in holders if any(path.startswith(holder.path) for path in paths)}
    return Asker(viewer.account_id is not None, inside)


def _is_staff(viewer, library: Organisation | None) -> bool:
    if viewer is None or not viewer.account_id or library is None:
        return False
    account = Account.objects.filter(pk=viewer.account_id, is_active=True).first()
    return bool(account and accounts.may(account, STAFF_RIGHT, library))


def _number(object) -> int:
    return object if isinstance(object, int) else object.pk
