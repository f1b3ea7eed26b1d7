"""The tags and filters of the look; builtins, so no template loads them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from chorsu.foundation.ui import covers, wording

register = template.Library()

EAGER = mark_safe('fetchpriority="high"')
LAZY = mark_safe('loading="lazy" decoding="async"')

register.filter("language_name", wording.language_name)
register.filter("script_name", wording.script_name)
register.filter("number", wording.number)
register.filter("day", wording.day)
register.filter("day_time", wording.day_time)
register.filter("month", wording.month)
register.filter("ago", wording.ago)
register.filter("file_size", wording.file_size)
register.filter("percent", wording.percent)
register.filter("highlight", wording.highlight)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite; silent for screen readers unless it has a label."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', said, static("ui/icons.svg"), name)


@register.simple_tag
def mark() -> SafeString:
    """The star-and-cross tile."""
    return format_html('<img class="mark" src="{}" alt="" width="34" height="34">', static("ui/mark.svg"))


@lru_cache(maxsize=8)
def _built(name: str) -> bool:
    return finders.find(f"ui/dist/{name}") is not None


@register.simple_tag
def stylesheet() -> SafeString:
    """The look's stylesheet: the built file, or the sources where the front end has not been built."""
    path = "ui/dist/chorsu.css" if _built("chorsu.css") else "ui/css/chorsu.css"
    return format_html('<link rel="stylesheet" href="{}">', static(path))


@register.simple_tag
def cover_url(pid: str, version: str = "") -> str:
    """The address of a drawn cover; `version` (such as the record's change number) renews it."""
    return covers.url(pid, version)


@register.simple_tag
def cover(pid: str, version: str = "", alt: str = "", eager: bool = False) -> SafeString:
    """The drawn cover as an image. Beside its title it says nothing (alt empty); alone it needs `alt`."""
    return format_html(
        '<img class="cover" src="{}" alt="{}" width="200" height="300" {}>',
        covers.url(pid, version),
        alt,
        EAGER if eager else LAZY,
    )


@register.simple_tag
def status(kind: str, text: Any) -> SafeString:
    """Availability: the tile-shaped diamond and always words. `kind`: ok, now, wait or out."""
    return format_html('<span class="st {}">{}</span>', kind, text)


@register.simple_tag
def tag_label(text: Any, kind: str = "", lang: str = "") -> SafeString:
    """A small label. `kind`: empty, ok, now, wait or bad."""
    tongue = format_html(' lang="{}"', lang) if lang else ""
    return format_html('<span class="{}"{}>{}</span>', f"tag {kind}".strip(), tongue, text)


@register.inclusion_tag("ui/_empty.html")
def empty(title: Any, text: Any = "", href: str = "", label: Any = "") -> dict[str, Any]:
    """An empty place says what it would hold and what to do next."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("ui/_field.html")
def field(bound: Any, label: Any = "", help: Any = "", autofocus: bool = False) -> dict[str, Any]:
    """A form field with its label, help and errors, joined by aria-describedby."""
    return wording.field_parts(bound, label, help, autofocus)


@register.inclusion_tag("ui/_form.html")
def fields(form: Any) -> dict[str, Any]:
    """All fields of a form, its own errors first."""
    return {"form": form}


@register.inclusion_tag("ui/_paging.html", takes_context=True)
def paging(context: template.Context, page: Any, parameter: str = "page") -> dict[str, Any]:
    """Links to the pages of a list; every other part of the query stays."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    return {"page": page, "links": wording.page_links(page, query, parameter)}


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The query of this page with some values changed; an empty value takes the name away."""
    return wording.changed_query(context["request"].GET, changes)


@register.simple_tag
def script_lang(text: str, lang: str = "") -> str:
    """The `lang` value for a text by its script: Cyrillic Uzbek is `uz-Cyrl`, a Latin one `uz`."""
    return wording.script_lang(text, lang)
