"""Makes hits to show from what was found: titles with marks, imprint, what can be read now, what stands on a shelf,
pages that hold the words. A fixed number of queries for a page of hits, however many they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.rights import queries as rights
from chorsu.catalogue.holdings import queries as holdings
from chorsu.catalogue.holdings.queries import BranchAvailability
from chorsu.catalogue.records.models import Record, Work, WorkMember
from chorsu.discovery.search.highlight import highlight
from chorsu.discovery.search.queries.finding import Found
from chorsu.discovery.search.queries.inside import Inside, pages_of
from chorsu.discovery.search.queries.labels import FORMATS, KINDS, places_by_id
from chorsu.foundation.ui.wording import day, language_name, number, script_lang, script_name
from chorsu.kernel.identifiers import encode
from chorsu.language.detection import script as script_of

# Languages written in two alphabets today or lately.
TWO_SCRIPTS = frozenset({"uz", "kaa", "tg", "kk", "ky", "az", "tk", "sr"})


@dataclass(frozen=True, slots=True)
class Status:
    """One line of availability: the diamond (ok, now, wait, out), what it says, and more."""

    kind: str
    text: str
    detail: str = ""


@dataclass(slots=True)
class Copies:
    """What the libraries have of a record, summed up."""

    total: int = 0
    available: int = 0
    libraries: tuple[str, ...] = ()
    near: str = ""
    due: object = None


@dataclass(slots=True)
class Shown:
    """One hit as pages, feeds and the API show it."""

    record: Record
    title: SafeString
    title_lang: str
    by: SafeString
    imprint: str
    kind: str
    writing: str
    statuses: list[Status] = field(default_factory=list)
    copies: Copies = field(default_factory=Copies)
    formats: list[str] = field(default_factory=list)
    read: str = ""  # address of the reader, when this viewer may read
    closed: str = ""  # why not, when there is an object and he may not
    editions: int = 0
    editions_url: str = ""
    inside: Inside | None = None

    @property
    def url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def pid(self) -> str:
        return self.record.pid


def show(found: Found, viewer=None, editions: bool = True) -> list[Shown]:
    """The hits of one page. Records that are gone since they were indexed are passed over."""
    ids = [one for one in found.ids if one in found.rows and found.rows[one].status == Record.Status.SHOWN]
    if not ids:
        return []
    copies = _copies(ids)
    digital = objects.for_records(ids)
    every = [one for several in digital.values() for one in several]
    may = rights.decide_many(viewer, every, "read") if every else {}
    inside = pages_of(found, ids, digital, viewer) if every else {}
    works = _editions(ids) if editions else {}
    shown = []
    for one in ids:
        row = found.rows[one]
        hit = _shown(row, found)
        hit.copies = copies.get(one, Copies())
        hit.inside = inside.get(one)
        _digital(hit, digital.get(one, []), may)
        _on_shelves(hit)
        if one in works:
            work, hit.editions = works[one]
            hit.editions_url = f"/works/{encode('w', work)}"
        shown.append(hit)
    return shown


def _shown(row: Record, found: Found) -> Shown:
    languages = row.languages or []
    lang = script_lang(row.title, languages[0]) if languages else script_lang(row.title)
    scripts = row.description.get("scripts") or [script_of(row.title)]
    names = [language_name(code) for code in languages[:3]]
    # Only where a language has two alphabets in use does the script say something.
    if len(names) == 1 and len(scripts) == 1 and languages[0] in TWO_SCRIPTS:
        names = [f"{names[0]}, {script_name(scripts[0])}"]
    writing = "; ".join(names)
    return Shown(
        record=row,
        title=mark_safe(highlight(row.title, found.marks) or _("Without a title")),
        title_lang=lang,
        by=mark_safe(highlight(row.creators, found.marks)),
        imprint=imprint(row.description, row.year),
        kind=str(KINDS.get(row.kind, row.kind)),
        writing=writing[:1].upper() + writing[1:],
    )


def imprint(description: Mapping, year: int | None = None) -> str:
    """Place, publisher, year and extent in one line.

    >>> imprint({"publications": [{"place": "Toshkent", "publisher": "Sharq", "date": "2019"}],
    ...          "physical": [{"extent": "400 b."}]})
    'Toshkent: Sharq, 2019. 400 b.'
    """
    said = (description.get("publications") or [{}])[0]
    place, publisher = said.get("place", "").strip(" :;,"), said.get("publisher", "").strip(" :;,")
    date = (said.get("date") or str(year or "")).strip(" .,")
    head = ": ".join(part for part in (place, publisher) if part)
    line = ", ".join(part for part in (head, date) if part)
    extent = (description.get("physical") or [{}])[0].get("extent", "").strip(" :;+")
    return ". ".join(part for part in (line, extent) if part)


def _copies(ids: list[int]) -> dict[int, Copies]:
    held = holdings.availability(ids)
    known = places_by_id(
        {place for rows in held.values() for row in rows for place in (row.library, row.branch) if place}
    )
    return {one: _summed(rows, known) for one, rows in held.items() if rows}


def _summed(rows: list[BranchAvailability], known: Mapping) -> Copies:
    libraries = dict.fromkeys(known[row.library].code for row in rows if row.total and row.library in known)
    here = next((row for row in rows if row.here_now), None)
    near = ""
    if here is not None:
        names = [known[place].name for place in dict.fromkeys((here.library, here.branch)) if place in known]
        near = ", ".join(part for part in (*names[-1:], here.location, here.call_number) if part)
    due = min((row.due for row in rows if row.due), default=None)
    return Copies(
        total=sum(row.total for row in rows),
        available=sum(row.here_now for row in rows),
        libraries=tuple(libraries),
        near=near,
        due=due,
    )


def _digital(hit: Shown, found: list[DigitalObject], may: Mapping) -> None:
    if not found:
        return
    open_ = [one for one in found if may[one.pk]]
    kinds = list(dict.fromkeys(one.kind for one in (open_ or found)))
    hit.formats = kinds
    if open_:
        hit.read = f"/read/{open_[0].pid}"
        hit.statuses.append(Status("now", _("Read now"), ", ".join(str(FORMATS.get(kind, kind)) for kind in kinds)))
        return
    reason = may[found[0].pk].reason
    if reason is not None:
        hit.closed = _(reason.text)
        said = {
            "rights.on-site": _("Only in the library"),
            "rights.signed-in": _("Sign in to read"),
        }.get(reason.code)
        if said:
            hit.statuses.append(Status("wait", said))


def _on_shelves(hit: Shown) -> None:
    copies = hit.copies
    if copies.total:
        hit.formats = ["print", *hit.formats]
    if copies.available:
        text = ngettext("%(count)s copy on the shelf", "%(count)s copies on the shelf", copies.available)
        where = ngettext("in %(count)s library", "in %(count)s libraries", len(copies.libraries))
        hit.statuses.append(
            Status("ok", text % {"count": number(copies.available)}, where % {"count": number(len(copies.libraries))})
        )
    elif copies.total:
        text = ngettext("%(count)s copy, not on the shelf now", "%(count)s copies, none on the shelf now", copies.total)
        back = _("the first is due back on %(day)s") % {"day": day(copies.due)} if copies.due else ""
        hit.statuses.append(Status("out", text % {"count": number(copies.total)}, back))


def _editions(ids: list[int]) -> dict[int, tuple[int, int]]:
    """Record → its work and the number of editions, where there is more than one."""
    works = dict(WorkMember.objects.filter(record_id__in=ids).values_list("record_id", "work_id"))
    if not works:
        return {}
    from django.db.models import Count

    counts = Work.objects.filter(pk__in=set(works.values()), members__record__status=Record.Status.SHOWN)
    sizes = dict(counts.annotate(size=Count("members")).values_list("pk", "size"))
    return {record: (work, sizes[work]) for record, work in works.items() if sizes.get(work, 0) > 1}
