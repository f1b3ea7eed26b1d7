"""Checks and tidies what is said about an organisation before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from chorsu.kernel.clock import UnknownZone, zone_named
from chorsu.kernel.errors import Reason, gettext_noop
from chorsu.language.collation import sort_key
from chorsu.language.folding import tokens
from chorsu.people.libraries import rules
from chorsu.people.libraries.errors import BadOrganisation
from chorsu.people.libraries.models import Mode, Organisation

# ISO 15511: a prefix of up to four letters or digits, a dash, and up to eleven letters, digits, slash, dash or colon.
ISIL = re.compile(r"[A-Za-z0-9]{1,4}-[A-Za-z0-9/:-]{1,11}")

#: What `describe` may set; everything else has an action of its own.
FIELDS = frozenset(
    {"names", "isil", "place", "address", "phone", "email", "website", "latitude", "longitude", "timezone", "mode"}
)


def describe(organisation: Organisation, values: Mapping[str, Any]) -> list[str]:
    """Put the values on the row and answer the names of those that changed. Raises BadOrganisation with every reason."""
    unknown = set(values) - FIELDS
    if unknown:
        raise TypeError(f"An organisation has no {', '.join(sorted(unknown))}.")
    tidy = {key: _tidied(key, value) for key, value in values.items()}
    reasons = [reason for key, value in tidy.items() if (reason := _fault(key, value)) is not None]
    if reasons:
        raise BadOrganisation(reasons)
    changed = [key for key, value in tidy.items() if getattr(organisation, key) != value]
    for key, value in tidy.items():
        setattr(organisation, key, value)
    name, language = rules.name_in(organisation.names, "uz")
    organisation.sort_name = sort_key(name or organisation.code, language.split("-")[0])
    words = [organisation.code, organisation.isil, organisation.place, *organisation.names.values()]
    organisation.folded = " ".join(dict.fromkeys(tokens(" ".join(words))))
    return changed


def _tidied(key: str, value: Any) -> Any:
    if key == "names":
        return {language: " ".join(str(name).split()) for language, name in (value or {}).items() if str(name).strip()}
    if key in {"latitude", "longitude"}:
        return None if value in (None, "") else float(value)
    return " ".join(str(value or "").split())


def _fault(key: str, value: Any) -> Reason | None:
    text = str(value)
    if "\x00" in text:
        return Reason("libraries.bad-text", gettext_noop("A value holds signs that are no text."))
    longest = getattr(Organisation._meta.get_field(key), "max_length", None) or 300
    if any(len(part) > longest for part in (value.values() if key == "names" else [text])):
        params = {"count": longest}
        return Reason("libraries.too-long", gettext_noop("A value is longer than %(count)s characters."), params=params)
    if key == "names":
        strange = set(value) - {code for code, _name in settings.LANGUAGES}
        if not value or strange:
            return Reason(
                "libraries.no-name", gettext_noop("At least one name in a language of the network is needed.")
            )
    if not value:
        return None
    if key == "isil" and not ISIL.fullmatch(value):
        params = {"value": value}
        return Reason("libraries.bad-isil", gettext_noop("“%(value)s” is no ISIL (like UZ-NLU)."), params=params)
    if key == "mode" and value not in Mode.values:
        return Reason("libraries.bad-mode", gettext_noop("A library is hosted, a member or a partner."))
    if key == "timezone" and not _is_zone(value):
        params = {"value": value}
        return Reason(
            "libraries.bad-zone", gettext_noop("“%(value)s” is no time zone (like Asia/Tashkent)."), params=params
        )
    if key == "latitude" and not -90 <= value <= 90 or key == "longitude" and not -180 <= value <= 180:
        return Reason("libraries.bad-position", gettext_noop("There is no such place on the globe."))
    if key in {"email", "website"} and not _is_address(key, value):
        params = {"value": value}
        return Reason("libraries.bad-address", gettext_noop("“%(value)s” is no usable address."), params=params)
    return None


def _is_zone(name: str) -> bool:
    try:
        zone_named(name)
    except UnknownZone:
        return False
    return True


def _is_address(key: str, value: str) -> bool:
    try:
        validate_email(value) if key == "email" else URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return False
    return True
