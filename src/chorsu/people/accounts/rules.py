"""Which role may do what. A right holds at the organisation where the role is held and in everything under it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from chorsu.kernel.addresses import within

READER = "reader"
DESK = "desk"
CATALOGUER = "cataloguer"
ARCHIVIST = "archivist"
MANAGER = "manager"
NETWORK_ADMINISTRATOR = "network-administrator"

#: What everybody who works in a library may do: enter the staff pages.
_STAFF = frozenset({"staff.work", "jobs.see"})

_DESK = _STAFF | {
    "circulation.lend",
    "circulation.see",
    "circulation.holds",
    "patrons.see",
    "patrons.edit",
    "holdings.see",
}
_CATALOGUER = _STAFF | {
    "records.see",
    "records.edit",
    "records.import",
    "records.export",
    "records.merge",
    "matching.decide",
    "authorities.edit",
    "holdings.see",
    "holdings.edit",
}
_ARCHIVIST = _STAFF | {
    "records.see",
    "holdings.see",
    "archive.see",
    "archive.ingest",
    "archive.edit",
    "archive.access",
    "archive.rights",
    "archive.withdraw",
    "archive.verify",
}
_MANAGER = (
    _DESK
    | _CATALOGUER
    | _ARCHIVIST
    | {
        "libraries.manage",
        "accounts.manage",
        "audit.see",
        "circulation.rules",
        "circulation.override",
        "patrons.erase",
        "patrons.categories",
        "programmes.manage",
        "reports.see",
        "jobs.manage",
    }
)

#: Rights of the whole network, held only at its root.
_NETWORK = frozenset({"network.manage", "search.manage", "events.manage", "system.see"})

RIGHTS: dict[str, frozenset[str]] = {
    READER: frozenset(),
    DESK: frozenset(_DESK),
    CATALOGUER: frozenset(_CATALOGUER),
    ARCHIVIST: frozenset(_ARCHIVIST),
    MANAGER: frozenset(_MANAGER),
    NETWORK_ADMINISTRATOR: frozenset(_MANAGER | _NETWORK),
}

STAFF_ROLES = frozenset(role for role, rights in RIGHTS.items() if "staff.work" in rights)


def roles_with(right: str) -> frozenset[str]:
    """The roles that hold a right. The network administrator holds every right, also those of rooms added later.

    >>> sorted(roles_with("circulation.lend"))
    ['desk', 'manager', 'network-administrator']
    >>> sorted(roles_with("a-new-room.a-new-right"))
    ['network-administrator']
    """
    return frozenset(role for role, rights in RIGHTS.items() if right in rights) | {NETWORK_ADMINISTRATOR}


def allowed(held: Iterable[tuple[str, str]], right: str, path: str | None) -> bool:
    """Whether roles held at paths give a right at `path`, or anywhere when `path` is None.

    >>> desk = [("desk", "/1/5/")]
    >>> allowed(desk, "circulation.lend", "/1/5/9/"), allowed(desk, "circulation.lend", "/1/50/"), allowed(desk, "records.edit", None)
    (True, False, False)
    """
    roles = roles_with(right)
    return any(role in roles and (path is None or path.startswith(place)) for role, place in held)


def may_grant(held: Iterable[tuple[str, str]], role: str, path: str) -> bool:
    """Whether somebody may give or take `role` at `path`: he manages accounts there and holds all its rights himself.

    Nobody can make anybody more than he is.

    >>> manager = [("manager", "/1/5/")]
    >>> may_grant(manager, "desk", "/1/5/"), may_grant(manager, "network-administrator", "/1/5/"), may_grant(manager, "desk", "/1/")
    (True, False, False)
    """
    if role not in RIGHTS:
        return False
    here = [(own, place) for own, place in held if path.startswith(place)]
    own_rights = frozenset().union(*(RIGHTS[own] for own, _place in here if own in RIGHTS)) if here else frozenset()
    if not allowed(here, "accounts.manage", path):
        return False
    if role == NETWORK_ADMINISTRATOR:
        return any(own == NETWORK_ADMINISTRATOR for own, _place in here)
    return RIGHTS[role] <= own_rights


def top_places(paths: Iterable[str]) -> list[str]:
    """The paths without those that stand under another of them.

    >>> top_places(["/1/5/9/", "/1/5/", "/1/7/"])
    ['/1/5/', '/1/7/']
    """
    tops: list[str] = []
    for path in sorted(set(paths), key=lambda one: (len(one), one)):
        if not any(path.startswith(top) for top in tops):
            tops.append(path)
    return tops


def network_text(cidr: str) -> str:
    """An address range in its usual form. Raises ValueError when it is none, or so wide that it means everybody.

    >>> network_text("195.158.1.7/24"), network_text("10.0.0.5")
    ('195.158.1.0/24', '10.0.0.5/32')
    """
    network = ipaddress.ip_network(cidr.strip(), strict=False)
    if network.prefixlen < (8 if network.version == 4 else 20):
        raise ValueError(cidr)
    return str(network)


def networks_holding(address: str, networks: Iterable[tuple[int, str]]) -> frozenset[int]:
    """The numbers (of organisations) whose networks hold the address; none for an address that is no address.

    >>> networks_holding("195.158.1.7", [(5, "195.158.1.0/24"), (7, "10.0.0.0/8")])
    frozenset({5})
    """
    return frozenset(number for number, cidr in networks if within(address, [ipaddress.ip_network(cidr)]))
