"""Groups cut across the tree: universities, schools, children's libraries."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chorsu.foundation.api import guards
from chorsu.foundation.audit.actions import record
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.people.libraries import rules
from chorsu.people.libraries.errors import BadOrganisation, CodeTaken
from chorsu.people.libraries.models import Group, Organisation


@transaction.atomic
def create_group(code: str, names: dict[str, str], *, by: Any = None) -> Group:
    """Make an empty group. Raises CodeTaken, BadOrganisation, Forbidden."""
    _may(by)
    names = {language: name.strip() for language, name in names.items() if name.strip()}
    if not rules.code_is_usable(code) or not names:
        raise BadOrganisation([Reason("libraries.bad-group", gettext_noop("A group needs a code and a name."))])
    if Group.objects.filter(code__iexact=code).exists():
        raise CodeTaken(library=code)
    group = Group.objects.create(code=code, names=names)
    record(by, "libraries.group-created", f"group:{code}")
    return group


@transaction.atomic
def join_group(group: Group, *organisations: Organisation, by: Any = None) -> None:
    """Put organisations into a group."""
    _may(by)
    group.members.add(*organisations)
    record(by, "libraries.group-joined", f"group:{group.code}", {"members": [row.code for row in organisations]})


@transaction.atomic
def leave_group(group: Group, *organisations: Organisation, by: Any = None) -> None:
    """Take organisations out of a group."""
    _may(by)
    group.members.remove(*organisations)
    record(by, "libraries.group-left", f"group:{group.code}", {"members": [row.code for row in organisations]})


def _may(by: Any) -> None:
    if by is not None:
        guards.require(by, "network.manage")
