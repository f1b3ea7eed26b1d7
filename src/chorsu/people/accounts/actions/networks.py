"""Address ranges of reading rooms."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chorsu.foundation.audit.actions import record
from chorsu.people.accounts import rules
from chorsu.people.accounts.actions.permissions import require
from chorsu.people.accounts.errors import BadNetwork
from chorsu.people.accounts.models import OnSiteNetwork
from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries.cache import policy_changed


@transaction.atomic
def add_network(organisation: Organisation, cidr: str, note: str = "", *, by: Any = None) -> OnSiteNetwork:
    """Visitors from these addresses count as sitting in the organisation's rooms. Raises BadNetwork, Forbidden."""
    if by is not None:
        require(by, "libraries.manage", organisation)
    try:
        cidr = rules.network_text(cidr)
    except ValueError as error:
        raise BadNetwork(cidr=cidr[:50]) from error
    network, _made = OnSiteNetwork.objects.get_or_create(
        organisation=organisation, cidr=cidr, defaults={"note": note.strip()[:120]}
    )
    policy_changed()
    record(by, "accounts.network-added", f"organisation:{organisation.code}", {"cidr": cidr}, library=organisation)
    return network


@transaction.atomic
def remove_network(network: OnSiteNetwork, *, by: Any = None) -> None:
    """Visitors from there no longer count as on site."""
    organisation = network.organisation
    if by is not None:
        require(by, "libraries.manage", organisation)
    cidr = network.cidr
    network.delete()
    policy_changed()
    record(by, "accounts.network-removed", f"organisation:{organisation.code}", {"cidr": cidr}, library=organisation)
