"""Sets and clears settings and module switches of an organisation and all under it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chorsu.foundation.api import guards
from chorsu.foundation.audit.actions import record
from chorsu.foundation.events.actions import publish
from chorsu.people.libraries import settings_registry
from chorsu.people.libraries.events import OrganisationChanged
from chorsu.people.libraries.models import ModuleSwitch, Organisation, SettingValue
from chorsu.people.libraries.queries.cache import policy_changed


@transaction.atomic
def set_setting(organisation: Organisation, key: str, value: Any, *, by: Any = None) -> None:
    """Let the setting have this value here and below. Raises UnknownSetting, BadSettingValue, Forbidden."""
    declared = settings_registry.known(key)
    _may(by, declared.right, organisation)
    stored = declared.store(value)
    SettingValue.objects.update_or_create(organisation=organisation, key=key, defaults={"value": stored})
    _told(organisation, by, "settings", "libraries.setting-set", {"key": key, "value": stored})


@transaction.atomic
def clear_setting(organisation: Organisation, key: str, *, by: Any = None) -> None:
    """Take the value from above again. Raises UnknownSetting, Forbidden."""
    _may(by, settings_registry.known(key).right, organisation)
    if SettingValue.objects.filter(organisation=organisation, key=key).delete()[0]:
        _told(organisation, by, "settings", "libraries.setting-cleared", {"key": key})


@transaction.atomic
def set_module(organisation: Organisation, module: str, on: bool, *, by: Any = None) -> None:
    """Switch a module on or off here and below. Raises UnknownModule, Forbidden."""
    settings_registry.known_module(module)
    _may(by, "libraries.manage", organisation)
    ModuleSwitch.objects.update_or_create(organisation=organisation, module=module, defaults={"on": bool(on)})
    _told(organisation, by, "modules", "libraries.module-set", {"module": module, "on": bool(on)})


@transaction.atomic
def clear_module(organisation: Organisation, module: str, *, by: Any = None) -> None:
    """Follow the switch above again. Raises UnknownModule, Forbidden."""
    settings_registry.known_module(module)
    _may(by, "libraries.manage", organisation)
    if ModuleSwitch.objects.filter(organisation=organisation, module=module).delete()[0]:
        _told(organisation, by, "modules", "libraries.module-cleared", {"module": module})


def _may(by: Any, right: str, organisation: Organisation) -> None:
    if by is not None:
        guards.require(by, right, organisation)


def _told(organisation: Organisation, by: Any, change: str, verb: str, details: dict[str, Any]) -> None:
    policy_changed()
    record(by, verb, f"organisation:{organisation.code}", details, library=organisation)
    publish(OrganisationChanged(organisation.pk, change))
