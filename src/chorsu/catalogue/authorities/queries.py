"""Agents, their names in all scripts, and what they made."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from chorsu.catalogue.authorities import rules
from chorsu.catalogue.authorities.errors import UnknownAgent
from chorsu.catalogue.authorities.models import Agent, Contribution
from chorsu.catalogue.records.models import Record
from chorsu.kernel.errors import Invalid
from chorsu.kernel.identifiers import decode

AUTHORSHIP = ("aut", "cmp", "cre", "com", "")


def by_pid(pid: str) -> Agent:
    """The agent of a public id. Raises UnknownAgent."""
    try:
        return Agent.objects.get(pk=decode("a", pid))
    except (Invalid, Agent.DoesNotExist) as error:
        raise UnknownAgent(pid=pid) from error


def records_of(agent: Agent, role: str = "") -> QuerySet[Record]:
    """The shown records an agent had a part in, newest first; `role` only those in it."""
    ties = Contribution.objects.filter(agent=agent)
    if role:
        ties = ties.filter(role=role)
    rows = Record.objects.filter(pk__in=ties.values("record_id"), status=Record.Status.SHOWN)
    return rows.defer("description").order_by("-year", "pk")


def roles_of(agent: Agent) -> list[tuple[str, int]]:
    """In which roles and how often, the commonest first."""
    rows = Contribution.objects.filter(agent=agent).values_list("role").annotate(n=Count("pk")).order_by("-n")
    return [(role, number) for role, number in rows[:12] if role]


def namesakes(agent: Agent) -> list[Agent]:
    """Other agents of the same name: not the same, or not yet known to be."""
    return list(Agent.objects.filter(key=agent.key).exclude(pk=agent.pk).order_by("birth", "pk")[:10])


def addresses(record_id: int) -> Mapping[str, str]:
    """Addresses of a record's agents by each of their names; one query."""
    found: dict[str, str] = {}
    for agent in Agent.objects.filter(contributions__record_id=record_id).distinct():
        for entry in agent.names:
            found.setdefault(entry["name"], agent.get_absolute_url())
    return found


def find(name: str, kind: str = "person") -> list[Agent]:
    """Agents of this name in any script and order."""
    return list(Agent.objects.filter(key=rules.key(kind, name)).order_by("pk")[:20])
