"""Settings and modules that hold at a place: its own value, else the nearest one above, else the default."""

from typing import Any

from chorsu.people.libraries import settings_registry
from chorsu.people.libraries.errors import NotSwitchedOn
from chorsu.people.libraries.models import ModuleSwitch, Organisation, SettingValue
from chorsu.people.libraries.queries import cache


def setting(org: Organisation | None, key: str) -> Any:
    """The value that holds at `org` (at the top of the tree when None). Raises UnknownSetting."""
    return setting_source(org, key)[0]


def setting_source(org: Organisation | None, key: str) -> tuple[Any, int | None]:
    """The value that holds and the id of the organisation that set it; None when it is the default."""
    declared = settings_registry.known(key)
    if org is not None:
        kept, source = _settings(org).get(key, (None, None))
        if source is not None:
            return declared.parse(kept), source
    return declared.default, None


def module_on(org: Organisation | None, module: str) -> bool:
    """Whether a module is switched on at `org`. Raises UnknownModule."""
    return module_source(org, module)[0]


def module_source(org: Organisation | None, module: str) -> tuple[bool, int | None]:
    """Whether a module is on, and the id of the organisation that said so; None when it is the default."""
    declared = settings_registry.known_module(module)
    if org is not None:
        kept, source = _switches(org).get(module, (None, None))
        if source is not None:
            return bool(kept), source
    return declared.default, None


def modules_of(org: Organisation | None) -> dict[str, bool]:
    """Every known module and whether it is on at `org`."""
    return {module.key: module_on(org, module.key) for module in settings_registry.modules()}


def require_module(org: Organisation | None, module: str) -> None:
    """Raises NotSwitchedOn where the module is off."""
    if not module_on(org, module):
        raise NotSwitchedOn(module=module, library=org.code if org else "")


def _settings(org: Organisation) -> dict[str, tuple[Any, int]]:
    kept = cache.table("settings")
    if org.pk not in kept:
        rows = SettingValue.objects.filter(organisation_id__in=org.path_ids)
        kept[org.pk] = _nearest(org, rows.values_list("organisation_id", "key", "value"))
    return kept[org.pk]


def _switches(org: Organisation) -> dict[str, tuple[Any, int]]:
    kept = cache.table("modules")
    if org.pk not in kept:
        rows = ModuleSwitch.objects.filter(organisation_id__in=org.path_ids)
        kept[org.pk] = _nearest(org, rows.values_list("organisation_id", "module", "on"))
    return kept[org.pk]


def _nearest(org: Organisation, rows) -> dict[str, tuple[Any, int]]:
    """Of several rows with one key the one set nearest to `org` wins."""
    depth = {number: place for place, number in enumerate(org.path_ids)}
    result: dict[str, tuple[Any, int]] = {}
    for source, key, value in sorted(rows, key=lambda row: depth[row[0]]):
        result[key] = (value, source)
    return result
