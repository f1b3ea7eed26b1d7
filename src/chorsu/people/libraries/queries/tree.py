"""Finding organisations: by code, above, below, and by words in any script."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from chorsu.language.folding import tokens
from chorsu.people.libraries.errors import UnknownLibrary
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import cache


def by_code(code: str) -> Organisation:
    """The organisation with this code (capital letters matter not). Raises UnknownLibrary."""
    code = (code or "").strip()
    found = Organisation.objects.filter(code=code).first() or Organisation.objects.filter(code__iexact=code).first()
    if found is None:
        raise UnknownLibrary(library=code[:40])
    return found


def by_codes(codes: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of several codes in one query; unknown codes are left out."""
    return {row.code: row for row in Organisation.objects.filter(code__in=list(codes))}


def get(number: int) -> Organisation:
    """The organisation with this id. Raises UnknownLibrary."""
    found = Organisation.objects.filter(pk=number).first()
    if found is None:
        raise UnknownLibrary(library=str(number))
    return found


def subtree(org: Organisation) -> QuerySet[Organisation]:
    """The organisation and everything under it."""
    return Organisation.objects.filter(path__startswith=org.path)


def subtree_ids(org: Organisation) -> frozenset[int]:
    """The ids of the subtree, kept in memory: for filters of big tables that would join otherwise."""
    kept = cache.table("subtree")
    if org.pk not in kept:
        kept[org.pk] = frozenset(subtree(org).order_by().values_list("pk", flat=True))
    return kept[org.pk]


def in_subtrees(roots: Iterable[Organisation], field: str = "") -> Q:
    """A condition: the organisation (or the one in `field`) stands in one of the subtrees; none without roots."""
    name = f"{field}__path__startswith" if field else "path__startswith"
    return reduce(or_, (Q(**{name: root.path}) for root in roots), Q(pk__in=[]))


def ancestors(org: Organisation) -> list[Organisation]:
    """Those above, from the root down, without the organisation itself."""
    above = org.path_ids[:-1]
    found = Organisation.objects.in_bulk(above) if above else {}
    return [found[number] for number in above if number in found]


def library_of(org: Organisation) -> Organisation:
    """The library an organisation belongs to: itself or the nearest library above it, else itself."""
    if org.kind == Organisation.Kind.LIBRARY:
        return org
    kept = cache.table("library_of")
    if org.pk not in kept:
        above = [row for row in ancestors(org) if row.kind == Organisation.Kind.LIBRARY]
        kept[org.pk] = above[-1].pk if above else org.pk
    return org if kept[org.pk] == org.pk else Organisation.objects.get(pk=kept[org.pk])


def all_libraries() -> QuerySet[Organisation]:
    """Every active library of the network, by name."""
    return Organisation.objects.filter(kind=Organisation.Kind.LIBRARY, active=True)


def branches(library: Organisation) -> QuerySet[Organisation]:
    """The active branches under a library."""
    return subtree(library).filter(kind=Organisation.Kind.BRANCH, active=True).exclude(pk=library.pk)


def find(
    words: str = "", *, kind: str = "", under: Organisation | None = None, place: str = ""
) -> QuerySet[Organisation]:
    """Active organisations whose name, code or place holds all words, whichever script they are typed in."""
    rows = Organisation.objects.filter(active=True)
    if kind:
        rows = rows.filter(kind=kind)
    if under is not None:
        rows = rows.filter(path__startswith=under.path)
    if place:
        rows = rows.filter(place=place)
    for token in tokens(words)[:8]:
        rows = rows.filter(folded__contains=token)
    return rows
