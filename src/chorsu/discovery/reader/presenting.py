"""Dresses a book for the frame of the reading room: the page, its text, its neighbours, the places found."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext as _

from chorsu.archive.objects import queries as objects
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.rights import queries as rights
from chorsu.discovery.reader import queries, rules, taking
from chorsu.discovery.reader.doors import asked_page, decision
from chorsu.discovery.reader.words import for_scripts
from chorsu.foundation.ui.wording import script_lang

BUNDLES = {"images": "scan", "pdf": "pdf", "epub": "epub", "audio": "recording", "video": "recording"}
CONTENTS_SHOWN = 400  # a longer table of contents is shown in the part around the page


def frame(request: HttpRequest, found: DigitalObject) -> dict[str, Any]:
    """Everything the templates need. Raises UnknownPage for an address with a page that is not there."""
    asked = request.GET.get("page", "")
    page = asked_page(found, asked or "1") if found.page_count or asked else None
    if page:
        page.object = found
    query = request.GET.get("q", "").strip()[: queries.MOST_QUERY]
    may_search = decision(request, found, "snippet") and decision(request, found, "text")
    inside = queries.search_inside(found, query) if query and may_search and found.page_count else None
    kept = queries.position_of(request.user, found) if request.user.is_authenticated else None
    context = {
        "object": found,
        "record": found.record,
        "lang": _lang(found.title, found),
        "back": found.record.get_absolute_url() if found.record else "/",
        "access": rights.access_class(found),
        "access_label": _access_label(rights.access_class(found)),
        "query": query,
        "inside": inside,
        "hit": _current(request, inside, page),
        "may_search": may_search and found.paged,
        "kept": kept if kept and not asked and kept.locator.get("page") != 1 else None,
        "kept_name": _kept_name(found, kept),
        "downloads": taking.downloads(request, found, page),
        "no_download": taking.refused(request, found),
        "share": request.build_absolute_uri(taking.address(found, page)),
        "qr": f"/read/{found.pid}/qr.svg" + (f"?page={page.number}" if page else ""),
        "citation": taking.citation(request, found, page),
        "script_src": _bundle(found),
    }
    if page:
        context |= _page(request, found, page, query)
        context["places"] = _places(found, page, query, inside)
        context["marks"] = _marks(page, inside, context["hit"])
    else:
        context |= _recording(found)
    context["config"] = _config(request, found, page, query, kept)
    return context


def refusal(found: DigitalObject, reason) -> dict[str, Any]:
    """Why the book stays shut, and what to do instead."""
    return {
        "object": found,
        "record": found.record,
        "lang": _lang(found.title, found),
        "reason": reason,
        "library": found.library,
    }


def _page(request: HttpRequest, found: DigitalObject, page: Page, query: str) -> dict[str, Any]:
    number, count = page.number, found.page_count
    script = request.GET.get("script", "")
    may_text = bool(decision(request, found, "text"))
    text = queries.paragraphs(objects.page_text(page), script) if may_text else []
    has_image = bool(page.width) and bool(page.file_id) and page.state != Page.State.FAILED
    as_text = request.GET.get("view") == "text" or not has_image
    keep = {"q": query, "view": "text" if request.GET.get("view") == "text" else "", "script": script}
    return {
        "page": page,
        "number": number,
        "count": count,
        "page_name": rules.page_name(found.kind, page.label, number),
        "has_image": has_image,
        "may_page": bool(decision(request, found, "page")),
        "as_text": as_text,
        "script": script,
        "scripts": _scripts(found, page, keep | {"view": "text"}) if queries.has_two_scripts(found, page) else [],
        "paragraphs": [(paragraph, _lang(paragraph, found)) for paragraph in text],
        "image": f"/objects/{found.pid}/pages/{number}/image",
        "previous": _link(number - 1, keep) if number > 1 else "",
        "next": _link(number + 1, keep) if number < count else "",
        "first": _link(1, keep),
        "last": _link(count, keep),
        "other_view": _link(number, keep | {"view": "" if keep["view"] else "text"}),
        "share_of_all": number / count,
        "contents": _contents(found, number, keep),
        "thumbs": [
            (one, _link(one, keep), f"/objects/{found.pid}/pages/{one}/thumb") for one in rules.window(number, count)
        ],
        "before_thumbs": _link(max(1, number - 12), keep) if rules.window(number, count).start > 1 else "",
        "after_thumbs": _link(min(count, number + 12), keep) if rules.window(number, count).stop <= count else "",
    }


def _contents(found: DigitalObject, number: int, keep: dict[str, str]) -> list[dict[str, Any]]:
    entries = [entry for entry in objects.contents(found) if isinstance(entry.get("page"), int)]
    current = max((place for place, entry in enumerate(entries) if entry["page"] <= number), default=-1)
    if len(entries) > CONTENTS_SHOWN:
        start = max(0, current - CONTENTS_SHOWN // 2)
        entries, current = entries[start : start + CONTENTS_SHOWN], current - start
    return [
        {
            "label": str(entry.get("label", "")) or str(entry["page"]),
            "page": entry["page"],
            "level": min(int(entry.get("level") or 0), 4),
            "url": _link(entry["page"], keep),
            "current": place == current,
            "lang": _lang(str(entry.get("label", "")), found),
        }
        for place, entry in enumerate(entries)
    ]


def _places(found: DigitalObject, page: Page, query: str, inside) -> list[dict[str, Any]]:
    """The hits as the list beside shows them; `url` leads to the page with the hit marked."""
    if inside is None:
        return []
    return [
        {
            "hit": hit,
            "number": place + 1,
            "url": f"?{urlencode({'page': hit.page, 'q': query, 'hit': place + 1})}",
            "lang": _lang(hit.snippet, found),
        }
        for place, hit in enumerate(inside.hits)
    ]


def _current(request: HttpRequest, inside, page: Page | None) -> int:
    """Which hit is looked at, 1 the first; 0 when none is."""
    if inside is None or page is None:
        return 0
    asked = rules.page_number(request.GET.get("hit", ""))
    if 1 <= asked <= len(inside.hits) and inside.hits[asked - 1].page == page.number:
        return asked
    return next((place + 1 for place, hit in enumerate(inside.hits) if hit.page == page.number), 0)


def _marks(page: Page, inside, current: int) -> list[dict[str, Any]]:
    """The boxes on this page, in pixels of the page image."""
    if inside is None:
        return []
    return [
        {"box": box, "current": place + 1 == current}
        for place, hit in enumerate(inside.hits)
        if hit.page == page.number
        for box in hit.boxes
    ]


def _scripts(found: DigitalObject, page: Page, keep: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (code, label, _link(page.number, keep | {"script": code}))
        for code, label in (("", _("As printed")), ("latn", "Lotin"), ("cyrl", "Кирилл"))
    ]


def _link(number: int, keep: dict[str, str]) -> str:
    return "?" + urlencode({"page": number, **{key: value for key, value in keep.items() if value}})


def _lang(text: str, found: DigitalObject) -> str:
    return script_lang(text, (found.languages or [""])[0]) if text else ""


def _access_label(access: str) -> str:
    return {
        "public": _("open to all"),
        "signed-in": _("for signed-in readers"),
        "on-site": _("inside the library"),
    }.get(access, _("closed to readers"))


def _kept_name(found: DigitalObject, kept) -> str:
    if kept is None:
        return ""
    if "time" in kept.locator:
        return rules.clock(kept.locator["time"])
    return str(kept.locator.get("page", ""))


def _recording(found: DigitalObject) -> dict[str, Any]:
    """The file to play, its poster, its chapters."""
    master = next(iter(objects.files_of(found, "master")), None)
    cover = found.properties.get("cover")
    chapters = [
        {"label": str(one.get("label", "")), "at": f"{one['start']:.1f}", "clock": rules.clock(one["start"])}
        for one in found.properties.get("chapters", [])
        if isinstance(one, dict) and isinstance(one.get("start"), int | float)
    ]
    return {
        "source": f"/files/{found.pid}/{master.name}" if master else "",
        "mime": master.mime if master else "",
        "poster": f"/objects/{found.pid}/thumb" if cover else "",
        "large_poster": f"/files/{found.pid}/{cover}" if cover else "",
        "chapters": chapters,
        "tags": found.properties.get("tags", {}),
        "length": rules.clock(found.duration) if found.duration else "",
        "sleeps": (15, 30, 45, 60),
        "speeds": ("0.75", "1", "1.25", "1.5", "2"),
    }


def _bundle(found: DigitalObject) -> str:
    """The address of the program for this kind; empty where the front end has not been built."""
    name = f"reader/dist/{BUNDLES[found.kind]}.js"
    return static(name) if finders.find(name) else ""


def _config(request: HttpRequest, found: DigitalObject, page: Page | None, query: str, kept) -> dict[str, Any]:
    """What the program in the browser begins with."""
    files = {"pdf": "master/document.pdf", "epub": "access/book.epub"}
    dist = static("reader/dist/pdf.worker.mjs").rpartition("/")[0]
    return {
        "pid": found.pid,
        "title": found.title,
        "kind": found.kind,
        "count": found.page_count,
        "number": page.number if page else 0,
        "asked": "page" in request.GET,
        "size": [page.width, page.height] if page else [0, 0],
        "query": query,
        "address": f"/read/{found.pid}",
        "api": f"/api/v1/objects/{found.pid}",
        "pages": f"/objects/{found.pid}/pages/",
        "file": f"/files/{found.pid}/{files[found.kind]}" if found.kind in files else "",
        "positions": f"/api/v1/positions/{found.pid}" if request.user.is_authenticated else "",
        "kept": {"locator": kept.locator, "fraction": kept.fraction} if kept else None,
        "uzbek": queries.has_two_scripts(found, page),
        "languages": found.languages,
        "worker": static("reader/dist/pdf.worker.mjs"),
        "dist": dist,
        "words": for_scripts(),
    }
