"""The gate in front of every address of this room, and the page an address means."""

from __future__ import annotations

from django.http import HttpRequest

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.errors import UnknownPage
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.archive.rights.errors import AccessRefused
from chorsu.archive.rights.rules import Decision
from chorsu.discovery.reader import rules
from chorsu.discovery.reader.errors import NotReadyYet
from chorsu.people.accounts import queries as accounts


def open_object(request: HttpRequest, pid: str, *actions: str) -> DigitalObject:
    """The object, when the gate grants every action. Raises UnknownObject, AccessRefused, NotReadyYet."""
    found = objects.by_pid(pid)
    for action in actions:
        ask(request, found, action)
    if not found.version:
        raise NotReadyYet(title=found.title)
    return found


def ask(request: HttpRequest, found: DigitalObject, action: str) -> None:
    """Raise AccessRefused, with the gate's reason, unless this request may do that."""
    said = decision(request, found, action)
    if not said:
        raise AccessRefused([said.reason] if said.reason else None)


def decision(request: HttpRequest, found: DigitalObject, action: str) -> Decision:
    """What the gate says to this request."""
    return rights.decide(accounts.viewer(request), found, action)


def asked_page(found: DigitalObject, text: str) -> Page:
    """The page an address names. Raises UnknownPage for one that is not there, 0 and words included."""
    number = rules.page_number(text)
    if number < 1:
        raise UnknownPage(object=found.pid, page=text[:20])
    return objects.page(found, number)
