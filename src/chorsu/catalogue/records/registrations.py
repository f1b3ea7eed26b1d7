"""Tells the house about settings, menu items, home-page blocks, figures and covers of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records import queries
from chorsu.catalogue.records.models import Record
from chorsu.foundation.ui import covers, home, menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.kernel.errors import Invalid
from chorsu.kernel.identifiers import decode
from chorsu.people.accounts import sections
from chorsu.people.libraries.settings_registry import Setting, declare

NEWEST = 6  # one row on a wide page

declare(
    Setting(
        "records.trust", int, 0, _("Weight of this library's records"),
        help=_("Where several libraries describe one edition, the one with the greater weight is heard first."),
        right="libraries.manage", minimum=0, maximum=100,
    )
)  # fmt: skip

sections.add_card(
    sections.Card(
        _("Imports"), "imports", _("A file is looked at first; nothing is stored before you say so."), icon="upload",
        right="records.import", module="catalogue", order=30,
    )
)  # fmt: skip
sections.add_card(
    sections.Card(
        _("Records"), "staff-records", _("Hidden records are out of every list readers see; nothing is lost."),
        icon="book", right="records.see", module="catalogue", order=35,
    )
)  # fmt: skip
menus.add(
    MenuItem(
        "staff", _("Records"), "staff-records", right="records.see", module="catalogue", section="catalogue", order=10
    )
)
menus.add(
    MenuItem(
        "staff", _("Imports"), "imports", icon="upload", right="records.import", module="catalogue",
        section="catalogue", order=20,
    )
)  # fmt: skip


def cover_facts(pids: Sequence[str]) -> Mapping[str, covers.Facts]:
    """What a drawn cover shows of these records."""
    numbers: dict[int, str] = {}
    for pid in pids:
        try:
            numbers[decode("r", pid)] = pid
        except Invalid:
            continue
    result = {}
    for record in Record.objects.filter(pk__in=numbers):
        classes = record.description.get("classes", ())
        result[numbers[record.pk]] = (
            record.title, record.creators.split(";")[0], str(record.year or ""),
            record.languages[0] if record.languages else "", classes[0].get("value", "") if classes else "",
        )  # fmt: skip
    return result


def new_arrivals(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The shelf of records that came last."""
    from chorsu.catalogue.records.presenting import as_editions

    found = queries.newest(NEWEST)
    return ("records/_new.html", {"editions": as_editions(found)}) if found else None


def in_the_portal(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The newest record stands in the portal of the home page."""
    found = queries.newest(1)
    if not found:
        return None
    record = found[0]
    return "", {"url": record.get_absolute_url(), "cover": covers.url(record.pid, record.change), "title": record.title}


covers.register_source("r", cover_facts)
home.add(new_arrivals, order=30)
home.put_in_niche(in_the_portal)
home.add_figure(_("records"), queries.figure, order=10)
