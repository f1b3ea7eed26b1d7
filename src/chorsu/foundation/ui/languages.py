"""The interface languages: their codes, their own names, and which one a request wants.

Uzbek in Cyrillic is `uz-cyrl` for Django, `uz_Cyrl` for gettext folders and CLDR, `uz-Cyrl` in HTML.
"""

from __future__ import annotations

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

COOKIE = "language"
# What the switch shows: short enough for five on one line, each in its own script.
SHORT = {"uz": "Oʻz", "uz-cyrl": "Ўз", "ru": "Ru", "en": "En", "vi": "Vi"}


def teach_django() -> None:
    """Django knows no `uz-cyrl`, and its filter `language_name` fails on every language it has no translation for.

    Ours knows all of CLDR; it takes that name also where a template loads Django's `i18n` after us.
    """
    from django.templatetags import i18n

    from chorsu.foundation.ui.wording import language_name

    i18n.register.filters["language_name"] = language_name
    LANG_INFO.setdefault(
        "uz-cyrl", {"bidi": False, "code": "uz-cyrl", "name": "Uzbek (Cyrillic)", "name_local": "Ўзбекча (кирилл)"}
    )


def supported(code: str | None) -> str | None:
    """The interface language that serves `code` (any case, `_` or `-`), or None."""
    if not code:
        return None
    try:
        return get_supported_language_variant(code.strip().replace("_", "-").lower())
    except LookupError:
        return None


def html_tag(code: str | None = None) -> str:
    """The language tag of BCP 47 for HTML: `uz-cyrl` → `uz-Cyrl`."""
    code = code or get_language() or settings.LANGUAGE_CODE
    first, _, rest = code.partition("-")
    return f"{first}-{rest.capitalize()}" if len(rest) == 4 else code


def cldr(code: str | None = None) -> str:
    """The locale name of CLDR: `uz-cyrl` → `uz_Cyrl`."""
    return html_tag(code).replace("-", "_")


def wanted(request: HttpRequest) -> str:
    """The language of a request: its cookie, the account's own, what the browser asks, the installation's."""
    chosen = supported(request.COOKIES.get(COOKIE))
    if chosen:
        return chosen
    return supported(_of_account(request)) or _of_browser(request) or settings.LANGUAGE_CODE


def _of_account(request: HttpRequest) -> str | None:
    # Only a request that carries a session can have an account; the rest must not cost a query.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    from django.contrib.auth.middleware import get_user  # keeps the account on the request: read once

    return getattr(get_user(request), "language", None)


def _of_browser(request: HttpRequest) -> str | None:
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        found = supported(code)
        if found:
            return found
    return None
