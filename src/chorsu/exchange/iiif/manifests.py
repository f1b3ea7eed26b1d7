"""Writes manifests (IIIF Presentation API 3.0) and descriptions of images (Image API 3.0, section 5) as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from chorsu.archive.objects.models import DigitalObject, File, Page
from chorsu.exchange.iiif import rules
from chorsu.foundation.ui.languages import html_tag

PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
IMAGE = "http://iiif.io/api/image/3/context.json"
# The only addresses the standard takes in `rights`.
_LICENCE = re.compile(r"https?://(?:creativecommons\.org/(?:licenses|publicdomain)|rightsstatements\.org/vocab)/\S+")


def site() -> str:
    """The address of the installation without a slash at the end."""
    return settings.SITE_URL.rstrip("/")


def manifest_id(found: DigitalObject) -> str:
    """The address of a manifest."""
    return f"{site()}/iiif/manifests/{found.pid}"


def image_id(found: DigitalObject, number: int) -> str:
    """The address of the image service of a page; the name holds no slash, so none has to be escaped."""
    return f"{site()}/iiif/3/{found.pid}-{number}"


def described(found: DigitalObject, page: Page) -> dict[str, Any]:
    """info.json of a page."""
    high = [rules.largest(page.width, page.height)]
    return {
        "@context": IMAGE,
        "id": image_id(found, page.number),
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level2",
        "width": page.width,
        "height": page.height,
        "maxWidth": rules.MOST,
        "maxHeight": rules.MOST,
        "sizes": [{"width": w, "height": h} for w, h in (*rules.sizes(page.width, page.height), *high)],
        "tiles": [{"width": rules.TILE, "scaleFactors": rules.scales(page.width, page.height)}],
        "extraQualities": ["color", "gray", "bitonal"],
    }


def manifest(found: DigitalObject, pages: Iterable[Page], recording: File | None, statement: str) -> dict[str, Any]:
    """The manifest of an object: a canvas a page, or one that lasts as long as the recording."""
    own = manifest_id(found)
    record = found.record
    made: dict[str, Any] = {
        "@context": PRESENTATION,
        "id": own,
        "type": "Manifest",
        "label": _text((record.title if record else "") or found.title or "—", record.languages if record else ()),
    }
    if metadata := _metadata(found):
        made["metadata"] = metadata
    if _LICENCE.fullmatch(statement.strip()):
        made["rights"] = statement.strip().replace("https://", "http://", 1)
    elif statement.strip():
        made["requiredStatement"] = {"label": _label(gettext_noop("Rights")), "value": {"none": [statement.strip()]}}
    names = found.library.names or {"none": found.library.code}
    made["provider"] = [
        {
            "id": f"{site()}/libraries/{found.library.code}/",
            "type": "Agent",
            "label": {code: [name] for code, name in names.items() if name} or {"none": [found.library.code]},
            "homepage": [_page(f"{site()}/libraries/{found.library.code}/", names)],
        }
    ]
    if found.kind in {"images", "pdf"} or found.properties.get("cover"):
        made["thumbnail"] = [{"id": f"{site()}/objects/{found.pid}/thumb", "type": "Image", "format": "image/jpeg"}]
    made["homepage"] = [
        {
            "id": f"{site()}/read/{found.pid}", "type": "Text", "format": "text/html",
            "label": _label(gettext_noop("Read in the browser")),
        }
    ]  # fmt: skip
    if record is not None:
        made["seeAlso"] = _see_also(record)
    if recording is not None:
        made["items"] = [_recording(found, recording)]
    else:
        made["behavior"] = ["paged"] if found.page_count > 1 else ["individuals"]
        numbers = []
        made["items"] = []
        for page in pages:
            numbers.append(page.number)
            made["items"].append(_canvas(found, page))
        if ranges := _ranges(found, set(numbers)):
            made["structures"] = ranges
    return made


def _canvas(found: DigitalObject, page: Page) -> dict[str, Any]:
    own = f"{manifest_id(found)}/canvas/{page.number}"
    service = image_id(found, page.number)
    wide, high = rules.largest(page.width, page.height)
    body = {
        "id": f"{service}/full/max/0/default.jpg", "type": "Image", "format": "image/jpeg", "width": wide,
        "height": high, "service": [{"id": service, "type": "ImageService3", "profile": "level2"}],
    }  # fmt: skip
    canvas = {
        "id": own,
        "type": "Canvas",
        "label": {"none": [page.label or str(page.number)]},
        "width": page.width,
        "height": page.height,
        "thumbnail": [
            {
                "id": f"{site()}/objects/{found.pid}/pages/{page.number}/thumb",
                "type": "Image",
                "format": "image/jpeg",
            }
        ],
        "items": [_painting(own, body)],
    }  # fmt: skip
    return canvas


def _recording(found: DigitalObject, file: File) -> dict[str, Any]:
    own = f"{manifest_id(found)}/canvas/1"
    duration = float(found.duration or 0)
    body: dict[str, Any] = {
        "id": f"{site()}/files/{found.pid}/{quote(file.name)}", "type": "Video" if found.kind == "video" else "Sound",
        "format": file.mime, "duration": duration,
    }  # fmt: skip
    canvas: dict[str, Any] = {
        "id": own,
        "type": "Canvas",
        "label": {"none": [found.title or "—"]},
        "duration": duration,
    }
    if found.kind == "video":
        wide, high = (*(found.properties.get("size") or (0, 0)), 0)[:2]
        if wide and high:
            body |= {"width": wide, "height": high}
            canvas |= {"width": wide, "height": high}
    canvas["items"] = [_painting(own, body)]
    return canvas


def _painting(canvas: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{canvas}/page",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{canvas}/page/annotation", "type": "Annotation", "motivation": "painting", "body": body,
                "target": canvas,
            }
        ],
    }  # fmt: skip


def _ranges(found: DigitalObject, numbers: set[int]) -> list[dict[str, Any]]:
    """The table of contents; each heading leads to the page it begins on."""
    own = manifest_id(found)
    entries = [one for one in found.contents if one.get("page") in numbers]
    items = [
        {
            "id": f"{own}/range/{place}",
            "type": "Range",
            "label": {"none": [str(entry.get("label") or entry["page"])]},
            "items": [{"id": f"{own}/canvas/{entry['page']}", "type": "Canvas"}],
        }
        for place, entry in enumerate(entries, start=1)
    ]
    if not items:
        return []
    return [{"id": f"{own}/range", "type": "Range", "label": _label(gettext_noop("Contents")), "items": items}]


def _see_also(record) -> list[dict[str, Any]]:
    asked = f"{site()}/sru?version=1.2&operation=searchRetrieve&query=rec.identifier%3D{record.pid}&recordSchema="
    return [
        {
            "id": f"{asked}{name}", "type": "Dataset", "format": "text/xml", "profile": profile,
            "label": {"none": [label]},
        }
        for name, profile, label in (
            ("marcxml", "http://www.loc.gov/MARC21/slim", "MARCXML"),
            ("dc", "http://purl.org/dc/elements/1.1/", "Dublin Core"),
        )
    ]  # fmt: skip


def _page(address: str, names: dict[str, str]) -> dict[str, Any]:
    label = {code: [name] for code, name in names.items() if name}
    return {"id": address, "type": "Text", "format": "text/html", "label": label or {"none": [address]}}


def _metadata(found: DigitalObject) -> list[dict[str, Any]]:
    if found.record is None:
        return []
    said = found.record.described()
    main = said.title
    publications = [", ".join(part for part in (p.place, p.publisher, p.date) if part) for p in said.publications]
    rows = (
        (gettext_noop("Title"), [f"{main.text} : {main.rest}" if main.rest else main.text]),
        (gettext_noop("Author"), [agent.name for agent in said.agents]),
        (gettext_noop("Published"), publications),
        (gettext_noop("Language"), said.languages),
        (gettext_noop("Subject"), [" — ".join([one.text, *one.parts]) for one in said.subjects]),
        ("ISBN", [one.value for one in said.identifiers if one.scheme == "isbn"]),
    )
    result = []
    for label, values in rows:
        kept = [value for value in dict.fromkeys(values) if value]
        if kept:
            result.append({"label": _label(label), "value": {"none": kept}})
    return result


def _text(text: str, languages: Iterable[str]) -> dict[str, list[str]]:
    codes = list(languages)
    return {codes[0] if len(codes) == 1 else "none": [text]}


def _label(msgid: str) -> dict[str, list[str]]:
    """A word of ours in every language it is translated to."""
    result = {"en": [msgid]}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            if (said := gettext(msgid)) != msgid:
                result[html_tag(code)] = [said]
    return result
