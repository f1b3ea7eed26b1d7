"""The settings a library may decide: each declared once, by the room that reads it, in its `registrations`.

settings_registry.declare(Setting("circulation.grace-days", int, 0, _("Days of grace"), right="libraries.manage"))
queries.setting(org, "circulation.grace-days")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chorsu.people.libraries.errors import BadSettingValue, UnknownModule, UnknownSetting


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `type` is bool, int, str or date; `choices` are (value, label) pairs, any value when empty.

    `right` is the right an account needs at an organisation to change it there.
    """

    key: str
    type: type
    default: Any
    label: Any
    help: Any = ""
    choices: Sequence[tuple[Any, Any]] = ()
    right: str = "libraries.manage"
    minimum: int | None = None
    maximum: int | None = None

    def parse(self, value: Any) -> Any:
        """The value in the setting's type, from what a form or a file says. Raises BadSettingValue."""
        try:
            parsed = self._typed(value)
        except (TypeError, ValueError) as error:
            raise BadSettingValue(key=self.key, value=str(value)[:80]) from error
        too_small = self.minimum is not None and parsed < self.minimum
        too_big = self.maximum is not None and parsed > self.maximum
        strange = self.choices and parsed not in [choice for choice, _label in self.choices]
        if too_small or too_big or strange:
            raise BadSettingValue(key=self.key, value=str(value)[:80])
        return parsed

    def store(self, value: Any) -> Any:
        """The parsed value as JSON can keep it."""
        parsed = self.parse(value)
        return parsed.isoformat() if isinstance(parsed, date) else parsed

    def _typed(self, value: Any) -> Any:
        if self.type is bool:
            if isinstance(value, bool):
                return value
            words = {
                "1": True,
                "true": True,
                "yes": True,
                "on": True,
                "0": False,
                "false": False,
                "no": False,
                "off": False,
            }
            return words[str(value).strip().lower()] if str(value).strip().lower() in words else int("no switch")
        if self.type is int:
            return int(str(value).strip())
        if self.type is date:
            return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        text = str(value).strip()
        if len(text) > 2000 or "\x00" in text:
            raise ValueError
        return text


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the platform that a library switches on or off, with all its pages, menus and background work."""

    key: str
    label: Any
    help: Any = ""
    default: bool = True


_settings: dict[str, Setting] = {}
_modules: dict[str, Module] = {}


def declare(setting: Setting) -> Setting:
    """Make a setting known; a second declaration of the same key replaces the first."""
    _settings[setting.key] = setting
    return setting


def declare_module(module: Module) -> Module:
    """Make a module known."""
    _modules[module.key] = module
    return module


def known(key: str) -> Setting:
    """The setting of this key. Raises UnknownSetting."""
    if key not in _settings:
        raise UnknownSetting(key=key)
    return _settings[key]


def known_module(key: str) -> Module:
    """The module of this key. Raises UnknownModule."""
    if key not in _modules:
        raise UnknownModule(module=key)
    return _modules[key]


def settings() -> list[Setting]:
    """Every setting, in the order of their keys."""
    return [_settings[key] for key in sorted(_settings)]


def modules() -> list[Module]:
    """Every module, in the order in which they were declared."""
    return list(_modules.values())
