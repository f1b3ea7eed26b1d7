"""Background work on the database queue. In a room's `tasks.py`: `from chorsu.foundation.jobs import Running, job, schedule`.

Imported late (PEP 562) because the package is loaded before Django's settings and models are.
"""

from typing import Any

_HOMES = {"job": "registry", "schedule": "registry", "Running": "running", "enqueue": "actions", "cancel": "actions"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"chorsu.foundation.jobs.{_HOMES[name]}"), name)
    raise AttributeError(name)
