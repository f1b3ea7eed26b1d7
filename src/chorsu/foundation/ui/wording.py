"""Numbers, dates, names of languages and other small words as the interface language writes them (CLDR)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError, dates, numbers
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from chorsu.foundation.ui.languages import cldr

# CLDR writes o‘zbek with a quotation mark here and there; the letter is U+02BB.
_OKINA = str.maketrans({"‘": "ʻ", "’": "ʼ"})
# Records carry bibliographic three-letter codes (ISO 639-2); CLDR names the two-letter ones.
_TWO = {
    "uzb": "uz", "rus": "ru", "eng": "en", "vie": "vi", "kir": "ky", "kaz": "kk", "tgk": "tg", "tuk": "tk",
    "kaa": "kaa", "tat": "tt", "ara": "ar", "per": "fa", "fas": "fa", "ger": "de", "deu": "de", "fre": "fr",
    "fra": "fr", "spa": "es", "ita": "it", "lat": "la", "chi": "zh", "zho": "zh", "jpn": "ja", "kor": "ko",
    "tur": "tr", "aze": "az", "ukr": "uk", "bel": "be", "pol": "pl", "ota": "ota", "chg": "chg", "grc": "grc",
    "chu": "cu", "heb": "he", "hin": "hi", "urd": "ur", "pus": "ps", "bak": "ba", "chv": "cv", "geo": "ka",
    "kat": "ka", "arm": "hy", "hye": "hy", "est": "et", "lav": "lv", "lit": "lt", "cze": "cs", "ces": "cs",
    "bul": "bg", "por": "pt", "dut": "nl", "nld": "nl", "swe": "sv", "fin": "fi", "mon": "mn", "uig": "ug",
}  # fmt: skip
# Names CLDR lacks in one of the interface languages.
_MORE = {
    "uz": {"kaa": "qoraqalpoq", "chg": "chigʻatoy", "ota": "usmonli turk"},
    "uz_Cyrl": {"kaa": "қорақалпоқча", "chg": "чиғатойча", "ota": "усмонли туркча"},
}
_SPECIAL = {"mul", "und", "zxx"}


@lru_cache(maxsize=16)
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def here() -> Locale:
    """CLDR's locale of the interface language."""
    return _locale(cldr())


def language_name(code: Any) -> str:
    """The name of a language (`uz`, `uzb`, `uz-Cyrl`) in the interface language; the code itself when unknown."""
    text = str(code or "").strip()
    if not text:
        return ""
    first, _, rest = text.replace("_", "-").partition("-")
    first = _TWO.get(first.lower(), first.lower())
    locale = here()
    name = _MORE.get(str(locale), {}).get(first) or locale.languages.get(first) or Locale("en").languages.get(first)
    if not name:
        return text
    name = name.translate(_OKINA) if locale.language == "uz" else name
    script = script_name(rest) if len(rest) == 4 else ""
    return f"{name} ({script})" if script else name


def script_name(code: Any) -> str:
    """The name of a script (`Cyrl`, `Latn`) in the interface language, in small letters."""
    name = here().scripts.get(str(code or "").capitalize())
    return (name or str(code or "")).lower() if name else str(code or "")


def number(value: Any, digits: int | None = None) -> str:
    """A number with the separators of the interface language; anything else comes back as it is."""
    if value is None or value == "" or isinstance(value, bool):
        return ""
    try:
        pattern = None if digits is None else "#,##0." + "0" * int(digits) if int(digits) else "#,##0"
        return numbers.format_decimal(value, format=pattern, locale=here())
    except (ValueError, TypeError, ArithmeticError):
        return str(value)


def percent(value: Any, digits: int = 0) -> str:
    """A share between 0 and 1 as a percentage."""
    try:
        return numbers.format_percent(float(value), format="#,##0" + ("." + "0" * digits if digits else "") + "%",
                                      locale=here())  # fmt: skip
    except (ValueError, TypeError):
        return str(value)


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: Any, style: str = "medium") -> str:
    """A date; `style` is short, medium, long or full."""
    if not isinstance(value, date):
        return str(value or "")
    moment = _local(value)
    return dates.format_date(moment, style, locale=here())


def day_time(value: Any) -> str:
    """A date and the time to the minute."""
    if not isinstance(value, datetime):
        return day(value)
    moment = _local(value)
    return f"{dates.format_date(moment, 'medium', locale=here())} {moment:%H:%M}"


def weekday(number: int) -> str:
    """The name of a day of the week, 0 Monday to 6 Sunday, as a heading: CLDR knows it in every script."""
    name = str(here().days["stand-alone"]["wide"][number])
    return name[:1].upper() + name[1:]


def month(value: Any) -> str:
    """Month and year, as a heading."""
    if not isinstance(value, date):
        return str(value or "")
    return dates.format_skeleton("yMMMM", _local(value), locale=here())


def ago(value: Any) -> str:
    """How long ago (or in how long), in the largest whole unit."""
    if not isinstance(value, datetime):
        return day(value)
    delta: timedelta = value - (timezone.now() if timezone.is_aware(value) else datetime.now())
    return dates.format_timedelta(delta, add_direction=True, locale=here())


def file_size(value: Any) -> str:
    """Bytes as kB, MB or GB (powers of 1000, as disks and networks count)."""
    size = float(value or 0)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{number(round(size, 1) if unit != 'B' and size < 100 else round(size))} {unit}"
        size /= 1000
    raise AssertionError


def highlight(text: Any) -> SafeString:
    """Marks hits in a text from the index. Only `<mark>` passes; all else is text, whatever a record holds.

    >>> highlight("<mark>a</mark><script>")
    '<mark>a</mark>&lt;script&gt;'
    """
    safe = escape(str(text or ""))
    # A mark that is opened is closed: an odd one would colour the rest of the page.
    marked = re.sub(r"&lt;mark&gt;(.*?)&lt;/mark&gt;", r"<mark>\1</mark>", safe, flags=re.S)
    return mark_safe(marked.replace("&lt;mark&gt;", "").replace("&lt;/mark&gt;", ""))


_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_HOME_SCRIPT = {"ru": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "tg": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "be": "Cyrl"}


def script_lang(text: Any, lang: str = "") -> str:
    """The `lang` value of a text in a language by the letters it is written in.

    >>> script_lang("Ўткан кунлар", "uz"), script_lang("Oʻtkan kunlar", "uz"), script_lang("Война и мир", "ru")
    ('uz-Cyrl', 'uz', 'ru')
    """
    tongue = _TWO.get(lang.lower(), lang.lower()).partition("-")[0] if lang else ""
    letters = str(text or "")
    cyrillic = len(_CYRILLIC.findall(letters)) > len(_LATIN.findall(letters))
    if not tongue:
        return "und-Cyrl" if cyrillic else "und"
    at_home = _HOME_SCRIPT.get(tongue, "Latn")
    found = "Cyrl" if cyrillic else "Latn"
    return tongue if found == at_home or not letters.strip() else f"{tongue}-{found}"


def field_parts(bound: Any, label: Any = "", help: Any = "", autofocus: bool = False) -> dict[str, Any]:
    """What the field template draws: the widget with its aria attributes, and the ids they point to."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "") or type(widget).__name__.lower()
    described = []
    help_text = help or bound.help_text
    if help_text:
        described.append(f"{bound.auto_id}-help")
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if autofocus:
        attrs["autofocus"] = True
    group = type(widget).__name__ in {"RadioSelect", "CheckboxSelectMultiple"}
    return {
        "field": bound,
        "label": label or bound.label,
        "help": help_text,
        "widget": bound.as_widget(attrs=attrs),
        "kind": kind,
        "group": group,
        "check": kind == "checkbox" and not group,
        "optional": not bound.field.required and kind != "checkbox",
    }


def changed_query(query: QueryDict | None, changes: dict[str, Any]) -> str:
    """`?…` with some values changed; `page` falls away unless it is one of the changes."""
    pairs: list[tuple[str, str]] = []
    for name, values in query.lists() if query is not None else ():
        if name not in changes and name != "page":
            pairs += [(name, value) for value in values]
    for name, value in changes.items():
        if isinstance(value, (list, tuple)):
            pairs += [(name, str(each)) for each in value]
        elif value not in (None, ""):
            pairs.append((name, str(value)))
    return "?" + urlencode(pairs)


def page_links(page: Any, query: QueryDict | None, parameter: str = "page") -> list[dict[str, Any]]:
    """The numbers shown: first, last, and those around this one; `gap` between them.

    `page` has `number` and `pages` (kernel) or `paginator.num_pages` (Django).
    """
    last = getattr(page, "pages", None)
    if last is None:
        last = page.paginator.num_pages
    now = page.number
    shown = sorted({1, last, *range(max(1, now - 2), min(last, now + 2) + 1)})
    links: list[dict[str, Any]] = []
    before = 0
    for number_ in shown:
        if number_ < 1:
            continue
        if number_ - before > 1:
            links.append({"gap": True})
        url = changed_query(query, {parameter: number_ if number_ > 1 else ""})
        links.append({"number": number_, "url": url, "current": number_ == now})
        before = number_
    return links
